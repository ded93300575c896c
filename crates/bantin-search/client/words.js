// Completion of words and titles, and spelling correction.
import { fold, term } from "./text.js";

/** @typedef {import("./text.js").Term} Term */
/** @typedef {{text: string, count?: number, url?: string}} Suggestion */

/** Maximum number of syllables in a phrase. */
const LONGEST = 4;

export class Words {
  /**
   * @param {any} manifest
   * @param {import("./store.js").Store} store
   */
  constructor(manifest, store) {
    this.store = store;
    this.tables = new Set(String(manifest.tables).match(/../g) ?? []);
  }

  /**
   * Phrases and titles with this prefix.
   * @param {string} text
   * @param {import("./store.js").Asked} asked
   * @returns {Promise<{phrases: [string, number][], titles: [string, string][]}>}
   */
  async beginning(text, asked) {
    const folded = fold(text);
    const key = folded.slice(0, 2);
    if (!this.tables.has(key)) return { phrases: [], titles: [] };
    const [, phrases, titles] = await this.store.rows(`w/${key}.json`, asked);
    const fits = (/** @type {[string, unknown]} */ [name]) => fold(name).startsWith(folded) && agrees(text, name);
    return { phrases: phrases.filter(fits), titles: titles.filter(fits) };
  }

  /**
   * Completions of the last syllables of a text that is being typed: `phrases` complete the last `length` terms,
   * `head` are the terms before them.
   * @param {Term[]} terms
   * @param {import("./store.js").Asked} asked
   * @returns {Promise<{head: Term[], phrases: string[], length: number}>}
   */
  async completions(terms, asked) {
    for (let length = Math.min(LONGEST, terms.length); length > 0; length -= 1) {
      const typed = terms.slice(terms.length - length).map(({ accented }) => accented).join(" ");
      const { phrases } = await this.beginning(typed, asked);
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
   * Known words at edit distance 1 (one letter replaced, missing, added or swapped), the most frequent first.
   * @param {string} folded
   * @param {import("./store.js").Asked} asked
   * @returns {Promise<Term[]>}
   */
  async near(folded, asked) {
    const [, text] = await this.store.rows("lexicon.json", asked);
    const words = /** @type {string} */ (text).split(" ");
    return words.filter((word) => oneApart(fold(word), folded)).slice(0, 24).map((word) => term(word));
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
