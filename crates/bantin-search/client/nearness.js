// Reorders the best results by what their titles and texts say: the whole query in the title, its terms close together.
import { spelling, within } from "./query.js";
import { RANKING } from "./ranking.js";
import { fold, pairHash, parts, terms, tokens } from "./text.js";

/** @typedef {import("./query_execution.js").QueryExecution} QueryExecution */
/** @typedef {import("./text.js").Term} Term */
/** @typedef {{document: number, score: number}} Ranked */

/** Number of terms in which the query's terms are close together. */
const WINDOW = 25;
/** For how many of the best results texts are read, and how near their scores must be to the best one. */
const MOST_READ = 5;
const NEAR_BEST = 0.85;
/** Shorter queries are pairs, which lists know. */
const LEAST_TERMS = 3;
/** What another spelling of a term than the typed one counts. */
const OTHER_SPELLING = 0.4;

/**
 * The query, and the query with each name replaced by another name of the same: "Văn phòng UBND tỉnh" is also "Văn phòng
 * Ủy ban nhân dân tỉnh".
 * @param {Term[]} phrase
 * @param {QueryExecution} run
 * @returns {Term[][]}
 */
function wordings(phrase, run) {
  const all = [phrase];
  for (const { name, other } of run.expanded.values()) {
    const at = phrase.findIndex((_, start) => name.every((one, step) => phrase[start + step]?.folded === one.folded));
    if (at >= 0) all.push([...phrase.slice(0, at), ...other, ...phrase.slice(at + name.length)]);
  }
  return all;
}

/**
 * Raises results whose title contains the query as a whole, the more the less it says besides.
 * @param {Ranked[]} ranked
 * @param {string[]} titles
 * @param {QueryExecution} run
 */
export function raiseTitles(ranked, titles, run) {
  const phrase = run.query.segments.length === 1 ? run.query.segments[0] : [];
  if (phrase.length < 2 || !RANKING.titlePhrase) return;
  const best = Math.max(...ranked.map(({ score }) => score));
  const all = wordings(phrase, run);
  ranked.forEach((one, at) => {
    const found = terms(titles[at]).map(({ accented }) => accented);
    const held = all.filter((wording) => within(found, wording));
    const share = Math.max(0, ...held.map((wording) => wording.length / found.length));
    if (share) raise(one, (RANKING.titlePhrase * share + (share === 1 ? RANKING.titleIsQuery : 0)) * best, "title", run);
  });
}

/**
 * Raises the best results by how much of the query stands close together in their texts.
 * @param {Ranked[]} ranked best first
 * @param {QueryExecution} run
 */
export async function raiseNear(ranked, run) {
  const { segments } = run.query;
  if (!RANKING.nearness || segments.reduce((sum, segment) => sum + segment.length, 0) < LEAST_TERMS) return;
  const best = ranked[0]?.score ?? 0;
  const close = ranked.slice(0, MOST_READ).filter(({ score }) => score >= best * NEAR_BEST);
  if (close.length < 2) return;
  const texts = await Promise.all(close.map(({ document }) => run.search.text(document, run.asked)));
  const masses = massesOf(run);
  close.forEach((one, at) => raise(one, RANKING.nearness * best * together(texts[at], masses), "near", run));
}

/**
 * @param {Ranked} one
 * @param {number} by
 * @param {string} why
 * @param {QueryExecution} run
 */
function raise(one, by, why, run) {
  one.score += by;
  run.explain(one.document, why, by);
}

/** @typedef {Map<string, {typed: string | null, mass: number}>} Masses */

/**
 * The weights of the terms and pairs of the query by their folded forms, as far as their lists were read.
 * @param {QueryExecution} run
 * @returns {Masses}
 */
function massesOf(run) {
  /** @type {Masses} */
  const masses = new Map();
  for (const segment of run.query.segments) {
    for (let at = 0; at < segment.length; at += 1) {
      for (const words of [segment.slice(at, at + 1), segment.slice(at, at + 2)]) {
        const [first, second] = words;
        const hash = second ? pairHash(first.hash, second.hash) : first.hash;
        const found = run.known({ hash, pair: words.length > 1 });
        if (!found) continue;
        const { unit, entry } = found;
        const typed = unit.accents > 0 && entry.spellings.has(spelling(unit)) ? words.map(({ accented }) => accented).join(" ") : null;
        masses.set(words.map(({ folded }) => folded).join(" "), { typed, mass: run.mass([found]) * unit.weight });
      }
    }
  }
  return masses;
}

/**
 * The largest share of the query's weight that stands in one window of the text.
 * @param {string} text
 * @param {Masses} masses
 */
function together(text, masses) {
  let all = 0;
  for (const { mass } of masses.values()) all += mass;
  /** @type {[number, string, number][]} */
  const hits = [];
  let place = 0;
  let before = "";
  let beforeFolded = "";
  const look = (/** @type {string} */ folded, /** @type {string} */ part) => {
    const wanted = masses.get(folded);
    if (wanted) hits.push([place, folded, wanted.mass * (wanted.typed === null || wanted.typed === part ? 1 : OTHER_SPELLING)]);
  };
  for (const { start, end, begins } of tokens(text)) {
    for (const part of parts(text.slice(start, end))) {
      const folded = fold(part);
      look(folded, part);
      if (before && !begins) look(`${beforeFolded} ${folded}`, `${before} ${part}`);
      [before, beforeFolded] = [part, folded];
      place += 1;
    }
  }
  let most = 0;
  for (let from = 0; from < hits.length; from += 1) {
    const seen = new Map();
    for (let at = from; at < hits.length && hits[at][0] < hits[from][0] + WINDOW; at += 1) {
      const [, name, mass] = hits[at];
      seen.set(name, Math.max(mass, seen.get(name) ?? 0));
    }
    let sum = 0;
    for (const mass of seen.values()) sum += mass;
    if (sum > most) most = sum;
  }
  return all ? most / all : 0;
}
