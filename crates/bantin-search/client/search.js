// The public API of the search; format of the index: docs/search-format.md. Fetches only the files a query needs.
import { readEntry } from "./codec.js";
import { excerpt, marked } from "./excerpt.js";
import { Facets } from "./facets.js";
import { raiseNear, raiseTitles } from "./nearness.js";
import { parsed } from "./query.js";
import { QueryExecution } from "./query_execution.js";
import { Store } from "./store.js";
import { terms } from "./text.js";
import { Words } from "./words.js";

/** @typedef {import("./codec.js").PostingList} PostingList */
/** @typedef {import("./query.js").Unit} Unit */
/** @typedef {[string, string, string, string, [number, string, string][]?]} Row URL, title, date, lead, sections */
/** @typedef {{url: string, title: string, titleHtml: string}} Section a heading inside a long page */
/** @typedef {{url: string, title: string, titleHtml: string, excerpt: string, kind: string, language: string, date: string, score: number, sections?: Section[], explain?: [string, number][], [facet: string]: any}} Result */
/**
 * `approximate`: no document says most of what the query says. `excerpts` gives the results again, with excerpts from
 * their texts where the beginning of a text holds no match: ask when the list is shown, for it fetches those texts.
 * @typedef {{total: number, results: Result[], facets: Record<string, import("./facets.js").Counted[]>, suggestions: string[], also: string[], corrected: string | null, approximate: boolean, excerpts: () => Promise<Result[]>}} Answer
 */
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
 * @property {boolean} [explain] whether results tell what their score is made of
 * @property {AbortSignal | null} [signal]
 */

/** Delay in milliseconds after the first answer until a newer index is looked for. */
const RENEWED = 1500;
/** For this many top results the whole text is fetched at once if neither title nor lead contains a match. */
const BEST = 2;
/** If the best document has less than this share of what the query says, nothing is found. */
const NOTHING = 0.12;
/** Below this share what is found is only near, and only what is about so good as the best document is found. */
const NEAR = 0.45;
const NEAR_RESULTS = 0.6;
/** Number of results that are reordered by their titles and texts. */
const REFINED = 10;
/**
 * Pages of these kinds are often asked for by their names: so many of them that come next are looked at too, for their
 * titles may be the query.
 */
const NAMED = { kinds: ["organization", "locality", "category"], most: 4, among: 40 };
/** Sections shown below a result, and the part of its score that they need. */
const MOST_SECTIONS = 3;
const SECTION_SHARE = 0.8;

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
    throw new Error("Trình duyệt không cho tìm kiếm trong bản chép trên máy (browsers forbid search in local copies)");
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
    this.frequent = new Set(String(manifest.frequent).split(" "));
    /** Whether the manifest is the one embedded in the script, which may come from an old browser cache. */
    this.travelled = false;
    /** The search over the index that replaced this one. @type {Search | null} */
    this.next = null;
    /** Caches: posting lists by unit, records by document. */
    this.entries = new Map();
    /** @type {Map<number, Row>} */
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
    const { sort = "relevance", offset = 0, limit = 10, signal = null, labels = options.language } = options;
    const asked = { signal };
    const filters = { ...options.filters };
    if (options.language) filters.language = [options.language];
    const query = parsed(String(text));
    const run = new QueryExecution(this, query, asked, options.explain ?? false);
    const says = query.segments.length + query.excluded.length > 0;
    // Together, so that a failure of one leaves none unheard.
    await Promise.all([
      this.facets.load(this.facets.needed(filters, sort, options.facets ?? []), asked),
      says ? run.all(limit + offset, options.typing ?? false) : this.facets.load(["newest"], asked),
    ]);
    signal?.throwIfAborted();
    const passing = this.facets.passing(filters);
    // Signs alone ask for nothing; no text at all asks for everything that passes the filters.
    const candidates = says || !text.trim() ? run.candidates([filters.kind].flat().includes("section")) : [];
    let fitting = candidates.filter((document) => !this.facets.failed(document, passing).length);
    const newest = sort === "newest" || !query.segments.length;
    const share = query.segments.length ? run.bestShare(fitting) : 1;
    if (share < NOTHING) fitting = [];
    else if (share < NEAR) fitting = run.above(fitting, NEAR_RESULTS);
    const { documents, rejected } = await this.ordered(fitting, offset + limit, newest, run, asked);
    const shown = documents.slice(offset, offset + limit);
    const results = await this.results(shown, run, asked, false);
    signal?.throwIfAborted();
    return {
      total: fitting.length - rejected,
      results,
      facets: this.facets.counts(share < NOTHING ? [] : candidates, passing, labels),
      suggestions: run.suggestions,
      also: run.also.map((name) => `${labels === "en" ? "Also searching for" : "Đang tìm cả"}: ${name}`),
      corrected: run.corrected,
      approximate: fitting.length > 0 && share < NEAR,
      excerpts: () => this.results(shown, run, asked, true),
    };
  }

  /**
   * Completions and titles for a search box.
   * @param {string} text
   * @param {{signal?: AbortSignal | null, limit?: number, language?: string}} [options] `language`: what is in it alone; `limit`: of words
   * @returns {Promise<{words: string[], titles: {title: string, url: string, group: string}[]}>} titles by `group`: `model`, `page`, `place`
   */
  suggest(text, options = {}) {
    return this.lasting((search) => search.beginnings(text, options));
  }

  /**
   * @param {string} text
   * @param {{signal?: AbortSignal | null, limit?: number, language?: string}} options
   */
  async beginnings(text, options) {
    const { limit = 6, language } = options;
    const asked = { signal: options.signal ?? null };
    const typed = terms(String(text));
    if (!typed.length) return { words: [], titles: [] };
    const { titles } = await this.words.beginning(text.trim(), asked, language);
    const { head, phrases } = await this.words.completions(typed, asked, language);
    const before = await this.words.spelled(head, asked);
    const words = phrases.slice(0, limit).map((phrase) => `${before} ${phrase}`.trim());
    return { words, titles: titles.map(([title, url, , group]) => ({ title, url: this.url(url), group })) };
  }

  /**
   * The URL of a page from its path relative to the section.
   * @param {string} path
   */
  url(path) {
    const url = new URL(path, new URL("../", this.base));
    return url.protocol === "file:" ? url.href : url.pathname + url.hash;
  }

  /**
   * The first `wanted` documents. By relevance, the first ten and what may come among them for its title are reordered by
   * their titles and texts, whatever page of the results is asked for.
   * @param {number[]} fitting
   * @param {number} wanted
   * @param {boolean} newest
   * @param {QueryExecution} run
   * @param {import("./store.js").Asked} asked
   */
  async ordered(fitting, wanted, newest, run, asked) {
    const ranked = await run.ranked(fitting, newest ? wanted : Math.max(wanted, REFINED), newest);
    if (newest || !wanted) return ranked;
    const named = run.next(fitting, REFINED, NAMED);
    const first = [...ranked.documents.slice(0, REFINED), ...named];
    const [records] = await Promise.all([this.recordsOf(first.map(({ document }) => document), asked), raiseNear(first, run)]);
    raiseTitles(first, records.map(([, title]) => title), run);
    const order = run.order(false);
    first.sort((a, b) => b.score - a.score || (order(a.document, b.document) ? -1 : 1));
    first.forEach((one) => (one.score = Math.round(one.score * 1000) / 1000));
    const moved = new Set(named.map(({ document }) => document));
    const others = ranked.documents.slice(REFINED).filter(({ document }) => !moved.has(document));
    return { documents: [...first, ...others], rejected: ranked.rejected };
  }

  /**
   * The results to show: URL, marked title, excerpt and facets.
   * @param {{document: number, score: number}[]} ranked
   * @param {QueryExecution} run
   * @param {import("./store.js").Asked} asked
   * @param {boolean} all whether texts are fetched for all results whose lead holds no match, or only for the best
   */
  async results(ranked, run, asked, all) {
    const records = await this.recordsOf(ranked.map(({ document }) => document), asked);
    return Promise.all(ranked.map(async ({ document, score }, place) => {
      const [path, title, date, lead, sections] = records[place];
      let cut = excerpt(lead, run);
      const titleHtml = marked(title, run);
      const wants = all || (place < BEST && !titleHtml.includes("<mark>"));
      if (run.wanted.size && !cut.weight && (wants || this.hasText(document))) {
        const text = await this.text(document, asked);
        const names = text.indexOf("\n\n");
        const sentences = excerpt(text.slice(names + 2), run);
        if (sentences.weight) cut = sentences;
        // Pages without a text of their own, as those of organizations, have names alone.
        else if (!lead) {
          const named = excerpt(text.slice(text.indexOf("\n") + 1, names), run);
          if (named.weight) cut = named;
        }
      }
      /** @type {Result} */
      const result = { url: this.url(path), title, titleHtml, excerpt: cut.html, kind: "", language: "", date, score };
      for (const name of this.facets.loaded.keys()) {
        const value = this.facets.value(name, document);
        if (value !== undefined) result[name] = name === "year" ? Number(value) : value;
      }
      const within = this.sections(path, document, sections ?? [], run);
      if (within.length) result.sections = within;
      const why = run.why?.get(document);
      if (why) result.explain = why;
      return result;
    }));
  }

  /**
   * The sections of a page that match about so well as the page.
   * @param {string} path
   * @param {number} page
   * @param {[number, string, string][]} sections number of the document, id of the heading, heading
   * @param {QueryExecution} run
   * @returns {Section[]}
   */
  sections(path, page, sections, run) {
    return sections
      .filter(([document]) => run.scores[document] > 0 && run.scores[document] >= run.scores[page] * SECTION_SHARE)
      .sort((a, b) => run.scores[b[0]] - run.scores[a[0]])
      .slice(0, MOST_SECTIONS)
      .map(([, id, title]) => ({ url: this.url(`${path}#${id}`), title, titleHtml: marked(title, run) }));
  }

  /**
   * The records of documents.
   * @param {number[]} documents
   * @param {import("./store.js").Asked} asked
   */
  async recordsOf(documents, asked) {
    await this.neighbours(documents.filter((document) => !this.records.has(document)), asked);
    return documents.map((document) => /** @type {Row} */ (this.records.get(document)));
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
   * Whether the text of a document was fetched already.
   * @param {number} document
   */
  hasText(document) {
    return this.store.files.has(`t/${Math.floor(document / this.manifest.texts)}.json`);
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
    const number = Math.floor((((unit.hash << 16) | (unit.hash >>> 16)) >>> 0) * count / 2 ** 32);
    const shard = await this.store.shard(`${unit.pair ? "p" : "s"}/${number}.bin`, asked);
    const name = `${unit.pair} ${unit.hash}`;
    let entry = this.entries.get(name) ?? null;
    const stored = shard.entries.get(unit.hash >>> 16);
    if (!entry && stored) {
      const lists = await Promise.all(stored.map((list) => (list instanceof Uint8Array ? list : this.store.apart(list, asked))));
      this.entries.set(name, (entry = readEntry(lists, unit.pair ? 1 : 2, this.manifest.kept)));
    }
    return { entry, expansions: shard.expansions };
  }
}
