// Fetches the blocks of an index, each once, and caches them across pages where the browser supports it.
import { VERSION, readShard } from "./codec.js";
import { checksum } from "./text.js";

/** @typedef {{signal?: AbortSignal | null}} Asked */
/** @typedef {(url: string, options?: {signal?: AbortSignal | null, cache?: any}) => Promise<any>} Fetch */

/** So large files are used as a whole if a host ignores ranges. */
const MOST_WHOLE = 1 << 20;

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
    /** Files of the packed layout that a host sent as a whole. @type {Map<string, Promise<Uint8Array>>} */
    this.whole = new Map();
    /** The sizes of slots and of their files, in the packed layout. @type {any} */
    this.packed = null;
    /** @type {any} */
    this.kept = null;
  }

  /**
   * Starts with an embedded manifest.
   * @param {any} manifest
   */
  async start(manifest) {
    this.use(manifest);
    await this.open();
    if (this.kept) await this.clean();
    return manifest;
  }

  /** @param {any} manifest */
  use({ generation, packed }) {
    this.generation = generation;
    this.packed = packed;
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
      if (!response) throw unloaded(url, error);
    }
    if (!response.ok) throw unloaded(url, response.status);
    const copy = keep && response.clone?.();
    const manifest = json(await response.text(), url);
    if (manifest.format !== "bantin-search") throw damaged(url);
    if (manifest.version !== VERSION) throw newer();
    this.use(manifest);
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
    return this.file(path, asked, (bytes, url) => {
      if (bytes[0] > VERSION) throw newer();
      if (bytes.length < 6 || view(bytes).getUint32(1, true) !== checksum(bytes.subarray(5))) throw damaged(url);
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
    return this.file(path, asked, (bytes, url) => {
      const rows = json(new TextDecoder().decode(bytes), url);
      if (!Array.isArray(rows)) throw damaged(url);
      if (rows[0] !== VERSION) throw newer();
      return rows;
    });
  }

  /**
   * What a block holds, from memory, from the browser's cache or from the network. Failed requests are repeated next time.
   * @template T
   * @param {string} path
   * @param {Asked} asked
   * @param {(bytes: Uint8Array, url: string) => T} read
   * @returns {Promise<T>}
   */
  file(path, asked, read) {
    const known = this.files.get(path);
    if (known) return known.catch((error) => {
      if (error?.name === "AbortError" && !asked.signal?.aborted) return this.file(path, asked, read);
      throw error;
    });
    const promise = this.block(path, asked).then((bytes) => read(bytes, path));
    this.files.set(path, promise);
    promise.catch(() => this.files.get(path) === promise && this.files.delete(path));
    return promise;
  }

  /**
   * The bytes of a block: of a file, or in the packed layout of a slot.
   * @param {string} path
   * @param {Asked} asked
   */
  async block(path, asked) {
    const [, folder = "", digits, ending] = /^(\w)\/(\d+)\.(.+)/.exec(path) ?? [];
    const { slots, part } = this.packed ?? {};
    const size = slots?.[folder];
    const number = Number(digits);
    if (!size) return this.bytes(path, asked);
    const fitting = Math.floor(part / size);
    const slot = await this.bytes(`${folder}/${Math.floor(number / fitting)}.bin`, asked, (number % fitting) * size, size);
    const head = view(slot);
    const length = head.getUint16(0, true);
    const block = length ? slot.subarray(2, 2 + length) : await this.apart([2, 6, 10].map((at) => head.getUint32(at, true)), asked);
    return ending === "bin" ? block : bytesOf(new Response(new Response(/** @type {any} */ (block)).body?.pipeThrough(new DecompressionStream("deflate"))));
  }

  /**
   * What is too long for its slot.
   * @param {number[]} place number of the file, offset, length
   * @param {Asked} asked
   */
  apart([number, at, length], asked) {
    return this.bytes(`o/${number}.bin`, asked, at, length);
  }

  /**
   * The bytes of a file, or a range of them. A host that ignores ranges sends whole files: those are used if they are
   * small, else that is an error, for each query would cost megabytes.
   * @param {string} path
   * @param {Asked} asked
   * @param {number} [at]
   * @param {number} [length] 0: the whole file
   * @returns {Promise<Uint8Array>}
   */
  async bytes(path, asked, at = 0, length = 0) {
    const whole = this.whole.get(path);
    if (whole) return (await whole).subarray(at, at + length);
    const url = `${this.base}${this.generation}/${path}`;
    const key = length ? `${url}?${at}` : url;
    const kept = await this.kept?.match(key).catch(() => null);
    if (kept) return bytesOf(kept);
    /** @type {any} */
    const options = { signal: asked.signal };
    if (length) options.headers = { range: `bytes=${at}-${at + length - 1}` };
    const response = await this.fetch(url, options);
    if (response.status === 404 || response.status === 410) {
      throw Object.assign(new Error(`Chỉ mục tìm kiếm đã đổi, hãy tải lại trang (the search index has changed, reload the page): ${url}`), { changed: true });
    }
    if (!response.ok) throw unloaded(url, response.status);
    if (length && response.status === 200) {
      if (response.headers.get("content-length") > MOST_WHOLE) {
        response.body?.cancel();
        throw Object.assign(new Error("Máy chủ bỏ qua Range, cần search.layout: files (the host ignores Range)"), { name: "RangesIgnored" });
      }
      if (!this.whole.has(path)) this.whole.set(path, bytesOf(response));
      return this.bytes(path, asked, at, length);
    }
    const bytes = await bytesOf(response);
    this.kept?.put(key, new Response(bytes)).catch(() => {});
    return bytes;
  }
}

/** @param {Uint8Array} bytes */
function view(bytes) {
  return new DataView(bytes.buffer, bytes.byteOffset);
}

/** @param {any} response */
async function bytesOf(response) {
  return new Uint8Array(await response.arrayBuffer());
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

/**
 * @param {string} url
 * @param {unknown} why
 */
function unloaded(url, why) {
  return new Error(`Không tải được chỉ mục tìm kiếm (cannot load the search index): ${url}: ${why}`);
}

/** @param {string} url */
function damaged(url) {
  return new Error(`Tệp chỉ mục tìm kiếm bị hỏng (damaged search index): ${url}`);
}

function newer() {
  return new Error("Chỉ mục tìm kiếm mới hơn, hãy tải lại trang (newer search index, reload the page)");
}
