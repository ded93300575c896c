// A host in memory: the files of a built site, with ranges, and what each request costs.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

export class Folder {
  /**
   * @param {string} folder that holds `search/`
   * @param {{wait?: number}} [options] milliseconds of each journey
   */
  constructor(folder, { wait = 0 } = {}) {
    this.folder = folder;
    this.wait = wait;
    /** @type {Map<string, {bytes: Buffer, sent: number | null} | null>} */
    this.files = new Map();
    this.restart();
  }

  /** Begins a new count. */
  restart() {
    this.cost = { requests: 0, bytes: 0, journeys: 0 };
    /** The longest chain of requests that have been answered. */
    this.answered = 0;
  }

  /** @param {string} path */
  file(path) {
    if (!this.files.has(path)) {
      let bytes = null;
      try {
        bytes = readFileSync(join(this.folder, decodeURIComponent(path)));
      } catch {}
      this.files.set(path, bytes && { bytes, sent: null });
    }
    return this.files.get(path);
  }

  /** Whole files travel packed with brotli, as good hosts send them; ranges travel as they are. */
  get fetch() {
    return async (url, { headers } = {}) => {
      const file = this.file(new URL(url).pathname);
      const { cost } = this;
      const depth = this.answered + 1;
      cost.requests += 1;
      cost.journeys = Math.max(cost.journeys, depth);
      if (this.wait) await new Promise((done) => setTimeout(done, this.wait));
      this.answered = Math.max(this.answered, depth);
      if (!file) return new Response("", { status: 404 });
      const range = /^bytes=(\d+)-(\d+)$/.exec(headers?.range ?? "");
      if (range) {
        const part = file.bytes.subarray(Number(range[1]), Number(range[2]) + 1);
        cost.bytes += part.length;
        return new Response(part, { status: 206 });
      }
      file.sent ??= Math.min(file.bytes.length, brotliCompressSync(file.bytes, QUALITY).length);
      cost.bytes += file.sent;
      return new Response(file.bytes);
    };
  }
}
