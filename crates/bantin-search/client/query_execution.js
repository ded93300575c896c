// Executes one query: reads posting lists, scores documents and ranks them.
import { X, saturated } from "./codec.js";
import { accentsOf, asking, paired, spelling } from "./query.js";
import { RANKING } from "./ranking.js";
import { otherNames, otherReadings } from "./query_expansion.js";
import { filterPhrases, holds } from "./phrase_filter.js";

/** @typedef {import("./text.js").Term} Term */
/** @typedef {import("./codec.js").PostingList} PostingList */
/** @typedef {import("./query.js").Unit} Unit */
/** @typedef {import("./query.js").Query} Query */
/** @typedef {import("./search.js").Search} Search */
/** @typedef {{unit: Unit, entry: PostingList}} Found */

const COVERED = 0.3;

/** The state of one query: posting lists read, and scores. */
export class QueryExecution {
  /**
   * @param {Search} search
   * @param {Query} query
   * @param {import("./store.js").Asked} asked
   * @param {boolean} explain
   */
  constructor(search, query, asked, explain) {
    this.search = search;
    this.query = query;
    this.asked = asked;
    this.scores = new Float64Array(search.documents);
    this.covered = new Float32Array(search.documents);
    /** All units read so far, by `keyOf`. @type {Map<string, Found>} */
    this.found = new Map();
    /** Other names that are told to the reader. @type {string[]} */
    this.also = [];
    /** Names with the other names searched for. @type {Map<string, {name: Term[], other: Term[]}>} */
    this.expanded = new Map();
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
    /** What the score of each document is made of, if that is asked for. @type {Map<number, [string, number][]> | null} */
    this.why = explain ? new Map() : null;
    /** The units of each reading of the query. @type {Unit[][]} */
    this.readings = [];
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
    this.readings.push(units);
    const read = units.filter((unit) => !unit.common || units.length === 1);
    if (RANKING.longLists && read.length > RANKING.longLists && !this.search.manifest.packed) await this.addLong(read);
    else await this.add(read, 1, true);
    await otherReadings(this, accents, typing);
    if (this.candidates().length < enough) await this.add(units.filter((unit) => unit.common && units.length > 1), 1, false);
    this.weigh();
    await filterPhrases(this, accents);
  }

  /**
   * Reads a long question in two journeys: its terms, and of its pairs those that say most. Where each list is a file,
   * the others would cost more than all of the rest, and say little that the terms do not say.
   * @param {Unit[]} units
   */
  async addLong(units) {
    const single = units.filter((unit) => !unit.pair && unit.weight === 1);
    await this.add(single, 1, true);
    // Two common terms may well be a rare pair.
    const mass = (/** @type {number} */ at) => this.mass(single.flatMap((unit) => (unit.at === at && this.known(unit)) || [])) || 2;
    const worth = (/** @type {Unit} */ { at, weight }) => weight * (mass(at) + mass(at + 1));
    const pairs = units.filter((unit) => unit.pair).sort((a, b) => worth(b) - worth(a));
    await this.add(pairs.slice(0, Math.max(RANKING.longLists - single.length, 4)), 1, true);
    // What was not read is no mistake to be mended.
    for (const unit of units) {
      if (single.includes(unit)) continue;
      unit.common = !unit.pair;
      this.named.add(unit.hash);
    }
  }

  /** Applies the weights of kinds and of newness that the site has set. */
  weigh() {
    const { kinds = {}, recency = 0 } = this.search.manifest.weights ?? {};
    if (!recency && !Object.keys(kinds).length) return;
    const { facets } = this.search;
    const newest = Number(facets.loaded.get("year")?.values[0]?.[0] ?? 0);
    for (let document = 0; document < this.scores.length; document += 1) {
      if (!this.scores[document]) continue;
      const year = Number(facets.value("year", document) ?? 0);
      const factor = (kinds[facets.value("kind", document) ?? ""] ?? 1) * (1 + recency * 2 ** (year - newest));
      this.scores[document] *= factor;
      this.explain(document, "weights", factor);
    }
  }

  /**
   * Notes a part of the score of a document, if that is asked for.
   * @param {number} document
   * @param {string} what
   * @param {number} value
   */
  explain(document, what, value) {
    if (!this.why) return;
    const parts = this.why.get(document) ?? [];
    parts.push([what, Math.round(value * 1000) / 1000]);
    this.why.set(document, parts);
  }

  /**
   * The units of a segment: each term, and each pair of adjacent terms.
   * @param {Term[]} segment
   * @param {(term: Term) => number} accents
   * @returns {Unit[]}
   */
  units(segment, accents) {
    const weights = asking(segment, RANKING.questionWords);
    const { common, frequent } = this.search;
    const single = segment.map((one, at) => {
      const typed = accents(one);
      const folds = segment.length > 1 && common.has(one.folded);
      return {
        name: one.accented, hash: one.hash, accentedHash: one.accentedHash, accents: typed, pair: false, at, weight: weights[at],
        common: segment.length > 1 && (typed && RANKING.rareSpelling ? frequent.has(one.accented) : folds),
        alone: Boolean(typed && folds && RANKING.rareSpelling),
      };
    });
    const pairs = single.slice(1).map((second, before) => paired(single[before], second, before));
    return [...single, ...pairs];
  }

  /**
   * A unit that was read, if the index has it.
   * @param {{hash: number, pair: boolean}} unit
   */
  known(unit) {
    return this.found.get(keyOf(unit));
  }

  /**
   * Reads the lists of units, each once.
   * @param {Unit[]} units
   */
  async read(units) {
    const seen = new Set();
    const unique = units.filter((unit) => !seen.has(keyOf(unit)) && seen.add(keyOf(unit)));
    const read = await Promise.all(unique.map((unit) => this.search.entry(unit, this.asked)));
    const found = read.flatMap(({ entry }, at) => (entry ? [{ unit: unique[at], entry }] : []));
    found.forEach((one) => this.found.set(keyOf(one.unit), one));
    return { found, expansions: read.flatMap(({ expansions }) => expansions) };
  }

  /**
   * Reads the lists of units and adds their scores.
   * @param {Unit[]} units
   * @param {number} weight
   * @param {boolean} expand
   */
  async add(units, weight, expand) {
    const { found, expansions } = await this.read(units);
    this.forgive(found);
    found.forEach(({ unit, entry }) => this.score(unit, entry, weight));
    if (expand) await otherNames(this, expansions, found);
  }

  /**
   * The total idf of units, weighted as in scores.
   * @param {Found[]} found
   */
  mass(found) {
    const count = this.search.documents;
    return found.reduce((sum, { unit, entry }) => sum + (unit.pair ? RANKING.pairs : 1) * idf(Math.min(entry.count, count), count), 0);
  }

  /**
   * Accents count nothing for a term that no document has as it was typed: they were typed wrongly. For a pair this
   * holds where one of its terms has no pair as typed on either side; else the pair is just rare.
   * @param {Found[]} found
   */
  forgive(found) {
    if (!RANKING.forgiveAccents) return;
    const known = (/** @type {Found} */ { unit, entry }) => entry.spellings.has(spelling(unit));
    const inPairs = new Set();
    for (const one of found) if (one.unit.pair && known(one)) [one.unit.at, one.unit.at + 1].forEach((at) => inPairs.add(at));
    for (const one of found) {
      const { unit } = one;
      if (unit.accents && !known(one) && !(unit.pair && inPairs.has(unit.at) && inPairs.has(unit.at + 1))) unit.accents = 0;
    }
  }

  /**
   * BM25: `(1 − 0.6a)` of the folded term and `0.6a` of the spelling that was typed.
   * @param {Unit} unit
   * @param {PostingList} entry
   * @param {number} weight
   * @param {Set<number>} [only] the documents to score, if not all
   */
  score(unit, entry, weight, only) {
    const part = weight * unit.weight * (unit.pair ? RANKING.pairs : 1);
    const count = this.search.documents;
    const typed = unit.accents ? entry.spellings.get(spelling(unit)) : undefined;
    const exactIdf = typed ? idf(typed.documents.length + typed.more, count) : 0;
    const shares = part * (unit.pair ? 2 : 1);
    if (unit.alone) {
      if (typed) this.addList(unit, typed, part * RANKING.rareSpelling * exactIdf, shares, only);
      return;
    }
    const accents = unit.accents * (unit.pair ? RANKING.pairAccents : RANKING.accents);
    const folded = part * (1 - accents) * idf(Math.min(entry.count, count), count);
    const exact = part * accents * exactIdf;
    const lists = [...entry.spellings.values()];
    if (lists.length === 1) {
      this.addList(unit, lists[0], folded + exact, shares, only);
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
      this.explain(document, `~${unit.name}`, folded * saturated(x));
    }
    if (typed) this.addList(unit, typed, exact, shares * 0.5, only);
  }

  /**
   * Adds the scores of one list.
   * @param {Unit} unit
   * @param {import("./codec.js").List} list
   * @param {number} factor
   * @param {number} shares
   * @param {Set<number>} [only]
   */
  addList(unit, { documents, levels }, factor, shares, only) {
    for (let at = 0; at < documents.length; at += 1) {
      if (only && !only.has(documents[at])) continue;
      this.scores[documents[at]] += factor * saturated(X[levels[at]]);
      this.covered[documents[at]] += shares;
      this.explain(documents[at], unit.name, factor * saturated(X[levels[at]]));
    }
  }

  /**
   * The matching documents, unordered. Sections are shown with their pages, unless they are asked for.
   * @param {boolean} [sections]
   */
  candidates(sections = false) {
    const { segments, excluded } = this.query;
    const all = !segments.length;
    let most = 0;
    let best = 0;
    for (const covered of this.covered) if (covered > most) most = covered;
    for (const score of this.scores) if (score > best) best = score;
    const found = [];
    for (let document = 0; document < this.scores.length; document += 1) {
      if (!sections && this.search.facets.isSection(document)) continue;
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

  /**
   * The best documents of some kinds after the first ones.
   * @param {number[]} documents
   * @param {number} first
   * @param {{kinds: string[], most: number, among: number}} wanted
   */
  next(documents, first, { kinds, most, among }) {
    if (this.verify) return [];
    const { facets } = this.search;
    const after = best(documents, Math.max(among, first), this.order(false)).slice(first);
    const named = after.filter((document) => kinds.includes(facets.value("kind", document) ?? ""));
    return named.slice(0, most).map((document) => this.scored(document));
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
   * Registers terms to be marked in results: as they are spelled where `exact` says so for a term, else in every
   * spelling of their folded form.
   * @param {Term[]} segment
   * @param {number} weight
   * @param {(term: Term) => boolean | number} exact
   */
  mark(segment, weight, exact) {
    for (const one of segment) {
      const scale = this.search.common.has(one.folded) ? 0.5 : 1;
      const name = exact(one) ? one.accented : "~" + one.folded;
      this.wanted.set(name, Math.max(this.wanted.get(name) ?? 0, weight * scale));
    }
  }

  /**
   * Whether a term counts as it was typed: it has accents, or stands among words that have, and a document has it so.
   * @param {(term: Term) => number} accents
   * @returns {(term: Term) => boolean}
   */
  asTyped(accents) {
    return (one) => accents(one) > 0 && (this.known({ hash: one.hash, pair: false })?.entry.spellings.has(one.accentedHash >>> 16) ?? true);
  }

  /**
   * The documents with at least a part of the best score.
   * @param {number[]} documents
   * @param {number} part
   */
  above(documents, part) {
    const best = this.scores[this.first(documents)] ?? 0;
    return documents.filter((document) => this.scores[document] >= part * best);
  }

  /**
   * The document with the highest score; -1 if there is none.
   * @param {number[]} documents
   */
  first(documents) {
    let first = -1;
    for (const document of documents) if (first < 0 || this.scores[document] > this.scores[first]) first = document;
    return first;
  }

  /**
   * How much of what the query says its best document says, in the reading that fits best: the idf of the terms that
   * the document has, by that of all.
   * @param {number[]} documents
   */
  bestShare(documents) {
    const first = this.first(documents);
    if (first < 0) return 1;
    const count = this.search.documents;
    const share = (/** @type {Unit[]} */ units) => {
      let all = 0;
      let held = 0;
      for (const unit of units) {
        if (unit.pair) continue;
        const entry = this.known(unit)?.entry;
        const mass = unit.weight * idf(unit.common && !entry ? count / 4 : Math.min(entry?.count ?? 0, count), count);
        all += mass;
        const has = (unit.common && !entry) || this.named.has(unit.hash) || (entry && [...entry.spellings.values()].some((list) => list.documents.includes(first)));
        if (has) held += mass;
      }
      return all ? held / all : 1;
    };
    return Math.max(...this.readings.map(share));
  }
}

/** @param {{hash: number, pair: boolean}} unit */
function keyOf({ hash, pair }) {
  return `${pair}${hash}`;
}

/**
 * @param {number} holding
 * @param {number} all
 */
function idf(holding, all) {
  return Math.log(1 + (all - holding + 0.5) / (holding + 0.5)) ** RANKING.idfPower;
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
