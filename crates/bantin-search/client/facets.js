// The facet values of documents (kind, category, year, …), decoded from the runs of the manifest and from columns.

/**
 * `lang` is set if the label is not in the requested language.
 * @typedef {{value: string, label: string, lang?: string, count: number, parent?: string}} Counted
 */
/** @typedef {{values: [string, string?, number?, string?][], numbers: ArrayLike<number>}} Facet */

const COLUMNS = ["locality", "organization"];

export class Facets {
  /**
   * @param {any} manifest
   * @param {import("./store.js").Store} store
   */
  constructor(manifest, store) {
    this.store = store;
    this.count = manifest.documents;
    this.columns = manifest.columns ?? {};
    /** @type {Map<string, Facet>} */
    this.loaded = new Map();
    /** @type {Uint32Array | null} */
    this.newest = null;
    const [lengths, ...columns] = manifest.runs;
    manifest.facets.forEach((/** @type {[string, any]} */ [name, values], /** @type {number} */ at) => {
      const numbers = new Uint16Array(this.count);
      let start = 0;
      lengths.forEach((/** @type {number} */ length, /** @type {number} */ run) => {
        numbers.fill(columns[at][run], start, start + length);
        start += length;
      });
      this.loaded.set(name, { values, numbers });
    });
  }

  /**
   * Loads the named columns and those embedded in the manifest.
   * @param {string[]} names
   * @param {import("./store.js").Asked} asked
   */
  async load(names, asked) {
    const wanted = Object.keys(this.columns).filter((name) => names.includes(name) || Array.isArray(this.columns[name]));
    await Promise.all(wanted.map(async (name) => {
      if (this.loaded.has(name) || (name === "newest" && this.newest)) return;
      const inline = this.columns[name];
      const [, values, numbers] = Array.isArray(inline) ? inline : await this.store.rows(`c/${name}.json`, asked);
      if (name !== "newest") {
        this.loaded.set(name, { values, numbers });
        return;
      }
      let rank = 0;
      this.newest = Uint32Array.from(numbers, (/** @type {number} */ rise) => (rank += rise));
    }));
  }

  /**
   * The value of a facet for a document.
   * @param {string} name
   * @param {number} document
   */
  value(name, document) {
    const facet = this.loaded.get(name);
    const number = facet?.numbers[document];
    return facet && number ? facet.values[number - 1][0] : undefined;
  }

  /**
   * Whether a document is a heading inside a long page.
   * @param {number} document
   */
  isSection(document) {
    return this.value("kind", document) === "section";
  }

  /**
   * For each filter, which value numbers of its facet pass: those of the wanted values and of their descendants.
   * @param {Record<string, (string | number)[] | string | number>} filters
   * @returns {Map<string, boolean[]>}
   */
  passing(filters) {
    /** @type {Map<string, boolean[]>} */
    const passing = new Map();
    for (const [name, asked] of Object.entries(filters)) {
      const wanted = new Set([asked].flat().map(String));
      if (!wanted.size) continue;
      const values = this.loaded.get(name)?.values ?? [];
      const passes = [false];
      for (let at = 0; at < values.length; at += 1) {
        let up = at + 1;
        while (up && !wanted.has(values[up - 1][0])) up = values[up - 1][2] ?? 0;
        passes.push(up > 0);
      }
      passing.set(name, passes);
    }
    return passing;
  }

  /**
   * Counts the documents per value of each facet. For a facet with a filter, only the other filters apply.
   * @param {number[]} documents
   * @param {Map<string, boolean[]>} passing
   * @param {string} [language] of the labels
   */
  counts(documents, passing, language) {
    /** @type {Record<string, Counted[]>} */
    const counted = {};
    /** @type {Map<string, number[]>} */
    const counts = new Map();
    for (const [name, facet] of this.loaded) if (name !== "language") counts.set(name, new Array(facet.values.length + 1).fill(0));
    for (const document of documents) {
      const failed = this.failed(document, passing);
      if (failed.length > 1) continue;
      for (const [name, numbers] of counts) {
        if (failed.length && failed[0] !== name) continue;
        const { values, numbers: column } = /** @type {Facet} */ (this.loaded.get(name));
        for (let up = column[document]; up; up = values[up - 1][2] ?? 0) numbers[up] += 1;
      }
    }
    for (const [name, numbers] of counts) {
      const values = /** @type {Facet} */ (this.loaded.get(name)).values;
      const rows = values.flatMap(([value, own, parent, english], at) => {
        /** @type {Counted} */
        const row = { value, label: own ?? value, count: numbers[at + 1] };
        if (language === "en" && english) row.label = english;
        else if (language === "en" && own) row.lang = "vi";
        if (parent) row.parent = values[parent - 1][0];
        return row.count ? [row] : [];
      });
      if (rows.length) counted[name] = rows.sort((a, b) => (name === "year" ? Number(b.value) - Number(a.value) : b.count - a.count));
    }
    return counted;
  }

  /**
   * The filters that a document does not pass.
   * @param {number} document
   * @param {Map<string, boolean[]>} passing
   */
  failed(document, passing) {
    const failed = [];
    for (const [name, passes] of passing) {
      if (!passes[this.loaded.get(name)?.numbers[document] ?? 0]) failed.push(name);
    }
    return failed;
  }

  /**
   * The columns to load for a query.
   * @param {Record<string, unknown>} filters
   * @param {string} sort
   * @param {string[]} extra
   */
  needed(filters, sort, extra) {
    const named = COLUMNS.filter((name) => name in filters || extra.includes(name));
    const moved = Object.keys(this.columns).filter((name) => name in filters);
    return [...named, ...moved, ...(sort === "newest" ? ["newest"] : [])];
  }
}
