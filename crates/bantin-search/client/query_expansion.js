// Query expansion and correction: synonyms and successors, Telex and VNI, completion of the last word, spelling.
import { accentsOf, names, paired, spelling } from "./query.js";
import { decoded, fold, term, terms } from "./text.js";

/** @typedef {import("./text.js").Term} Term */
/** @typedef {import("./query.js").Unit} Unit */
/** @typedef {import("./query_execution.js").Found} Found */
/** @typedef {import("./query_execution.js").QueryExecution} QueryExecution */

const OTHER_NAME = 0.8;
const OTHER_READING = 0.7;
/** Number of other names told to the reader, and searched for. */
const MOST_TOLD = 3;
const MOST_OTHER_NAMES = 6;
/** A document with only another name is at most so good as the worst one with the name that was typed. */
const BELOW_TYPED = 0.98;
/** Longer segments are not corrected: an unknown word is more likely part of a question, and the others suffice. */
const MENDED_TERMS = 5;

/**
 * Searches for synonyms and successors of names in the query. They are weighted to count as much as the name that was
 * typed, in documents that contain them as a whole but not that name. Where the name is all of the query, documents
 * with the name that was typed stand before those.
 * @param {QueryExecution} run
 * @param {[string, string, string[]][]} expansions
 * @param {Found[]} found
 */
export async function otherNames(run, expansions, found) {
  const used = expansions.filter(([name]) => run.query.segments.some((segment) => names(segment, name, run.query)));
  let searched = 0;
  for (const [name, , others] of used) {
    const named = terms(name);
    const namedUnits = run.units(named, () => 0);
    const own = new Set(namedUnits.map(({ hash }) => hash));
    own.forEach((hash) => run.named.add(hash));
    const known = found.filter(({ unit }) => own.has(unit.hash));
    const typed = holders(whole(namedUnits), known);
    const worst = run.query.segments.length === 1 && run.query.segments[0].length === named.length ? lowest(run, typed) : Infinity;
    for (const other of others) {
      const segment = terms(other);
      // What contains the name is found by it; a shard gives its expansions once for each unit in it.
      const both = `${name}\n${other}`;
      if (searched >= MOST_OTHER_NAMES || run.expanded.has(both) || ` ${folded(segment)} `.includes(` ${folded(named)} `)) continue;
      searched += 1;
      run.expanded.set(both, { name: named, other: segment });
      if (run.also.length < MOST_TOLD && isReadable(other) && !run.also.includes(other)) run.also.push(other);
      const units = whole(run.units(segment, () => 1)).map((unit) => ({ ...unit, alone: true, common: false }));
      const read = await run.read(units);
      const mass = run.mass(read.found) || 1;
      // A name that no document has, an abbreviation for instance, means as much as its other names.
      const isUnknown = known.length < namedUnits.filter(({ common }) => !common).length;
      const meant = isUnknown ? Math.max(run.mass(known), 2.5 * mass) : run.mass(known);
      const weight = Math.min(4, (OTHER_NAME * meant) / mass);
      if (segment.length > 1) run.names.push(segment);
      else run.mark(segment, 0.5, () => true);
      const only = new Set([...holders(units, read.found)].filter((document) => !typed.has(document)));
      read.found.forEach(({ unit, entry }) => run.score(unit, entry, weight, only));
      for (const document of only) run.scores[document] = Math.min(run.scores[document], BELOW_TYPED * worst);
    }
  }
}

/** @param {Term[]} segment */
function folded(segment) {
  return segment.map((one) => one.folded).join(" ");
}

/**
 * Whether a reader understands a name without its long form: not "P." and not "TU".
 * @param {string} name
 */
function isReadable(name) {
  return name.length > 2 && !name.endsWith(".");
}

/**
 * The lowest score of these documents.
 * @param {QueryExecution} run
 * @param {Set<number>} documents
 */
function lowest(run, documents) {
  let least = Infinity;
  for (const document of documents) if (run.scores[document] > 0 && run.scores[document] < least) least = run.scores[document];
  return least;
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
 * Tries other readings where a term or pair of the query is unknown: joined words, numbers with spaces, Telex or VNI,
 * an incomplete last word, a spelling mistake.
 * @param {QueryExecution} run
 * @param {(term: Term) => number} accents
 * @param {boolean} typing
 */
export async function otherReadings(run, accents, typing) {
  const count = (/** @type {Unit} */ unit) => (unit.common || run.named.has(unit.hash) ? Infinity : run.known(unit)?.entry.count ?? 0);
  run.query.segments.forEach((segment) => run.mark(segment, 1, run.asTyped(accents)));
  const plain = run.query.segments.filter((segment) => !run.query.phrases.includes(segment));
  for (const segment of plain) {
    const own = run.units(segment, accents);
    const unknown = own.filter((unit) => !unit.pair && !count(unit)).map(({ at }) => at);
    const read = (await grouped(run, segment)) ?? (unknown.length ? (await decodedReading(run, segment, unknown)) ?? (await parted(run, segment, unknown)) : null);
    if (read) {
      await reading(run, read);
      continue;
    }
    const last = segment.length - 1;
    const hasPair = (/** @type {number} */ at) => own.some((unit) => unit.pair && (unit.at === at || unit.at === at - 1) && count(unit) > 0);
    const begun = segment[last].folded.length < 3 && !hasPair(last);
    const loose = segment === plain[plain.length - 1] && /[\p{L}\p{M}]$/u.test(segment[last].raw) && (unknown.includes(last) || begun);
    const early = unknown.some((at) => at < last);
    if (!early && (loose || typing) && await completed(run, segment)) continue;
    const weak = segment.map((_, at) => at).filter((at) => unknown.includes(at) || (segment.length > 1 && segment.length <= MENDED_TERMS
      && /^\p{L}+$/u.test(segment[at].folded) && !hasPair(at) && isAlone(run, own[at])));
    if (weak.length) await mended(run, segment, weak, unknown);
  }
}

/**
 * Whether a known term rarely occurs in the documents that match the rest of the query; it may be a spelling mistake.
 * @param {QueryExecution} run
 * @param {Unit} unit
 */
function isAlone(run, unit) {
  if (unit.common || run.named.has(unit.hash)) return false;
  const entry = run.known(unit)?.entry;
  let together = 0;
  for (const { documents } of entry?.spellings.values() ?? []) {
    for (const document of documents) if (run.covered[document] >= 1.5) together += 1;
  }
  return together < 3;
}

/**
 * The segment with the groups of its numbers joined (`4 500` → 4500), if such a number is known.
 * @param {QueryExecution} run
 * @param {Term[]} segment
 */
async function grouped(run, segment) {
  const read = [];
  let changed = false;
  for (let at = 0; at < segment.length; at += 1) {
    let number = segment[at].raw;
    if (/^\d{1,3}$/.test(number)) {
      while (/^\d{3}$/.test(segment[at + 1]?.raw ?? "")) {
        number += segment[at + 1].raw;
        at += 1;
        changed = true;
      }
    }
    read.push(number === segment[at].raw ? segment[at] : term(number));
  }
  if (!changed) return null;
  const numbers = read.filter((one) => !segment.includes(one));
  const entries = await Promise.all(numbers.map((one) => run.search.entry(run.units([one], () => 0)[0], run.asked)));
  return entries.every(({ entry }) => entry) ? read : null;
}

/**
 * The segment with its terms decoded from Telex or VNI, if this makes most of the unknown ones known.
 * @param {QueryExecution} run
 * @param {Term[]} segment
 * @param {number[]} unknown
 */
async function decodedReading(run, segment, unknown) {
  const read = segment.map((one) => (one.accented === one.raw.toLowerCase() ? term(decoded(one.raw), one.raw) : one));
  const tried = unknown.filter((at) => read[at].accented !== segment[at].accented);
  if (!tried.length) return null;
  const all = read.map((_, at) => at).filter((at) => read[at].accented !== segment[at].accented);
  const units = run.units(read, () => 1).filter((unit) => !unit.pair && all.includes(unit.at));
  const entries = await Promise.all(units.map((unit) => run.search.entry(unit, run.asked)));
  const known = new Set(units.filter((unit, at) => entries[at].entry?.spellings.has(spelling(unit))).map(({ at }) => at));
  const made = tried.filter((at) => known.has(at)).length;
  if (made * 2 < unknown.length || !made) return null;
  // A single word may as well be a mistake: the reading needs a neighbour that it is known with.
  if (made === 1 && segment.length > 1 && unknown.length === 1 && !(await isPaired(run, read, tried[0]))) return null;
  return read.map((one, at) => (known.has(at) ? one : segment[at]));
}

/**
 * Whether a term is known in a pair with one of its neighbours.
 * @param {QueryExecution} run
 * @param {Term[]} read
 * @param {number} at
 */
async function isPaired(run, read, at) {
  return (await pairsOf(run, read[at], read[at - 1], read[at + 1])) > 0;
}

/**
 * The number of documents with pairs of a term and its neighbours.
 * @param {QueryExecution} run
 * @param {Term} one
 * @param {Term | undefined} before
 * @param {Term | undefined} after
 */
async function pairsOf(run, one, before, after) {
  const sides = [...(before ? [[before, one]] : []), ...(after ? [[one, after]] : [])];
  const units = sides.map(([a, b]) => paired(run.units([a], () => 0)[0], run.units([b], () => 0)[0], 0));
  const entries = await Promise.all(units.map((unit) => run.search.entry(unit, run.asked)));
  return entries.reduce((sum, { entry }) => sum + (entry?.count ?? 0), 0);
}

/**
 * The segment with joined words parted: `danvankheo` → dan van kheo.
 * @param {QueryExecution} run
 * @param {Term[]} segment
 * @param {number[]} unknown
 */
async function parted(run, segment, unknown) {
  const joined = unknown.filter((at) => segment[at].folded.length >= 5 && /^\p{L}+$/u.test(segment[at].folded));
  if (!joined.length) return null;
  const pieces = await Promise.all(joined.map((at) => run.search.words.parted(segment[at], run.asked)));
  if (!pieces.some(Boolean)) return null;
  return segment.flatMap((one, at) => pieces[joined.indexOf(at)] ?? [one]);
}

/**
 * Scores another reading of a segment and reports it as the correction.
 * @param {QueryExecution} run
 * @param {Term[]} segment
 */
async function reading(run, segment) {
  const accents = accentsOf(segment);
  const units = run.units(segment, accents);
  run.readings.push(units);
  await run.add(units.filter((unit) => !unit.common), OTHER_READING, true);
  run.mark(segment, 1, run.asTyped(accents));
  run.corrected = segment.map(({ accented }) => accented).join(" ");
  if (!run.suggestions.includes(run.corrected)) run.suggestions.unshift(run.corrected);
}

/** For so many completions of the last word its pairs with the word before are looked up. */
const TRIED_ENDS = 6;

/**
 * Completes the last word; returns whether there are completions. Those that are known beside the word before come
 * first.
 * @param {QueryExecution} run
 * @param {Term[]} segment
 */
async function completed(run, segment) {
  const { head, phrases, length } = await run.search.words.completions(segment, run.asked);
  const cut = [...new Set(phrases.map((phrase) => phrase.split(" ").slice(0, length).join(" ")))];
  const last = segment[segment.length - 1];
  const begun = [...new Set(cut.map((phrase) => phrase.split(" ").pop() ?? ""))];
  if (length === 1 && segment.length > 1) begun.push(...(await run.search.words.beginningWith(last, run.asked)));
  let ends = [...new Set(begun)].filter((end) => end !== last.accented && fold(end) !== last.folded);
  const before = segment[segment.length - 2];
  if (length === 1 && before) {
    const tried = ends.slice(0, 4 * TRIED_ENDS);
    const counts = await Promise.all(tried.map((end) => pairsOf(run, term(end), before, undefined)));
    const known = tried.filter((_, at) => counts[at] > 0);
    ends = (known.length ? known : tried).sort((a, b) => counts[tried.indexOf(b)] - counts[tried.indexOf(a)]).slice(0, TRIED_ENDS);
  }
  const told = length === 1 && before ? ends.map((end) => [...segment.slice(0, -1).map(({ accented }) => accented), end].join(" "))
    : cut.map((phrase) => [...head.map(({ accented }) => accented), phrase].join(" "));
  run.suggestions.push(...told.slice(0, 8));
  const best = ends.slice(0, 2).map((end) => [...segment.slice(0, -1), term(end)]);
  for (const read of best) {
    const whole = run.units(read, accentsOf(segment));
    run.readings.push(whole);
    const units = whole.filter((unit) => !unit.common);
    run.mark(read.slice(-1), 0.8, () => true);
    const added = units.filter((unit) => (unit.pair ? unit.at === read.length - 2 : unit.at === read.length - 1));
    await run.add(added, OTHER_READING, false);
  }
  return best.length > 0;
}

/** Number of mistakes that are mended in one query. */
const MOST_MENDED = 2;

/**
 * Replaces weak terms by known words at edit distance 1: rather by those that occur next to their neighbours, and where
 * none does, by the most frequent one.
 * @param {QueryExecution} run
 * @param {Term[]} segment
 * @param {number[]} weak
 * @param {number[]} unknown
 */
async function mended(run, segment, weak, unknown) {
  const read = [...segment];
  const plain = segment.every(({ marked }) => !marked);
  const order = [...weak].sort((a, b) => Number(unknown.includes(b)) - Number(unknown.includes(a)));
  for (const at of order.slice(0, MOST_MENDED)) {
    const near = await run.search.words.near(segment[at], run.asked);
    const isUnknown = unknown.includes(at);
    let best = null;
    let most = isUnknown ? 0 : 4;
    const tried = near.slice(0, segment.length > 1 ? 16 : 1);
    const counts = segment.length > 1 ? await Promise.all(tried.map((one) => pairsOf(run, one, read[at - 1], read[at + 1]))) : [1];
    tried.forEach((candidate, place) => {
      if (counts[place] > most) [best, most] = [candidate, counts[place]];
    });
    best ??= isUnknown ? near[0] ?? null : null;
    if (best) read[at] = plain ? term(/** @type {Term} */ (best).folded) : best;
  }
  if (read.some((one, at) => one !== segment[at])) await reading(run, read);
}
