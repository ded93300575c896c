// A fetch over a folder, which answers ranges and counts what it is asked for.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

/**
 * @param {string} folder
 * @param {{compress?: boolean}} [options]
 */
export function folderFetch(folder, options = {}) {
  const asked = { requests: 0, bytes: 0, /** @type {string[]} */ urls: [] };
  /**
   * @param {string} url
   * @param {{signal?: AbortSignal, headers?: Record<string, string>}} [init]
   */
  const fetch = async (url, init = {}) => {
    init.signal?.throwIfAborted();
    const path = new URL(url).pathname;
    asked.requests += 1;
    asked.urls.push(path);
    try {
      const bytes = await readFile(join(folder, path));
      if (options.compress) asked.bytes += brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }).length;
      const range = /^bytes=(\d+)-(\d+)$/.exec(init.headers?.range ?? "");
      if (range) return new Response(bytes.subarray(Number(range[1]), Number(range[2]) + 1), { status: 206 });
      return new Response(bytes);
    } catch {
      return new Response("", { status: 404 });
    }
  };
  return { fetch, asked };
}
