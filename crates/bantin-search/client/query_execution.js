// Executes one query: reads posting lists, scores documents and ranks them.
import { X, saturated } from "./codec.js";
import { accentsOf, paired, spelling } from "./query.js";
import { otherNames, otherReadings } from "./query_expansion.js";
import { filterPhrases, holds } from "./phrase_filter.js";

/** @typedef {import("./text.js").Term} Term */
/** @typedef {import("./codec.js").PostingList} PostingList */
/** @typedef {import("./query.js").Unit} Unit */
/** @typedef {import("./query.js").Query} Query */
/** @typedef {import("./search.js").Search} Search */
/** @typedef {{unit: Unit, entry: PostingList}} Found */

const ACCENTS = 0.6;
const PAIR_ACCENTS = 0.9;
const PAIRS = 0.6;
const COVERED = 0.3;

/** The state of one query: posting lists read, and scores. */
export class QueryExecution {
  /**
   * @param {Search} search
   * @param {Query} query
   * @param {import("./store.js").Asked} asked
   */
  constructor(search, query, asked) {
    this.search = search;
    this.query = query;
    this.asked = asked;
    this.scores = new Float64Array(search.documents);
    this.covered = new Float32Array(search.documents);
    /** All units read so far. @type {Found[]} */
    this.found = [];
    /** @type {string[]} */
    this.also = [];
    /** @type {string[]} */
    this.suggestions = [];
    /** @type {string | null} */
    this.corrected = null;
    /**
     * Terms to mark with their weights: accented ones as they are, others in folded form after `~`.
     * @type {Map<string, number>}
     */
    this.wanted = new Map();
    /** Expansions of two or more terms that are searched for. @type {Term[][]} */
    this.names = [];
    /** @type {Set<number> | null} */
    this.required = null;
    /** @type {Set<number>} */
    this.banned = new Set();
    this.verify = false;
    /** Hashes of units of names with expansions: no corrections are tried for them. @type {Set<number>} */
    this.named = new Set();
  }

  /**
   * Reads and scores everything the query needs.
   * @param {number} enough
   * @param {boolean} typing
   */
  async all(enough, typing) {
    const accents = accentsOf(this.query.segments.flat());
    const units = this.query.segments.flatMap((segment) => this.units(segment, accents));
    const found = await this.add(units.filter((unit) => !unit.common || units.length === 1), 1, true);
    await otherReadings(this, units, found, accents, typing);
    if (this.candidates().length < enough) await this.add(units.filter((unit) => unit.common && units.length > 1), 1, false);
    await filterPhrases(this, accents);
  }

  /**
   * The units of a segment: each term, and each pair of adjacent terms.
   * @param {Term[]} segment
   * @param {(term: Term) => number} accents
   * @returns {Unit[]}
   */
  units(segment, accents) {
    const single = segment.map((one, at) => ({
      hash: one.hash, accentedHash: one.accentedHash, accents: accents(one), pair: false, at,
      common: segment.length > 1 && this.search.common.has(one.folded),
    }));
    const pairs = single.slice(1).map((second, before) => paired(single[before], second, before));
    return [...single, ...pairs];
  }

  /**
   * Reads the lists of units, each once.
   * @param {Unit[]} units
   */
  async read(units) {
    const seen = new Set();
    const unique = units.filter(({ hash, pair }) => !seen.has(`${pair}${hash}`) && seen.add(`${pair}${hash}`));
    const read = await Promise.all(unique.map((unit) => this.search.entry(unit, this.asked)));
    const found = read.flatMap(({ entry }, at) => (entry ? [{ unit: unique[at], entry }] : []));
    this.found.push(...found);
    return { found, expansions: read.flatMap(({ expansions }) => expansions) };
  }

  /**
   * Reads the lists of units and adds their scores.
   * @param {Unit[]} units
   * @param {number} weight
   * @param {boolean} expand
   * @returns {Promise<Found[]>}
   */
  async add(units, weight, expand) {
    const { found, expansions } = await this.read(units);
    found.forEach(({ unit, entry }) => this.score(unit, entry, weight));
    if (expand) await otherNames(this, expansions, found);
    return found;
  }

  /**
   * The total idf of units, weighted as in scores.
   * @param {Found[]} found
   */
  mass(found) {
    const count = this.search.documents;
    return found.reduce((sum, { unit, entry }) => sum + (unit.pair ? PAIRS : 1) * idf(Math.min(entry.count, count), count), 0);
  }

  /**
   * BM25: `(1 − 0.6a)` of the folded term and `0.6a` of the spelling that was typed.
   * @param {Unit} unit
   * @param {PostingList} entry
   * @param {number} weight
   * @param {Set<number>} [only] the documents to score, if not all
   */
  score(unit, entry, weight, only) {
    const part = weight * (unit.pair ? PAIRS : 1);
    const count = this.search.documents;
    const typed = unit.accents ? entry.spellings.get(spelling(unit)) : undefined;
    const accents = unit.accents * (unit.pair ? PAIR_ACCENTS : ACCENTS);
    const folded = part * (1 - accents) * idf(Math.min(entry.count, count), count);
    const exact = typed ? part * accents * idf(typed.documents.length + typed.more, count) : 0;
    const lists = [...entry.spellings.values()];
    const shares = part * (unit.pair ? 2 : 1);
    if (lists.length === 1 && !only) {
      const [{ documents, levels }] = lists;
      for (let at = 0; at < documents.length; at += 1) {
        this.scores[documents[at]] += (folded + exact) * saturated(X[levels[at]]);
        this.covered[documents[at]] += shares;
      }
      return;
    }
    /** @type {Map<number, number>} */
    const sums = new Map();
    for (const { documents, levels } of lists) {
      for (let at = 0; at < documents.length; at += 1) sums.set(documents[at], (sums.get(documents[at]) ?? 0) + X[levels[at]]);
    }
    for (const [document, x] of sums) {
      if (only && !only.has(document)) continue;
      this.scores[document] += folded * saturated(x);
      this.covered[document] += shares * (unit.accents ? 0.5 : 1);
    }
    if (!typed) return;
    for (let at = 0; at < typed.documents.length; at += 1) {
      if (only && !only.has(typed.documents[at])) continue;
      this.scores[typed.documents[at]] += exact * saturated(X[typed.levels[at]]);
      this.covered[typed.documents[at]] += shares * 0.5;
    }
  }

  /** The matching documents, unordered. */
  candidates() {
    const { segments, excluded } = this.query;
    const all = !segments.length;
    let most = 0;
    let best = 0;
    for (const covered of this.covered) if (covered > most) most = covered;
    for (const score of this.scores) if (score > best) best = score;
    const found = [];
    for (let document = 0; document < this.scores.length; document += 1) {
      const fits = all || (this.scores[document] > 0 && (this.covered[document] >= most * COVERED || this.scores[document] >= best * COVERED));
      if (fits && !(excluded.length && this.banned.has(document)) && (!this.required || this.required.has(document))) found.push(document);
    }
    return found;
  }

  /**
   * The best documents in order. If phrases must be verified, texts are fetched and documents without them are
   * rejected.
   * @param {number[]} documents
   * @param {number} wanted
   * @param {boolean} newest
   */
  async ranked(documents, wanted, newest) {
    const better = this.order(newest);
    if (!this.verify) return { documents: best(documents, wanted, better).map((document) => this.scored(document)), rejected: 0 };
    const sorted = [...documents].sort((a, b) => (better(a, b) ? -1 : 1));
    const most = sorted.length <= 60 ? sorted.length : wanted;
    /** @type {number[]} */
    const kept = [];
    let rejected = 0;
    for (let at = 0; at < sorted.length && kept.length < most && at < wanted + 200; at += 10) {
      const batch = sorted.slice(at, at + 10);
      const fits = await Promise.all(batch.map((document) => holds(this, document)));
      batch.forEach((document, index) => (fits[index] ? kept.push(document) : (rejected += 1)));
    }
    return { documents: kept.slice(0, wanted).map((document) => this.scored(document)), rejected };
  }

  /** @param {boolean} newest */
  order(newest) {
    const { scores, search } = this;
    const rank = search.facets.newest;
    return (/** @type {number} */ a, /** @type {number} */ b) => {
      if (newest && rank) return rank[a] < rank[b];
      if (scores[a] !== scores[b]) return scores[a] > scores[b];
      return rank ? rank[a] < rank[b] : a < b;
    };
  }

  /** @param {number} document */
  scored(document) {
    return { document, score: Math.round(this.scores[document] * 1000) / 1000 };
  }

  /**
   * Registers terms to be marked in results.
   * @param {Term[]} segment
   * @param {number} weight
   * @param {boolean} exact
   */
  mark(segment, weight, exact) {
    for (const { accented, folded, marked: accents } of segment) {
      const scale = this.search.common.has(folded) ? 0.5 : 1;
      const name = accents && exact ? accented : "~" + folded;
      this.wanted.set(name, Math.max(this.wanted.get(name) ?? 0, weight * scale));
    }
  }
}

/**
 * @param {number} holding
 * @param {number} all
 */
function idf(holding, all) {
  return Math.log(1 + (all - holding + 0.5) / (holding + 0.5));
}

/**
 * The first `wanted` documents in order.
 * @param {number[]} documents
 * @param {number} wanted
 * @param {(a: number, b: number) => boolean} better
 */
function best(documents, wanted, better) {
  if (wanted > 100) return [...documents].sort((a, b) => (better(a, b) ? -1 : 1)).slice(0, wanted);
  /** @type {number[]} */
  const top = [];
  for (const document of documents) {
    if (top.length === wanted && !better(document, top[wanted - 1])) continue;
    let at = top.length;
    while (at > 0 && better(document, top[at - 1])) at -= 1;
    top.splice(at, 0, document);
    if (top.length > wanted) top.pop();
  }
  return top;
}
