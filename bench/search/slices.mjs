// Ways in which people type a query: each slice turns a clean query into one of them; null where it cannot.

/** Deterministic pseudo-random numbers in [0, 1) (mulberry32). */
export function drawing(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function unaccented(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D");
}

const TONES = "\u0301\u0300\u0309\u0303\u0323";
const TONE = new RegExp(`[${TONES}]`);
const LETTERS = "abcdeghiklmnopqrstuvxy";
const KEYS = {
  telex: { tones: "sfrxj", "ươ": "uow", â: "aa", ă: "aw", ê: "ee", ô: "oo", ơ: "ow", ư: "uw", đ: "dd" },
  vni: { tones: "12345", "ươ": "uo7", â: "a6", ă: "a8", ê: "e6", ô: "o6", ơ: "o7", ư: "u7", đ: "d9" },
};

/** A word as typed in Telex or VNI without an input method. */
function keyed(word, keys) {
  let tone = "";
  const level = word.normalize("NFD").replace(new RegExp(TONE, "g"), (mark) => {
    tone = keys.tones[TONES.indexOf(mark)];
    return "";
  });
  return level.normalize("NFC").replace(/ươ|[âăêôơưđ]/g, (letter) => keys[letter]) + tone;
}

const everyWord = (change) => (query, random) => query.split(" ").map((word) => change(word, random)).join(" ");

/** Changes the letters of one word of at least three. */
const oneWord = (change) => (query, random) => {
  const words = query.split(" ");
  const fitting = words.flatMap((word, at) => ([...word].length > 2 && /^\p{L}+$/u.test(word) ? [at] : []));
  if (!fitting.length) return null;
  const at = fitting[Math.floor(random() * fitting.length)];
  words[at] = change([...words[at]], random).join("");
  return words.join(" ");
};

function wrongTone(letters, random) {
  const text = letters.join("").normalize("NFD");
  const typed = TONE.exec(text)?.[0];
  const others = [...TONES].filter((tone) => tone !== typed);
  const tone = others[Math.floor(random() * others.length)];
  const toned = typed ? text.replace(typed, tone) : text.replace(/[aeiouy][\u0302\u0306\u031b]?/, (vowel) => vowel + tone);
  return [...toned.normalize("NFC")];
}

function wrongLetter(letters, random) {
  const at = Math.floor(random() * letters.length);
  const others = [...LETTERS].filter((letter) => letter !== unaccented(letters[at]).toLowerCase());
  letters[at] = others[Math.floor(random() * others.length)];
  return letters;
}

function swapped(letters, random) {
  const at = Math.floor(random() * (letters.length - 1));
  [letters[at], letters[at + 1]] = [letters[at + 1], letters[at]];
  return letters;
}

/** @type {Record<string, (query: string, random: () => number) => string | null>} */
export const SLICES = {
  clean: (query) => query,
  bare: unaccented,
  "half bare": everyWord((word, random) => (random() < 0.5 ? unaccented(word) : word)),
  "one bare": (query, random) => {
    const words = query.split(" ");
    const at = Math.floor(random() * words.length);
    words[at] = unaccented(words[at]);
    return words.join(" ");
  },
  "wrong tone": oneWord(wrongTone),
  "wrong letter": oneWord(wrongLetter),
  "missing letter": oneWord((letters, random) => letters.toSpliced(Math.floor(random() * letters.length), 1)),
  "doubled letter": oneWord((letters, random) => {
    const at = Math.floor(random() * letters.length);
    return letters.toSpliced(at, 0, letters[at]);
  }),
  transposed: oneWord(swapped),
  telex: everyWord((word) => keyed(word, KEYS.telex)),
  vni: everyWord((word) => keyed(word, KEYS.vni)),
  joined: (query) => query.replace(/ /g, ""),
  "last word cut": (query) => query.replace(/(\p{L})\p{L}$/u, "$1"),
};
