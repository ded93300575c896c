// The search engine of a static site: contract §7. It fetches what a query needs and nothing else.
import { X, firstDocuments, readEntry, saturated } from "./codec.js";
import { excerpt, marked } from "./excerpt.js";
import { Facets } from "./facets.js";
import { Store } from "./store.js";
import { decoded, fold, pairHash, parts, term, terms, tokens } from "./text.js";
import { Words } from "./words.js";

/** @typedef {import("./text.js").Term} Term */
/** @typedef {import("./codec.js").Entry} Entry */
/** @typedef {{hash: number, accentedHash: number, accents: number, pair: boolean, common: boolean, at: number}} Unit A term or pair of a query; `accents` from 0 (any) to 1 (as typed). */
/** @typedef {{unit: Unit, entry: Entry}} Found */
/** @typedef {{segments: Term[][], phrases: Term[][], excluded: Term[][]}} Query */
/** @typedef {{url: string, title: string, titleHtml: string, excerpt: string, kind: string, language: string, date: string, score: number, [facet: string]: any}} Result */
/** @typedef {{total: number, results: Result[], facets: Record<string, import("./facets.js").Counted[]>, suggestions: string[], also: string[], corrected: string | null}} Answer */
/**
 * @typedef {object} Options
 * @property {Record<string, (string | number)[] | string | number>} [filters] values of one facet are alternatives, facets add up
 * @property {"relevance" | "newest"} [sort]
 * @property {number} [offset]
 * @property {number} [limit]
 * @property {string} [language] documents in this language alone
 * @property {string[]} [facets] facets to count although their column must be fetched
 * @property {boolean} [typing] the last word may be incomplete
 * @property {AbortSignal | null} [signal]
 */

const ACCENTS = 0.6;
const PAIR_ACCENTS = 0.9;
const PAIRS = 0.6;
const OTHER_NAME = 0.8;
const OTHER_READING = 0.7;
const COVERED = 0.3;
const MOST_OTHER_NAMES = 6;
const MOST_ENTRIES = 500;
/** In longer queries the other words make up for a slip, and a word that nobody wrote is rather a word of a question. */
const MENDED_TERMS = 5;

/**
 * Opens the index below a URL: the folder `/search/`.
 * @param {string | URL} baseUrl
 * @param {{fetch?: import("./store.js").Fetch}} [options]
 */
export async function openSearch(baseUrl, options = {}) {
  const here = /** @type {any} */ (globalThis).location?.href;
  const base = new URL(String(baseUrl).replace(/\/?$/, "/"), here).href;
  const fetch = options.fetch ?? globalThis.fetch?.bind(globalThis);
  if (base.startsWith("file:") && !options.fetch) {
    throw new Error("Trình duyệt không cho tìm kiếm trong bản chép trên máy (browsers forbid search in copies opened from a disk)");
  }
  const store = new Store(base, fetch);
  const own = /** @type {any} */ (import.meta).manifest;
  const travelled = own && new URL("./", import.meta.url).href === base;
  const search = new Search(base, travelled ? await store.start(own) : await store.manifest(), store);
  search.travelled = travelled;
  return search;
}

class Search {
  /**
   * @param {string} base
   * @param {any} manifest
   * @param {Store} store
   */
  constructor(base, manifest, store) {
    this.base = base;
    this.manifest = manifest;
    this.store = store;
    this.facets = new Facets(manifest, store);
    this.words = new Words(manifest, store);
    this.common = new Set(String(manifest.common).split(" "));
    /** Whether the manifest came with the script, which a browser may have kept for long. */
    this.travelled = false;
    /** The search over an index that has replaced this one. @type {Search | null} */
    this.next = null;
    /** What was read before: entries by unit, records by document. */
    this.entries = new Map();
    /** @type {Map<number, [string, string, string, string]>} */
    this.records = new Map();
  }

  /** How many documents there are. */
  get documents() {
    return /** @type {number} */ (this.manifest.documents);
  }

  /**
   * Answers a query.
   * @param {string} text
   * @param {Options} [options]
   * @returns {Promise<Answer>}
   */
  query(text, options = {}) {
    return this.lasting((search) => search.answer(text, options));
  }

  /**
   * Asks today's index: the site may have been published anew since the manifest was written.
   * @template T
   * @param {(search: Search) => Promise<T>} ask
   * @returns {Promise<T>}
   */
  async lasting(ask) {
    if (this.next) return this.next.lasting(ask);
    try {
      const answer = await ask(this);
      if (this.travelled) this.renew().catch(() => {});
      return answer;
    } catch (error) {
      if (!(/** @type {any} */ (error)?.changed)) throw error;
      const next = await this.renew();
      if (!next) throw error;
      return ask(next);
    }
  }

  /** Looks for a newer index. */
  async renew() {
    this.travelled = false;
    const store = new Store(this.base, this.store.fetch);
    const manifest = await store.manifest();
    if (manifest.generation !== this.manifest.generation) this.next = new Search(this.base, manifest, store);
    return this.next;
  }

  /**
   * @param {string} text
   * @param {Options} options
   * @returns {Promise<Answer>}
   */
  async answer(text, options) {
    const { sort = "relevance", offset = 0, limit = 10, signal = null } = options;
    const asked = { signal };
    const filters = { ...options.filters };
    if (options.language) filters.language = [options.language];
    const columns = this.facets.load(this.facets.needed(filters, sort, options.facets ?? []), asked);
    const query = parsed(String(text));
    const run = new Run(this, query, asked);
    if (query.segments.length || query.excluded.length) await run.all(limit + offset, options.typing ?? false);
    else await this.facets.load(["newest"], asked);
    await columns;
    signal?.throwIfAborted();
    const passing = this.facets.passing(filters);
    const candidates = run.candidates();
    const fitting = candidates.filter((document) => !this.facets.failed(document, passing).length);
    const newest = sort === "newest" || !query.segments.length;
    const ranked = await run.ranked(fitting, offset + limit, newest);
    const results = await this.results(ranked.documents.slice(offset), run, asked);
    if (!newest) results.sort((a, b) => b.score - a.score || (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
    signal?.throwIfAborted();
    return {
      total: fitting.length - ranked.rejected,
      results,
      facets: this.facets.counts(candidates, passing),
      suggestions: run.suggestions,
      also: run.also.map((name) => `${options.language === "en" ? "Also searching for" : "Đang tìm cả"}: ${name}`),
      corrected: run.corrected,
    };
  }

  /**
   * Words and titles for a box in which someone is typing.
   * @param {string} text
   * @param {{signal?: AbortSignal | null, limit?: number}} [options]
   * @returns {Promise<{words: string[], titles: {title: string, url: string}[]}>}
   */
  suggest(text, options = {}) {
    return this.lasting((search) => search.beginnings(text, options));
  }

  /**
   * @param {string} text
   * @param {{signal?: AbortSignal | null, limit?: number}} options
   */
  async beginnings(text, options) {
    const asked = { signal: options.signal ?? null };
    const limit = options.limit ?? 6;
    const typed = terms(String(text));
    if (!typed.length) return { words: [], titles: [] };
    const { titles } = await this.words.beginning(text.trim(), asked);
    const words = await this.words.completions(typed, asked);
    return {
      words: words.slice(0, limit),
      titles: titles.slice(0, limit).map(([title, url]) => ({ title, url: this.url(url) })),
    };
  }

  /**
   * A page's address from its path below the section.
   * @param {string} path
   */
  url(path) {
    const url = new URL(path, new URL("../", this.base));
    return url.protocol === "file:" ? url.href : url.pathname;
  }

  /**
   * A list of documents as they are shown.
   * @param {{document: number, score: number}[]} ranked
   * @param {Run} run
   * @param {import("./store.js").Asked} asked
   */
  async results(ranked, run, asked) {
    let whole = 0;
    const records = await this.recordsOf(ranked.map(({ document }) => document), run.found, asked);
    return Promise.all(ranked.map(async ({ document, score }, place) => {
      const [path, title, date, lead] = records[place];
      let cut = excerpt(lead, run.wanted);
      const titleHtml = marked(title, run.wanted);
      if (run.wanted.size && !cut.weight && !titleHtml.includes("<mark>") && whole < 3) {
        whole += 1;
        cut = excerpt(await this.text(document, asked), run.wanted);
      }
      /** @type {Result} */
      const result = { url: this.url(path), title, titleHtml, excerpt: cut.html, kind: "", language: "", date, score };
      for (const name of this.facets.loaded.keys()) {
        const value = this.facets.value(name, document);
        if (value !== undefined) result[name] = name === "year" ? Number(value) : value;
      }
      return result;
    }));
  }

  /**
   * The records of documents, out of as few files as hold them: of answers to parts of the query, and of neighbours.
   * @param {number[]} documents
   * @param {Found[]} found
   * @param {import("./store.js").Asked} asked
   */
  async recordsOf(documents, found, asked) {
    const left = new Set(documents.filter((document) => !this.records.has(document)));
    const groups = left.size ? found.filter(({ entry }) => entry.answered) : [];
    const paths = [];
    for (;;) {
      let best = null;
      let most = 1;
      for (const group of groups) {
        const count = firstDocuments(group.entry).filter((document) => left.has(document)).length;
        if (count > most) [best, most] = [group, count];
      }
      if (!best) break;
      firstDocuments(best.entry).forEach((document) => left.delete(document));
      paths.push(`a${best.unit.pair ? "p" : "s"}/${best.unit.hash.toString(16)}.json`);
    }
    const answers = paths.map((path) => this.store.rows(path, asked).then(([, numbers, ...rows]) => {
      numbers.forEach((/** @type {number} */ document, /** @type {number} */ at) => this.records.set(document, rows[at]));
    }, () => asked.signal?.throwIfAborted()));
    await Promise.all([...answers, this.neighbours([...left], asked)]);
    await this.neighbours(documents.filter((document) => !this.records.has(document)), asked);
    return documents.map((document) => /** @type {[string, string, string, string]} */ (this.records.get(document)));
  }

  /**
   * Reads the records of documents, and of those that share their files.
   * @param {number[]} documents
   * @param {import("./store.js").Asked} asked
   */
  async neighbours(documents, asked) {
    const size = this.manifest.records;
    await Promise.all([...new Set(documents.map((document) => Math.floor(document / size)))].map(async (number) => {
      const [, ...rows] = await this.store.rows(`r/${number}.json`, asked);
      rows.forEach((row, at) => this.records.set(number * size + at, row));
    }));
  }

  /**
   * All that can be found of a document, as text.
   * @param {number} document
   * @param {import("./store.js").Asked} asked
   * @returns {Promise<string>}
   */
  async text(document, asked) {
    const size = this.manifest.texts;
    const rows = await this.store.rows(`t/${Math.floor(document / size)}.json`, asked);
    return rows[1 + (document % size)];
  }

  /**
   * The lists of a unit, and other names that stand beside them.
   * @param {Unit} unit
   * @param {import("./store.js").Asked} asked
   * @returns {Promise<{entry: Entry | null, expansions: [string, string, string[]][]}>}
   */
  async entry(unit, asked) {
    const count = unit.pair ? this.manifest.pairs : this.manifest.syllables;
    const number = ((unit.hash & 0xffff) * count) >>> 16;
    const shard = await this.store.shard(`${unit.pair ? "p" : "s"}/${number}.bin`, asked);
    const name = `${unit.pair} ${unit.hash}`;
    let entry = this.entries.get(name) ?? null;
    const stored = shard.entries.get(unit.hash >>> 16);
    if (!entry && stored) {
      if (this.entries.size > MOST_ENTRIES) this.entries.clear();
      this.entries.set(name, (entry = readEntry(stored, unit.pair ? 1 : 2)));
    }
    return { entry, expansions: shard.expansions };
  }
}

/** One query on its way: what was found, and how much it says. */
class Run {
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
    /** All units that were read. @type {Found[]} */
    this.found = [];
    /** @type {string[]} */
    this.also = [];
    /** @type {string[]} */
    this.suggestions = [];
    /** @type {string | null} */
    this.corrected = null;
    /** Terms to mark: accented ones as they are, others folded after `~`. @type {Map<string, number>} */
    this.wanted = new Map();
    /** @type {Set<number> | null} */
    this.required = null;
    /** @type {Set<number>} */
    this.banned = new Set();
    this.verify = false;
    /** Terms of names that have other names: they are meant as they stand. @type {Set<number>} */
    this.named = new Set();
  }

  /**
   * Reads all that the query needs.
   * @param {number} enough
   * @param {boolean} typing
   */
  async all(enough, typing) {
    const accents = accentsOf(this.query.segments.flat());
    const units = this.query.segments.flatMap((segment) => this.units(segment, accents));
    const found = await this.add(units.filter((unit) => !unit.common || units.length === 1), 1, true);
    await this.otherReadings(units, found, accents, typing);
    if (this.candidates().length < enough) await this.add(units.filter((unit) => unit.common && units.length > 1), 1, false);
    await this.strict(accents);
  }

  /**
   * The units of neighbouring terms: each term, and each pair.
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
   * Fetches units, each once.
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
   * Fetches units and adds what they say to the scores.
   * @param {Unit[]} units
   * @param {number} weight
   * @param {boolean} expand
   * @returns {Promise<Found[]>}
   */
  async add(units, weight, expand) {
    const { found, expansions } = await this.read(units);
    found.forEach(({ unit, entry }) => this.score(unit, entry, weight));
    if (expand) await this.otherNames(expansions, found);
    return found;
  }

  /**
   * How much all of these can say together.
   * @param {Found[]} found
   */
  mass(found) {
    const count = this.search.documents;
    return found.reduce((sum, { unit, entry }) => sum + (unit.pair ? PAIRS : 1) * idf(Math.min(entry.count, count), count), 0);
  }

  /**
   * BM25: `(1 − 0.6a)` of the folded term and `0.6a` of the spelling that was typed.
   * @param {Unit} unit
   * @param {Entry} entry
   * @param {number} weight
   */
  score(unit, entry, weight) {
    const part = weight * (unit.pair ? PAIRS : 1);
    const count = this.search.documents;
    const typed = unit.accents ? entry.spellings.get(spelling(unit)) : undefined;
    const accents = unit.accents * (unit.pair ? PAIR_ACCENTS : ACCENTS);
    const folded = part * (1 - accents) * idf(Math.min(entry.count, count), count);
    const exact = typed ? part * accents * idf(typed.documents.length + typed.more, count) : 0;
    const lists = [...entry.spellings.values()];
    const shares = part * (unit.pair ? 2 : 1);
    if (lists.length === 1) {
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
      this.scores[document] += folded * saturated(x);
      this.covered[document] += shares * (unit.accents ? 0.5 : 1);
    }
    if (!typed) return;
    for (let at = 0; at < typed.documents.length; at += 1) {
      this.scores[typed.documents[at]] += exact * saturated(X[typed.levels[at]]);
      this.covered[typed.documents[at]] += shares * 0.5;
    }
  }

  /**
   * Searches for synonyms and new names of what the query names, so that they say as much as the name that was typed.
   * @param {[string, string, string[]][]} expansions
   * @param {Found[]} found
   */
  async otherNames(expansions, found) {
    const used = expansions.filter(([name]) => this.query.segments.some((segment) => names(segment, name, this.query)));
    for (const [name, , others] of used) {
      const own = new Set(this.units(terms(name), () => 0).map(({ hash }) => hash));
      own.forEach((hash) => this.named.add(hash));
      const known = found.filter(({ unit }) => own.has(unit.hash));
      for (const other of others) {
        if (this.also.includes(other) || this.also.length >= MOST_OTHER_NAMES) continue;
        this.also.push(other);
        const segment = terms(other);
        const read = await this.read(this.units(segment, () => 1).filter((unit) => unit.pair || segment.length === 1));
        const mass = this.mass(read.found) || 1;
        const meant = known.length < own.size ? Math.max(this.mass(known), 2.5 * mass) : this.mass(known);
        const weight = Math.min(4, Math.max(0.5, (OTHER_NAME * meant) / mass));
        this.mark(segment, 0.5, true);
        read.found.forEach(({ unit, entry }) => this.score(unit, entry, weight));
      }
    }
  }

  /**
   * Other readings where the plain one finds little: Telex or VNI, a word not yet complete, a wrong letter.
   * @param {Unit[]} units
   * @param {Found[]} found
   * @param {(term: Term) => number} accents
   * @param {boolean} typing
   */
  async otherReadings(units, found, accents, typing) {
    const counts = new Map(found.map(({ unit, entry }) => [`${unit.pair}${unit.hash}`, entry.count]));
    const count = (/** @type {Unit} */ unit) => (unit.common || this.named.has(unit.hash) ? Infinity : counts.get(`${unit.pair}${unit.hash}`) ?? 0);
    this.query.segments.forEach((segment) => this.mark(segment, 1, accents(segment[0]) > 0));
    const plain = this.query.segments.filter((segment) => !this.query.phrases.includes(segment));
    for (const segment of plain) {
      const own = this.units(segment, accents);
      const unknown = own.filter((unit) => !unit.pair && !count(unit)).map(({ at }) => at);
      const read = unknown.length ? await this.unaccented(segment, unknown) : null;
      if (read) {
        await this.reading(read);
        continue;
      }
      const last = segment.length - 1;
      const paired = (/** @type {number} */ at) => own.some((unit) => unit.pair && (unit.at === at || unit.at === at - 1) && count(unit) > 1);
      const begun = segment[last].folded.length < 3 && !paired(last);
      const loose = segment === plain[plain.length - 1] && /[\p{L}\p{M}]$/u.test(segment[last].raw) && (unknown.includes(last) || begun);
      const early = unknown.some((at) => at < last);
      if (!early && (loose || typing) && await this.completed(segment)) continue;
      if (segment.length > MENDED_TERMS) continue;
      const weak = segment.map((_, at) => at).filter((at) => unknown.includes(at) || (segment.length > 1
        && /^\p{L}+$/u.test(segment[at].folded) && !paired(at) && this.alone(own[at], found)));
      if (weak.length) await this.mended(segment, weak, unknown);
    }
  }

  /**
   * Whether a known term hardly stands with any other term of the query: then it may be a slip.
   * @param {Unit} unit
   * @param {Found[]} found
   */
  alone(unit, found) {
    if (unit.common || this.named.has(unit.hash)) return false;
    const entry = found.find((one) => one.unit.hash === unit.hash && !one.unit.pair)?.entry;
    let together = 0;
    for (const { documents } of entry?.spellings.values() ?? []) {
      for (const document of documents) if (this.covered[document] >= 1.5) together += 1;
    }
    return together < 3;
  }

  /**
   * The segment with unknown terms read as Telex or VNI, if that makes known terms of them.
   * @param {Term[]} segment
   * @param {number[]} unknown
   */
  async unaccented(segment, unknown) {
    const read = segment.map((one) => (one.accented === one.raw.toLowerCase() ? term(decoded(one.raw), one.raw) : one));
    if (!unknown.some((at) => read[at].accented !== segment[at].accented)) return null;
    const units = this.units(read, () => 1).filter((unit) => !unit.pair && unknown.includes(unit.at) && !unit.common);
    const entries = await Promise.all(units.map((unit) => this.search.entry(unit, this.asked)));
    return entries.every(({ entry }, at) => entry?.spellings.has(spelling(units[at]))) ? read : null;
  }

  /**
   * Adds another reading of a segment to the scores, and tells it.
   * @param {Term[]} segment
   */
  async reading(segment) {
    const accents = accentsOf(segment);
    const units = this.units(segment, accents).filter((unit) => !unit.common);
    this.mark(segment, 1, accents(segment[0]) > 0);
    await this.add(units, OTHER_READING, true);
    this.corrected = segment.map(({ accented }) => accented).join(" ");
    if (!this.suggestions.includes(this.corrected)) this.suggestions.unshift(this.corrected);
  }

  /**
   * Completes the last word; whether anything begins so.
   * @param {Term[]} segment
   */
  async completed(segment) {
    const completions = await this.search.words.completions(segment, this.asked);
    this.suggestions.push(...[...new Set(completions)].slice(0, 8));
    const last = segment[segment.length - 1];
    const ends = [...new Set(completions.map((text) => text.split(" ").pop() ?? ""))].filter((end) => end !== last.accented && fold(end) !== last.folded);
    const best = ends.slice(0, 2).map((end) => [...segment.slice(0, -1), term(end)]);
    for (const read of best) {
      const units = this.units(read, accentsOf(segment)).filter((unit) => !unit.common);
      this.mark(read.slice(-1), 0.8, true);
      const added = units.filter((unit) => (unit.pair ? unit.at === read.length - 2 : unit.at === read.length - 1));
      await this.add(added, OTHER_READING, false);
    }
    return best.length > 0;
  }

  /**
   * Replaces weak terms by known words one letter apart that go with their neighbours.
   * @param {Term[]} segment
   * @param {number[]} weak
   * @param {number[]} unknown
   */
  async mended(segment, weak, unknown) {
    const read = [...segment];
    const plain = segment.every(({ marked }) => !marked);
    for (const at of weak.slice(0, 2)) {
      const near = await this.search.words.near(segment[at].folded, this.asked);
      let best = null;
      let most = unknown.includes(at) ? 0 : 4;
      for (const candidate of near.slice(0, segment.length > 1 ? 10 : 1)) {
        const sides = [...(at > 0 ? [[read[at - 1], candidate]] : []), ...(at + 1 < read.length ? [[candidate, read[at + 1]]] : [])];
        const units = sides.map(([a, b]) => paired(this.units([a], () => 0)[0], this.units([b], () => 0)[0], 0));
        const entries = await Promise.all(units.map((unit) => this.search.entry(unit, this.asked)));
        const count = sides.length ? entries.reduce((sum, { entry }) => sum + (entry?.count ?? 0), 0) : 1;
        if (count > most) [best, most] = [candidate, count];
      }
      best ??= unknown.includes(at) ? near[0] ?? null : null;
      if (best) read[at] = plain ? term(best.folded) : best;
    }
    if (read.some((one, at) => one !== segment[at])) await this.reading(read);
  }

  /**
   * Quoted phrases must be there, excluded words must not.
   * @param {(term: Term) => number} accents
   */
  async strict(accents) {
    for (const phrase of this.query.phrases) {
      const { documents, sure } = await this.holding(phrase, accents);
      this.required = this.required ? new Set([...this.required].filter((document) => documents.has(document))) : documents;
      this.verify ||= !sure;
    }
    for (const phrase of this.query.excluded) {
      const { documents, sure } = await this.holding(phrase, accentsOf(phrase));
      if (phrase.length < 3) documents.forEach((document) => this.banned.add(document));
      this.verify ||= !sure;
    }
  }

  /**
   * The documents that hold all terms or pairs of a phrase; `sure` where that is the phrase itself and no list is cut.
   * @param {Term[]} phrase
   * @param {(term: Term) => number} accents
   */
  async holding(phrase, accents) {
    const units = this.units(phrase, accents).filter((unit) => unit.pair || phrase.length === 1);
    const entries = await Promise.all(units.map((unit) => this.search.entry(unit, this.asked)));
    let sure = phrase.length < 3;
    /** @type {Set<number> | null} */
    let documents = null;
    entries.forEach(({ entry }, at) => {
      const exact = phrase.some(({ marked }) => marked);
      const lists = exact ? [entry?.spellings.get(spelling(units[at]))] : [...(entry?.spellings.values() ?? [])];
      const own = new Set(lists.flatMap((list) => (list ? [...list.documents] : [])));
      sure &&= lists.every((list) => !list?.more);
      documents = documents ? new Set([...documents].filter((document) => own.has(document))) : own;
    });
    return { documents: documents ?? new Set(), sure };
  }

  /** The documents that match, without order. */
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
   * The best documents in order, after those that only seem to match are gone.
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
      const fits = await Promise.all(batch.map((document) => this.holds(document)));
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
   * Whether the text of a document holds all phrases and nothing excluded.
   * @param {number} document
   */
  async holds(document) {
    const text = await this.search.text(document, this.asked);
    const found = tokens(text).flatMap(({ start, end }) => parts(text.slice(start, end)));
    return this.query.phrases.every((phrase) => within(found, phrase)) && !this.query.excluded.some((phrase) => within(found, phrase));
  }

  /**
   * Remembers what is marked in results.
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

/** @param {Unit} unit */
function spelling(unit) {
  return unit.pair ? unit.accentedHash >>> 24 : unit.accentedHash >>> 16;
}

/**
 * @param {Unit} first
 * @param {Unit} second
 * @param {number} at
 * @returns {Unit}
 */
function paired(first, second, at) {
  return {
    hash: pairHash(first.hash, second.hash), accentedHash: pairHash(first.accentedHash, second.accentedHash),
    accents: Math.min(first.accents, second.accents), pair: true, common: false, at,
  };
}

/**
 * How far the accents of each term count. Where most syllables carry one, the others were meant to carry none.
 * @param {Term[]} all
 * @returns {(term: Term) => number}
 */
function accentsOf(all) {
  const words = all.filter(({ folded }) => /\p{L}/u.test(folded));
  const typed = words.filter(({ marked }) => marked).length;
  const whole = typed * 2 >= words.length && typed > 0;
  return (one) => (whole || one.marked ? 1 : 0);
}

/**
 * Whether a segment names something: its terms follow each other in it, in the accents that were typed.
 * @param {Term[]} segment
 * @param {string} name
 * @param {Query} query
 */
function names(segment, name, query) {
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
 * Whether the terms of a phrase follow each other.
 * @param {string[]} found
 * @param {Term[]} phrase
 */
function within(found, phrase) {
  const exact = phrase.some(({ marked }) => marked);
  return found.some((_, start) => phrase.every((one, at) => {
    const there = found[start + at];
    return there !== undefined && (exact ? there === one.accented : fold(there) === one.folded);
  }));
}

/**
 * The first of the documents, in order.
 * @param {number[]} documents
 * @param {number} wanted
 * @param {(a: number, b: number) => boolean} better
 */
function best(documents, wanted, better) {
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

/**
 * Quoted phrases, excluded words and the rest of a query.
 * @param {string} text
 * @returns {Query}
 */
function parsed(text) {
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
