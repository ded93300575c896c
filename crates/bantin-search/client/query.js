// Parses a query and builds the units to look up.
import { fold, pairHash, term, terms } from "./text.js";

/** @typedef {import("./text.js").Term} Term */
/**
 * A term or pair of a query; `accents` from 0 (any) to 1 (as typed).
 * @typedef {{name: string, hash: number, accentedHash: number, accents: number, pair: boolean, common: boolean, alone: boolean, weight: number, at: number}} Unit
 */
/** @typedef {{segments: Term[][], phrases: Term[][], excluded: Term[][]}} Query */

/** Letters of the longest token of a query: a whole question may be typed without spaces. */
const LONGEST_TYPED = 200;

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
  const left = terms(plain, LONGEST_TYPED);
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
    name: `${first.name} ${second.name}`, hash: pairHash(first.hash, second.hash), accentedHash: pairHash(first.accentedHash, second.accentedHash),
    accents: Math.min(first.accents, second.accents), pair: true, common: false, alone: false, at,
    weight: Math.min(first.weight, second.weight),
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
 * Whether the terms of a phrase occur in sequence: those typed with accents as they are, others with any.
 * @param {string[]} found
 * @param {Term[]} phrase
 */
export function within(found, phrase) {
  return found.some((_, start) => phrase.every((one, at) => {
    const there = found[start + at];
    return there !== undefined && (one.marked ? there === one.accented : fold(there) === one.folded);
  }));
}

/** Words that only ask. */
const QUESTIONS = ["những gì", "gì", "nào", "bao lâu", "làm sao", "làm thế nào", "là gì", "như thế nào", "thế nào", "bao nhiêu", "vì sao", "tại sao", "ở đâu", "ra sao", "khi nào", "là ai", "ai"]
  .map((text) => text.split(" "));

/**
 * The weight of each term of a segment: `weight` for words that only ask, unless there is nothing else.
 * @param {Term[]} segment
 * @param {number} weight
 * @returns {number[]}
 */
export function asking(segment, weight) {
  const weights = segment.map(() => 1);
  const typed = segment.some(({ marked }) => marked);
  for (const words of QUESTIONS) {
    for (let at = 0; at + words.length <= segment.length; at += 1) {
      const same = words.every((word, step) => (typed ? segment[at + step].accented === word : segment[at + step].folded === fold(word)));
      if (same) words.forEach((_, step) => (weights[at + step] = weight));
    }
  }
  return weights.every((one) => one === weight) ? segment.map(() => 1) : weights;
}
