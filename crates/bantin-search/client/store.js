// Fetches the files of an index, each once, and caches them across pages where the browser supports it.
import { VERSION, readShard } from "./codec.js";
import { checksum } from "./text.js";

/** @typedef {{signal?: AbortSignal | null}} Asked */
/** @typedef {(url: string, options?: {signal?: AbortSignal | null, cache?: any}) => Promise<any>} Fetch */

export class Store {
  /**
   * @param {string} base
   * @param {Fetch} fetch
   */
  constructor(base, fetch) {
    this.base = base;
    this.fetch = fetch;
    this.generation = "";
    /** @type {Map<string, Promise<any>>} */
    this.files = new Map();
    /** @type {any} */
    this.kept = null;
  }

  /**
   * Starts with an embedded manifest.
   * @param {any} manifest
   */
  async start(manifest) {
    this.generation = manifest.generation;
    await this.open();
    if (this.kept) await this.clean();
    return manifest;
  }

  /** Opens the browser's cache, if there is one. */
  async open() {
    const caches = /** @type {any} */ (globalThis).caches;
    this.kept = (await caches?.open("bantin-search:" + this.base).catch(() => null)) ?? null;
    return this.kept;
  }

  /** The manifest from the network; if offline, from the cache. */
  async manifest() {
    const url = this.base + "manifest.json";
    const keep = await this.open();
    let response;
    try {
      response = await this.fetch(url, { cache: "no-cache" });
    } catch (error) {
      response = await keep?.match(url);
      if (!response) throw new Error(`Không tải được chỉ mục tìm kiếm (cannot load the search index): ${url}: ${message(error)}`);
    }
    if (!response.ok) throw new Error(`Không tải được chỉ mục tìm kiếm (cannot load the search index): ${url}: ${response.status}`);
    const copy = keep && response.clone?.();
    const manifest = json(await response.text(), url);
    if (manifest.format !== "bantin-search") throw damaged(url);
    if (manifest.version !== VERSION) throw newer(manifest.version);
    this.generation = manifest.generation;
    if (copy) await this.clean(url, copy);
    return manifest;
  }

  /**
   * Caches a new manifest and deletes the files of other generations.
   * @param {string} [url]
   * @param {any} [response]
   */
  async clean(url, response) {
    try {
      if (url) await this.kept.put(url, response);
      for (const request of await this.kept.keys()) {
        if (!request.url.endsWith("/manifest.json") && !request.url.includes(`/${this.generation}/`)) await this.kept.delete(request);
      }
    } catch {
      this.kept = null;
    }
  }

  /**
   * A shard of lists.
   * @param {string} path
   * @param {Asked} asked
   */
  shard(path, asked) {
    return this.file(path, asked, async (response, url) => {
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (bytes[0] > VERSION) throw newer(bytes[0]);
      const sum = bytes[1] + bytes[2] * 256 + bytes[3] * 65536 + bytes[4] * 16777216;
      if (bytes.length < 6 || sum !== checksum(bytes.subarray(5))) throw damaged(url);
      return readShard(bytes.subarray(5));
    });
  }

  /**
   * The rows of a JSON file; the first element is the version.
   * @param {string} path
   * @param {Asked} asked
   * @returns {Promise<any[]>}
   */
  rows(path, asked) {
    return this.file(path, asked, async (response, url) => {
      const rows = json(await response.text(), url);
      if (!Array.isArray(rows)) throw damaged(url);
      if (rows[0] !== VERSION) throw newer(rows[0]);
      return rows;
    });
  }

  /**
   * A file from memory, from the browser's cache or from the network. Failed requests are repeated next time.
   * @template T
   * @param {string} path
   * @param {Asked} asked
   * @param {(response: any, url: string) => Promise<T>} read
   * @returns {Promise<T>}
   */
  file(path, asked, read) {
    const known = this.files.get(path);
    if (known) return known.catch((error) => {
      if (error?.name === "AbortError" && !asked.signal?.aborted) return this.file(path, asked, read);
      throw error;
    });
    const promise = this.fetched(path, asked, read);
    this.files.set(path, promise);
    promise.catch(() => this.files.get(path) === promise && this.files.delete(path));
    return promise;
  }

  /**
   * @template T
   * @param {string} path
   * @param {Asked} asked
   * @param {(response: any, url: string) => Promise<T>} read
   */
  async fetched(path, asked, read) {
    const url = `${this.base}${this.generation}/${path}`;
    const kept = await this.kept?.match(url).catch(() => null);
    if (kept) return read(kept, url);
    const response = await this.fetch(url, asked.signal ? { signal: asked.signal } : {});
    if (response.status === 404 || response.status === 410) {
      throw Object.assign(new Error(`Chỉ mục tìm kiếm đã đổi, hãy tải lại trang (the search index has changed, reload the page): ${url}`), { changed: true });
    }
    if (!response.ok) throw new Error(`Không tải được (cannot load) ${url}: ${response.status}`);
    const copy = this.kept && response.clone?.();
    const value = await read(response, url);
    if (copy) this.kept.put(url, copy).catch(() => {});
    return value;
  }
}

/**
 * @param {string} text
 * @param {string} url
 */
function json(text, url) {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged(url);
  }
}

/** @param {string} url */
function damaged(url) {
  return new Error(`Tệp chỉ mục tìm kiếm bị hỏng (damaged search index): ${url}`);
}

/** @param {unknown} version */
function newer(version) {
  return new Error(`Chỉ mục tìm kiếm có phiên bản mới hơn, hãy tải lại trang (newer search index, version ${version}; reload the page)`);
}

/** @param {unknown} error */
function message(error) {
  return error instanceof Error ? error.message : String(error);
}
