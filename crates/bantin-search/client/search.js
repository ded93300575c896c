// The public API of the search; format of the index: docs/search-format.md. Fetches only the files a query needs.
import { firstDocuments, readEntry } from "./codec.js";
import { excerpt, marked } from "./excerpt.js";
import { Facets } from "./facets.js";
import { parsed } from "./query.js";
import { QueryExecution } from "./query_execution.js";
import { Store } from "./store.js";
import { terms } from "./text.js";
import { Words } from "./words.js";

/** @typedef {import("./codec.js").PostingList} PostingList */
/** @typedef {import("./query.js").Unit} Unit */
/** @typedef {import("./query_execution.js").Found} Found */
/** @typedef {{url: string, title: string, titleHtml: string, excerpt: string, kind: string, language: string, date: string, score: number, [facet: string]: any}} Result */
/** @typedef {{total: number, results: Result[], facets: Record<string, import("./facets.js").Counted[]>, suggestions: string[], also: string[], corrected: string | null}} Answer */
/**
 * @typedef {object} Options
 * @property {Record<string, (string | number)[] | string | number>} [filters] OR within a facet, AND between facets
 * @property {"relevance" | "newest"} [sort]
 * @property {number} [offset]
 * @property {number} [limit]
 * @property {string} [language] restricts results to documents in this language
 * @property {string} [labels] the language of facet labels, `language` by default
 * @property {string[]} [facets] additional facets to count, whose columns must be fetched
 * @property {boolean} [typing] the last word may be incomplete
 * @property {AbortSignal | null} [signal]
 */

const MOST_ENTRIES = 500;
/** Delay in milliseconds after the first answer until a newer index is looked for. */
const RENEWED = 1500;
/** For this many top results the whole text is fetched if neither title nor lead contains a match. */
const BEST = 2;

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

export class Search {
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
    /** Whether the manifest is the one embedded in the script, which may come from an old browser cache. */
    this.travelled = false;
    /** The search over the index that replaced this one. @type {Search | null} */
    this.next = null;
    /** Caches: posting lists by unit, records by document. */
    this.entries = new Map();
    /** @type {Map<number, [string, string, string, string]>} */
    this.records = new Map();
  }

  /** The number of documents. */
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
   * Runs a request, and repeats it on the new index if the site was published again since the manifest was written.
   * @template T
   * @param {(search: Search) => Promise<T>} ask
   * @returns {Promise<T>}
   */
  async lasting(ask) {
    if (this.next) return this.next.lasting(ask);
    try {
      const answer = await ask(this);
      if (this.travelled) this.renewLater();
      return answer;
    } catch (error) {
      if (!(/** @type {any} */ (error)?.changed)) throw error;
      const next = await this.renew();
      if (!next) throw error;
      return ask(next);
    }
  }

  /** Schedules the check for a newer index. */
  renewLater() {
    this.travelled = false;
    const timer = setTimeout(() => this.renew().catch(() => {}), RENEWED);
    /** @type {any} */ (timer).unref?.();
  }

  /** Fetches the current manifest and opens its index if it is a newer one. */
  async renew() {
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
    const run = new QueryExecution(this, query, asked);
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
      facets: this.facets.counts(candidates, passing, options.labels ?? options.language),
      suggestions: run.suggestions,
      also: run.also.map((name) => `${(options.labels ?? options.language) === "en" ? "Also searching for" : "Đang tìm cả"}: ${name}`),
      corrected: run.corrected,
    };
  }

  /**
   * Completions and titles for a search box.
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
    const { head, phrases } = await this.words.completions(typed, asked);
    const before = await this.words.spelled(head, asked);
    const words = phrases.slice(0, limit).map((phrase) => `${before} ${phrase}`.trim());
    const begun = titles.slice(0, limit).map(([title, url]) => ({ title, url: this.url(url) }));
    return { words, titles: begun };
  }

  /**
   * The URL of a page from its path relative to the section.
   * @param {string} path
   */
  url(path) {
    const url = new URL(path, new URL("../", this.base));
    return url.protocol === "file:" ? url.href : url.pathname;
  }

  /**
   * The results to show: URL, marked title, excerpt and facets.
   * @param {{document: number, score: number}[]} ranked
   * @param {QueryExecution} run
   * @param {import("./store.js").Asked} asked
   */
  async results(ranked, run, asked) {
    const records = await this.recordsOf(ranked.map(({ document }) => document), run.found, asked);
    return Promise.all(ranked.map(async ({ document, score }, place) => {
      const [path, title, date, lead] = records[place];
      let cut = excerpt(lead, run);
      const titleHtml = marked(title, run);
      if (run.wanted.size && !cut.weight && !titleHtml.includes("<mark>") && place < BEST) {
        const text = await this.text(document, asked);
        const sentences = excerpt(text.slice(text.indexOf("\n\n") + 2), run);
        if (sentences.weight) cut = sentences;
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
   * Loads the records of documents with as few requests as possible: from answers of the query's units, then from
   * `r/`.
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
        const count = firstDocuments(group.entry, group.unit.pair).filter((document) => left.has(document)).length;
        if (count > most) [best, most] = [group, count];
      }
      if (!best) break;
      firstDocuments(best.entry, best.unit.pair).forEach((document) => left.delete(document));
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
   * Loads the records of documents, with those in the same files.
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
   * The whole indexed text of a document.
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
   * The posting list of a unit, and the expansions in its shard.
   * @param {Unit} unit
   * @param {import("./store.js").Asked} asked
   * @returns {Promise<{entry: PostingList | null, expansions: [string, string, string[]][]}>}
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
