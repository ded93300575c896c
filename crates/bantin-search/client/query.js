// Parses a query and builds the units to look up.
import { fold, pairHash, term, terms } from "./text.js";

/** @typedef {import("./text.js").Term} Term */
/**
 * A term or pair of a query; `accents` from 0 (any) to 1 (as typed).
 * @typedef {{hash: number, accentedHash: number, accents: number, pair: boolean, common: boolean, at: number}} Unit
 */
/** @typedef {{segments: Term[][], phrases: Term[][], excluded: Term[][]}} Query */

/**
 * Splits a query into quoted phrases, excluded words and the rest.
 * @param {string} text
 * @returns {Query}
 */
export function parsed(text) {
  /** @type {Query} */
  const query = { segments: [], phrases: [], excluded: [] };
  let plain = "";
  const rest = text.normalize("NFC").replace(/[“”„‟«»]/g, '"').replace(/(^|\s)(-?)"([^"]+)("|$)|(^|\s)-(?=[\p{L}\p{N}])(\S+)/gu, (_all, _a, minus, phrase, _b, _c, word) => {
    const found = terms(phrase ?? word);
    if (!found.length) return " ";
    if (minus || word) query.excluded.push(found);
    else {
      query.phrases.push(found);
      query.segments.push(found);
    }
    return " ";
  });
  plain = rest;
  const left = terms(plain);
  if (left.length) query.segments.push(left);
  return query;
}

/**
 * The weight of accents for each term. If at least half of the words are typed with accents, words without accents
 * are meant without.
 * @param {Term[]} all
 * @returns {(term: Term) => number}
 */
export function accentsOf(all) {
  const words = all.filter(({ folded }) => /\p{L}/u.test(folded));
  const typed = words.filter(({ marked }) => marked).length;
  const whole = typed * 2 >= words.length && typed > 0;
  return (one) => (whole || one.marked ? 1 : 0);
}

/**
 * @param {Unit} first
 * @param {Unit} second
 * @param {number} at
 * @returns {Unit}
 */
export function paired(first, second, at) {
  return {
    hash: pairHash(first.hash, second.hash), accentedHash: pairHash(first.accentedHash, second.accentedHash),
    accents: Math.min(first.accents, second.accents), pair: true, common: false, at,
  };
}

/** @param {Unit} unit */
export function spelling(unit) {
  return unit.pair ? unit.accentedHash >>> 24 : unit.accentedHash >>> 16;
}

/**
 * Whether a segment contains a name: its terms in sequence, with the accents that were typed.
 * @param {Term[]} segment
 * @param {string} name
 * @param {Query} query
 */
export function names(segment, name, query) {
  const wanted = terms(name);
  const short = wanted.length === 1 && wanted[0].folded.length < 3 && (segment.length > 1 || query.segments.length > 1);
  return segment.some((_, start) => wanted.every((one, at) => {
    const typed = segment[start + at];
    if (!typed || typed.folded !== one.folded) return false;
    if (short) return typed.raw === typed.raw.toUpperCase();
    return !typed.marked || typed.accented === one.accented;
  }));
}

/**
 * Whether the terms of a phrase occur in sequence.
 * @param {string[]} found
 * @param {Term[]} phrase
 */
export function within(found, phrase) {
  const exact = phrase.some(({ marked }) => marked);
  return found.some((_, start) => phrase.every((one, at) => {
    const there = found[start + at];
    return there !== undefined && (exact ? there === one.accented : fold(there) === one.folded);
  }));
}
