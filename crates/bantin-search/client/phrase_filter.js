// Filters results by quoted phrases and excluded words.
import { accentsOf, spelling, within } from "./query.js";
import { parts, tokens } from "./text.js";

/** @typedef {import("./text.js").Term} Term */
/** @typedef {import("./query_execution.js").QueryExecution} QueryExecution */

/**
 * Restricts the results to documents with all quoted phrases and without excluded words.
 * @param {QueryExecution} run
 * @param {(term: Term) => number} accents
 */
export async function filterPhrases(run, accents) {
  for (const phrase of run.query.phrases) {
    const { documents, sure } = await holding(run, phrase, accents);
    run.required = run.required ? new Set([...run.required].filter((document) => documents.has(document))) : documents;
    run.verify ||= !sure;
  }
  for (const phrase of run.query.excluded) {
    const { documents, sure } = await holding(run, phrase, accentsOf(phrase));
    if (phrase.length < 3) documents.forEach((document) => run.banned.add(document));
    run.verify ||= !sure;
  }
}

/**
 * The documents with all terms or pairs of a phrase; `sure` if this implies the phrase itself and no list is
 * truncated.
 * @param {QueryExecution} run
 * @param {Term[]} phrase
 * @param {(term: Term) => number} accents
 */
async function holding(run, phrase, accents) {
  const units = run.units(phrase, accents).filter((unit) => unit.pair || phrase.length === 1);
  const entries = await Promise.all(units.map((unit) => run.search.entry(unit, run.asked)));
  let sure = phrase.length < 3;
  /** @type {Set<number> | null} */
  let documents = null;
  entries.forEach(({ entry }, at) => {
    const { pair, at: place } = units[at];
    const exact = phrase.slice(place, place + (pair ? 2 : 1)).every(({ marked }) => marked);
    const lists = exact ? [entry?.spellings.get(spelling(units[at]))] : [...(entry?.spellings.values() ?? [])];
    const own = new Set(lists.flatMap((list) => (list ? [...list.documents] : [])));
    sure &&= lists.every((list) => !list?.more);
    documents = documents ? new Set([...documents].filter((document) => own.has(document))) : own;
  });
  return { documents: documents ?? new Set(), sure };
}

/**
 * Whether the text of a document contains all phrases and nothing excluded.
 * @param {QueryExecution} run
 * @param {number} document
 */
export async function holds(run, document) {
  const text = await run.search.text(document, run.asked);
  const found = tokens(text).flatMap(({ start, end }) => parts(text.slice(start, end)));
  return run.query.phrases.every((phrase) => within(found, phrase)) && !run.query.excluded.some((phrase) => within(found, phrase));
}
