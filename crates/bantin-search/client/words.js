// Completion of words and titles, and spelling correction.
import { canonicalTone, fold, term } from "./text.js";

/** @typedef {import("./text.js").Term} Term */
/** @typedef {{text: string, count?: number, url?: string}} Suggestion */

/** Maximum number of syllables in a phrase. */
const LONGEST = 4;
/** Letters of the longest syllable: "nghiêng". */
const LONGEST_SYLLABLE = 7;
/** What each word costs where joined words are parted, so that few long ones are preferred. */
const EACH_WORD = 2;
/** What each letter of an unknown word costs there, a foreign name for instance. */
const UNKNOWN = 5;

export class Words {
  /**
   * @param {any} manifest
   * @param {import("./store.js").Store} store
   */
  constructor(manifest, store) {
    this.store = store;
    /** @type {any} */
    this.known = null;
    /** @type {string[]} */
    this.tables = String(manifest.tables).match(/../g) ?? [];
  }

  /**
   * Phrases and titles with this prefix, in one language or in all.
   * @param {string} text
   * @param {import("./store.js").Asked} asked
   * @param {string} [language]
   * @returns {Promise<{phrases: [string, number, string][], titles: [string, string, string, string][]}>}
   */
  async beginning(text, asked, language) {
    const folded = fold(text);
    const table = this.tables.indexOf(folded.slice(0, 2));
    if (table < 0) return { phrases: [], titles: [] };
    const [, phrases, titles] = await this.store.rows(`w/${table}.json`, asked);
    const fits = (/** @type {any} */ [name, , code]) => fold(name).startsWith(folded) && agrees(text, name) && (!language || code === language);
    return { phrases: phrases.filter(fits), titles: titles.filter(fits) };
  }

  /**
   * Completions of the last syllables of a text that is being typed: `phrases` complete the last `length` terms,
   * `head` are the terms before them.
   * @param {Term[]} terms
   * @param {import("./store.js").Asked} asked
   * @param {string} [language]
   * @returns {Promise<{head: Term[], phrases: string[], length: number}>}
   */
  async completions(terms, asked, language) {
    for (let length = Math.min(LONGEST, terms.length); length > 0; length -= 1) {
      const typed = terms.slice(terms.length - length).map(({ accented }) => accented).join(" ");
      const { phrases } = await this.beginning(typed, asked, language);
      const whole = phrases.map(([phrase]) => phrase).filter((phrase) => phrase.split(" ").length >= length);
      if (whole.length) return { head: terms.slice(0, -length), phrases: whole, length };
    }
    return { head: terms, phrases: [], length: 0 };
  }

  /**
   * The text of terms, with the accents of known phrases added where none were typed.
   * @param {Term[]} terms
   * @param {import("./store.js").Asked} asked
   */
  async spelled(terms, asked) {
    const found = [];
    for (let at = 0, length = 1; at < terms.length; at += length) {
      let phrase = terms[at].accented;
      for (length = Math.min(LONGEST, terms.length - at); length > 1; length -= 1) {
        const part = terms.slice(at, at + length).map(({ accented }) => accented).join(" ");
        const { phrases } = await this.beginning(part, asked);
        const same = phrases.find(([known]) => `${fold(known)} `.startsWith(`${fold(part)} `));
        if (same) {
          phrase = same[0].split(" ").slice(0, length).join(" ");
          break;
        }
      }
      found.push(phrase);
    }
    return found.join(" ");
  }

  /**
   * The known words, the most frequent first.
   * @param {import("./store.js").Asked} asked
   * @returns {Promise<{all: string[], ranks: Map<string, number>, folded: string[]}>}
   */
  async lexicon(asked) {
    const [, text] = await this.store.rows("lexicon.json", asked);
    if (this.known?.text !== text) {
      const all = /** @type {string} */ (text).split(" ");
      const folded = all.map(fold);
      this.known = { text, all, folded, ranks: new Map(folded.map((word, rank) => [word, rank])) };
    }
    return this.known;
  }

  /**
   * Known words at edit distance 1 (one letter replaced, missing, added or swapped). Those that keep the accents that
   * were typed come first, then the most frequent ones.
   * @param {Term} typed
   * @param {import("./store.js").Asked} asked
   * @returns {Promise<Term[]>}
   */
  async near(typed, asked) {
    const { all, folded } = await this.lexicon(asked);
    const found = all.filter((_, at) => oneApart(folded[at], typed.folded));
    const agrees = (/** @type {string} */ word) => (typed.marked && oneApart(word, typed.accented) ? 0 : 1);
    return found.slice(0, 40).sort((a, b) => agrees(a) - agrees(b)).slice(0, 24).map((word) => term(word));
  }

  /**
   * Known words that begin with what was typed of one, the most frequent first.
   * @param {Term} typed
   * @param {import("./store.js").Asked} asked
   * @returns {Promise<string[]>}
   */
  async beginningWith(typed, asked) {
    const { all, folded } = await this.lexicon(asked);
    return all.filter((word, at) => folded[at].startsWith(typed.folded) && agrees(typed.accented, word)).slice(0, 24);
  }

  /**
   * The syllables of words typed without spaces: the most frequent known words that make up the whole; null if there
   * are none.
   * @param {Term} joined
   * @param {import("./store.js").Asked} asked
   * @returns {Promise<Term[] | null>}
   */
  async parted(joined, asked) {
    const { ranks } = await this.lexicon(asked);
    const text = joined.folded;
    /** The cheapest way to each place: its cost, and where its last word begins. @type {[number, number][]} */
    const ways = [[0, 0]];
    for (let end = 1; end <= text.length; end += 1) {
      ways.push([Infinity, 0]);
      for (let start = Math.max(0, end - LONGEST_SYLLABLE); start < end; start += 1) {
        const rank = end - start === 1 && !/[aoyu]/.test(text[start]) ? undefined : ranks.get(text.slice(start, end));
        const cost = ways[start][0] + EACH_WORD + (rank === undefined ? UNKNOWN * (end - start + 1) : Math.log(rank + 20));
        if (cost < ways[end][0]) ways[end] = [cost, start];
      }
    }
    if (joined.accented.length !== text.length) return null;
    const pieces = [];
    let known = 0;
    for (let end = text.length; end > 0; end = ways[end][1]) {
      pieces.unshift(joined.accented.slice(ways[end][1], end));
      if (ranks.has(text.slice(ways[end][1], end))) known += end - ways[end][1];
    }
    return pieces.length > 1 && known * 4 >= text.length * 3 ? pieces.map((piece) => term(canonicalTone(piece))) : null;
  }
}

/**
 * Whether a name matches the accents that were typed, if any were.
 * @param {string} typed
 * @param {string} name
 */
function agrees(typed, name) {
  const lower = typed.toLowerCase().normalize("NFC");
  return lower === fold(lower) || name.toLowerCase().startsWith(lower) || fold(name) === name;
}

/**
 * Whether the edit distance of two words is 1: a letter replaced, added or removed, or two neighbours swapped.
 * @param {string} a
 * @param {string} b
 */
export function oneApart(a, b) {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  return Math.max(left.length, right.length) <= 1 || (left.length === 2 && right === left[1] + left[0]);
}
