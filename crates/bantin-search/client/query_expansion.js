// Query expansion and correction: synonyms and successors, Telex and VNI, completion of the last word, spelling.
import { accentsOf, names, paired, spelling } from "./query.js";
import { decoded, fold, term, terms } from "./text.js";

/** @typedef {import("./text.js").Term} Term */
/** @typedef {import("./query.js").Unit} Unit */
/** @typedef {import("./query_execution.js").Found} Found */
/** @typedef {import("./query_execution.js").QueryExecution} QueryExecution */

const OTHER_NAME = 0.8;
const OTHER_READING = 0.7;
const MOST_OTHER_NAMES = 6;
/** Longer segments are not corrected: an unknown word is more likely part of a question, and the others suffice. */
const MENDED_TERMS = 5;

/**
 * Searches for synonyms and successors of names in the query. They are weighted to count as much as the name that was
 * typed, in documents that contain them as a whole but not that name.
 * @param {QueryExecution} run
 * @param {[string, string, string[]][]} expansions
 * @param {Found[]} found
 */
export async function otherNames(run, expansions, found) {
  const used = expansions.filter(([name]) => run.query.segments.some((segment) => names(segment, name, run.query)));
  for (const [name, , others] of used) {
    const own = new Set(run.units(terms(name), () => 0).map(({ hash }) => hash));
    own.forEach((hash) => run.named.add(hash));
    const known = found.filter(({ unit }) => own.has(unit.hash));
    const typed = holders(whole(run.units(terms(name), () => 0)), known);
    for (const other of others) {
      if (run.also.includes(other) || run.also.length >= MOST_OTHER_NAMES) continue;
      run.also.push(other);
      const segment = terms(other);
      const units = whole(run.units(segment, () => 1));
      const read = await run.read(units);
      const mass = run.mass(read.found) || 1;
      const meant = known.length < own.size ? Math.max(run.mass(known), 2.5 * mass) : run.mass(known);
      const weight = Math.min(4, Math.max(0.5, (OTHER_NAME * meant) / mass));
      if (segment.length > 1) run.names.push(segment);
      else run.mark(segment, 0.5, true);
      const only = new Set([...holders(units, read.found)].filter((document) => !typed.has(document)));
      read.found.forEach(({ unit, entry }) => run.score(unit, entry, weight, only));
    }
  }
}

/**
 * The most selective units of a name: its pairs, or its only term.
 * @param {Unit[]} units
 */
function whole(units) {
  return units.filter((unit) => unit.pair || units.length === 1);
}

/**
 * The documents that contain all of these units.
 * @param {Unit[]} units
 * @param {Found[]} found
 */
function holders(units, found) {
  /** @type {Set<number> | null} */
  let all = null;
  for (const { hash, pair } of units) {
    const entry = found.find(({ unit }) => unit.hash === hash && unit.pair === pair)?.entry;
    /** @type {Set<number>} */
    const own = new Set();
    for (const { documents } of entry?.spellings.values() ?? []) documents.forEach((document) => own.add(document));
    all = all ? new Set([...all].filter((/** @type {number} */ document) => own.has(document))) : own;
  }
  return all ?? new Set();
}

/**
 * Tries other readings where the plain query finds little: Telex or VNI, an incomplete last word, a spelling mistake.
 * @param {QueryExecution} run
 * @param {Unit[]} units
 * @param {Found[]} found
 * @param {(term: Term) => number} accents
 * @param {boolean} typing
 */
export async function otherReadings(run, units, found, accents, typing) {
  const counts = new Map(found.map(({ unit, entry }) => [`${unit.pair}${unit.hash}`, entry.count]));
  const count = (/** @type {Unit} */ unit) => (unit.common || run.named.has(unit.hash) ? Infinity : counts.get(`${unit.pair}${unit.hash}`) ?? 0);
  run.query.segments.forEach((segment) => run.mark(segment, 1, accents(segment[0]) > 0));
  const plain = run.query.segments.filter((segment) => !run.query.phrases.includes(segment));
  for (const segment of plain) {
    const own = run.units(segment, accents);
    const unknown = own.filter((unit) => !unit.pair && !count(unit)).map(({ at }) => at);
    const read = unknown.length ? await unaccented(run, segment, unknown) : null;
    if (read) {
      await reading(run, read);
      continue;
    }
    const last = segment.length - 1;
    const hasPair = (/** @type {number} */ at) => own.some((unit) => unit.pair && (unit.at === at || unit.at === at - 1) && count(unit) > 1);
    const begun = segment[last].folded.length < 3 && !hasPair(last);
    const loose = segment === plain[plain.length - 1] && /[\p{L}\p{M}]$/u.test(segment[last].raw) && (unknown.includes(last) || begun);
    const early = unknown.some((at) => at < last);
    if (!early && (loose || typing) && await completed(run, segment)) continue;
    if (segment.length > MENDED_TERMS) continue;
    const weak = segment.map((_, at) => at).filter((at) => unknown.includes(at) || (segment.length > 1
      && /^\p{L}+$/u.test(segment[at].folded) && !hasPair(at) && alone(run, own[at], found)));
    if (weak.length) await mended(run, segment, weak, unknown);
  }
}

/**
 * Whether a known term rarely occurs in the documents that match the rest of the query; it may be a spelling mistake.
 * @param {QueryExecution} run
 * @param {Unit} unit
 * @param {Found[]} found
 */
function alone(run, unit, found) {
  if (unit.common || run.named.has(unit.hash)) return false;
  const entry = found.find((one) => one.unit.hash === unit.hash && !one.unit.pair)?.entry;
  let together = 0;
  for (const { documents } of entry?.spellings.values() ?? []) {
    for (const document of documents) if (run.covered[document] >= 1.5) together += 1;
  }
  return together < 3;
}

/**
 * The segment with unknown terms decoded from Telex or VNI; null if they stay unknown.
 * @param {QueryExecution} run
 * @param {Term[]} segment
 * @param {number[]} unknown
 */
async function unaccented(run, segment, unknown) {
  const read = segment.map((one) => (one.accented === one.raw.toLowerCase() ? term(decoded(one.raw), one.raw) : one));
  if (!unknown.some((at) => read[at].accented !== segment[at].accented)) return null;
  const units = run.units(read, () => 1).filter((unit) => !unit.pair && unknown.includes(unit.at) && !unit.common);
  const entries = await Promise.all(units.map((unit) => run.search.entry(unit, run.asked)));
  return entries.every(({ entry }, at) => entry?.spellings.has(spelling(units[at]))) ? read : null;
}

/**
 * Scores another reading of a segment and reports it as the correction.
 * @param {QueryExecution} run
 * @param {Term[]} segment
 */
async function reading(run, segment) {
  const accents = accentsOf(segment);
  const units = run.units(segment, accents).filter((unit) => !unit.common);
  run.mark(segment, 1, accents(segment[0]) > 0);
  await run.add(units, OTHER_READING, true);
  run.corrected = segment.map(({ accented }) => accented).join(" ");
  if (!run.suggestions.includes(run.corrected)) run.suggestions.unshift(run.corrected);
}

/**
 * Completes the last word; returns whether there are completions.
 * @param {QueryExecution} run
 * @param {Term[]} segment
 */
async function completed(run, segment) {
  const { head, phrases, length } = await run.search.words.completions(segment, run.asked);
  const cut = [...new Set(phrases.map((phrase) => phrase.split(" ").slice(0, length).join(" ")))];
  run.suggestions.push(...cut.slice(0, 8).map((phrase) => [...head.map(({ accented }) => accented), phrase].join(" ")));
  const last = segment[segment.length - 1];
  const ends = [...new Set(cut.map((phrase) => phrase.split(" ").pop() ?? ""))].filter((end) => end !== last.accented && fold(end) !== last.folded);
  const best = ends.slice(0, 2).map((end) => [...segment.slice(0, -1), term(end)]);
  for (const read of best) {
    const units = run.units(read, accentsOf(segment)).filter((unit) => !unit.common);
    run.mark(read.slice(-1), 0.8, true);
    const added = units.filter((unit) => (unit.pair ? unit.at === read.length - 2 : unit.at === read.length - 1));
    await run.add(added, OTHER_READING, false);
  }
  return best.length > 0;
}

/**
 * Replaces weak terms by known words at edit distance 1 that occur next to their neighbours.
 * @param {QueryExecution} run
 * @param {Term[]} segment
 * @param {number[]} weak
 * @param {number[]} unknown
 */
async function mended(run, segment, weak, unknown) {
  const read = [...segment];
  const plain = segment.every(({ marked }) => !marked);
  for (const at of weak.slice(0, 2)) {
    const near = await run.search.words.near(segment[at].folded, run.asked);
    let best = null;
    let most = unknown.includes(at) ? 0 : 4;
    for (const candidate of near.slice(0, segment.length > 1 ? 10 : 1)) {
      const sides = [...(at > 0 ? [[read[at - 1], candidate]] : []), ...(at + 1 < read.length ? [[candidate, read[at + 1]]] : [])];
      const units = sides.map(([a, b]) => paired(run.units([a], () => 0)[0], run.units([b], () => 0)[0], 0));
      const entries = await Promise.all(units.map((unit) => run.search.entry(unit, run.asked)));
      const count = sides.length ? entries.reduce((sum, { entry }) => sum + (entry?.count ?? 0), 0) : 1;
      if (count > most) [best, most] = [candidate, count];
    }
    best ??= unknown.includes(at) ? near[0] ?? null : null;
    if (best) read[at] = plain ? term(best.folded) : best;
  }
  if (read.some((one, at) => one !== segment[at])) await reading(run, read);
}
