// Splits text into search terms. Equivalent to crates/bantin-text/src/{fold,tones,syllables}.rs and
// crates/bantin-search/src/{terms,hash}.rs; tested with the vectors of both crates.

/**
 * A token: its range, and whether a sentence begins with it.
 * @typedef {{start: number, end: number, begins: boolean}} Token
 */
/** @typedef {{accented: string, folded: string, hash: number, accentedHash: number, marked: boolean, raw: string}} Term */

const VOWELS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ";
const ONSET = /^(b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?$/;
const CODA = /^(ch?|m|ng|nh?|p|t)?$/;
const CLUSTERS = new Set(("ai ao au ay âu ây eo êu ia iê iêu iu oa oai oao oay oă oe oeo oi oo ôi ơi ua uai uao uâ uây uê ui "
+ "uô uôi uơ uy uya uyê uyu ưa ươ ươi ươu ưi ưu yê yêu uêu uau ueo").split(" "));
const WORD = /[\p{Alphabetic}\p{N}\u0300-\u036f]/u;
const LETTER = /\p{Alphabetic}/u;
const DIGIT = /[0-9]/;

/**
 * The text without case, tones, vowel marks and typography.
 * @param {string} text
 */
export function fold(text) {
  return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f\u00ad\u200b\u2060\ufeff]/g, "")
    .replace(/[đðɖ]/g, "d").replace(/[\u2018-\u201b\u02bc‹›]/g, "'").replace(/[\u201c-\u201f«»]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, "-").replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, " ").normalize("NFC");
}

/**
 * A lower-case syllable with its tone mark in the canonical place.
 * @param {string} word
 */
export function canonicalTone(word) {
  const letters = [...word];
  const place = letters.map((letter) => VOWELS.indexOf(letter));
  const toned = place.flatMap((at, index) => (at >= 0 && at % 6 ? [index] : []));
  if (letters.length > 7 || toned.length !== 1) return word;
  let start = place.findIndex((at) => at >= 0);
  const level = letters.map((letter, index) => (place[index] < 0 ? letter : VOWELS[place[index] - (place[index] % 6)]));
  if (start === 1 && /^(qu|gi)$/.test(level[0] + level[1]) && place[2] >= 0) start = 2;
  let end = start;
  while (place[end] >= 0) end += 1;
  let to = -1;
  for (let at = start; at < end; at += 1) if ("ăâêôơư".includes(level[at])) to = at;
  if (to < 0) to = end < letters.length ? end - 1 : end - start >= 3 ? start + 1 : start;
  /** @type {(from: number, until?: number) => string} */
  const part = (from, until) => level.slice(from, until).join("");
  const fits = ONSET.test(part(0, start)) && CODA.test(part(end))
    && (end - start === 1 || CLUSTERS.has(part(start, end)));
  const from = toned[0];
  if (from === to || !fits) return word;
  const tone = place[from] % 6;
  letters[from] = level[from];
  letters[to] = VOWELS[VOWELS.indexOf(level[to]) + tone];
  return letters.join("");
}

/**
 * The tokens of a text.
 * @param {string} text
 * @returns {Token[]}
 */
export function tokens(text) {
  /** @type {Token[]} */
  const found = [];
  let last = "";
  let digits = false;
  let start = -1;
  let begins = false;
  let stopped = false;
  for (let at = 0; at < text.length;) {
    const letter = String.fromCodePoint(/** @type {number} */ (text.codePointAt(at)));
    const next = at + letter.length;
    if ((letter >= "a" && letter <= "z") || WORD.test(letter)) {
      if (start < 0) [start, digits] = [at, false];
      last = letter;
      digits = digits || DIGIT.test(letter);
    } else if (start < 0 || !joins(letter, last, digits, String.fromCodePoint(text.codePointAt(next) ?? 32))) {
      if (start >= 0) {
        found.push({ start, end: at, begins });
        [start, begins, stopped] = [-1, false, false];
      }
      const space = /\s/.test(letter);
      begins = begins || letter === "\n" || (stopped && space);
      stopped = ".!?;…".includes(letter) || (stopped && !space);
    }
    at = next;
  }
  if (start >= 0) found.push({ start, end: text.length, begins });
  return found;
}

/**
 * Whether a sign joins a token and the character after it.
 * @param {string} sign
 * @param {string} last
 * @param {boolean} digits
 * @param {string} next
 */
function joins(sign, last, digits, next) {
  if (".,:".includes(sign)) return DIGIT.test(last) && DIGIT.test(next);
  if ("/-\u2010\u2011\u2013".includes(sign)) return DIGIT.test(next) || (digits && WORD.test(next));
  return "'’".includes(sign) && LETTER.test(last) && LETTER.test(next);
}

/** Longer tokens of a text are not words but encoded data or URLs. */
const LONGEST_TOKEN = 40;

/**
 * The accented terms of a token.
 * @param {string} token
 * @param {number} [longest]
 * @returns {string[]}
 */
export function parts(token, longest = LONGEST_TOKEN) {
  if ([...token].length > longest) return [];
  return token.split(/[/:\-\u2010\u2011\u2013]/).flatMap((part) => (/^[0-9][0-9.,]*$/.test(part) ? numbers(part) : word(part)));
}

/** @param {string} part */
function word(part) {
  const plain = part.toLowerCase().normalize("NFC").replace(/['’ʼ‘]/g, "").replace(/[ðɖ]/g, "đ");
  return plain ? [plain.replace(/\p{Alphabetic}+/gu, canonicalTone)] : [];
}

/** @param {string} part */
function numbers(part) {
  const groups = part.split(/[.,]/).filter(Boolean);
  const plain = (/** @type {string} */ digits) => digits.replace(/^0+(?=.)/, "");
  if (groups.length === 1) return [plain(groups[0])];
  if (groups[0].length <= 3 && groups.slice(1).every((group) => group.length === 3)) return [plain(groups.join(""))];
  return /^\d\d?[.,]\d\d?[.,]\d{4}$/.test(part) ? groups.map(plain) : [groups.join(".")];
}

/**
 * The terms of a text, in order.
 * @param {string} text
 * @param {number} [longest] letters of a token
 * @returns {Term[]}
 */
export function terms(text, longest = LONGEST_TOKEN) {
  return tokens(text).flatMap(({ start, end }) => {
    const raw = text.slice(start, end);
    return parts(raw, longest).map((accented) => term(accented, raw));
  });
}

/**
 * A term from its accented form.
 * @param {string} accented
 * @param {string} [raw]
 * @returns {Term}
 */
export function term(accented, raw = accented) {
  const folded = fold(accented);
  return { accented, folded, hash: termHash(folded), accentedHash: termHash(accented), marked: accented !== folded, raw };
}

/** @param {string} text */
export function termHash(text) {
  return mixed(checksum(new TextEncoder().encode(text)));
}

/**
 * @param {number} first
 * @param {number} second
 */
export function pairHash(first, second) {
  return mixed((Math.imul(first, 0x9e3779b1) + second) | 0);
}

/** @param {Uint8Array} bytes */
export function checksum(bytes) {
  let hash = 0x811c9dc5;
  for (let at = 0; at < bytes.length; at += 1) hash = Math.imul(hash ^ bytes[at], 0x01000193);
  return hash >>> 0;
}

/** @param {number} hash */
function mixed(hash) {
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** @type {Record<string, string>} */
const KEYS = {
  aa: "â", aw: "ă", ee: "ê", oo: "ô", ow: "ơ", uw: "ư", dd: "đ",
  a6: "â", a8: "ă", e6: "ê", o6: "ô", o7: "ơ", u7: "ư", d9: "đ",
};

/**
 * Decodes a syllable typed in Telex or VNI without an input method; returned as it is if it is neither.
 * @param {string} raw
 */
export function decoded(raw) {
  let text = raw.toLowerCase();
  if (!/^[a-z][a-z1-9]*$/.test(text)) return text;
  const vni = /[1-9]/.test(text);
  let tone = 0;
  text = text.replace(vni ? /[1-5]/ : /(?<=[aeiouy][a-z]*)[sfrxj]/, (key) => {
    tone = vni ? [0, 4, 1, 2, 3, 5][Number(key)] : " frxsj".indexOf(key);
    return "";
  });
  text = vni
    ? text.replace(/uo([a-z]*)7/, "ươ$1").replace(/([aeo])([a-z]*)6/, "$16$2").replace(/([ou])([a-z]*)7/, "$17$2")
      .replace(/a([a-z]*)8/, "a8$1").replace(/^d([^9]*)9/, "d9$1")
    : text.replace(/uow|uwow|uwo/, "ươ").replace(/([aeo])([a-z]+)\1/, "$1$1$2").replace(/^d([a-z]+)d/, "dd$1")
      .replace(/uo([a-z]+)w/, "ươ$1").replace(/([aou])([a-z]+)w/, "$1w$2");
  text = text.replace(/aa|aw|ee|oo|ow|uw|dd|[aeo]6|a8|[ou]7|d9/g, (two) => KEYS[two]);
  if (!vni) text = text.replace(/w/g, "ư");
  const letters = [...text];
  const skip = /^(qu|gi)[aăâeêioôơuưy]/.test(text) ? 2 : 0;
  const at = letters.findIndex((letter, index) => index >= skip && VOWELS.includes(letter));
  if (tone && at >= 0) letters[at] = VOWELS[VOWELS.indexOf(letters[at]) + tone];
  return canonicalTone(letters.join(""));
}
