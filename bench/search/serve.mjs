// Serves a site over loopback like a good host: brotli where it helps, hashed files cached for ever, a strict CSP.
//
// It counts what it sends, including requests of web workers, which the browser's tools miss in part.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { createSecureServer } from "node:http2";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
};
/** An empty page of the site, on which the engines run. */
export const BLANK = "/bench-blank/";
const BLANK_PAGE = '<!doctype html><html lang="vi"><meta charset="utf-8"><title>Blank</title></html>';

/**
 * Serves `folders`, `{prefix: folder}`, the longest prefix first.
 * @param {Record<string, string>} folders
 * @param {{http2?: boolean}} [options]
 */
export async function serve(folders, { http2 = false } = {}) {
  const ready = new Map();
  const sockets = new Set();
  const counted = { requests: 0, bytes: 0 };
  const read = (path) => {
    if (!ready.has(path)) ready.set(path, packed(folders, path));
    return ready.get(path);
  };
  const answer = (request, response) => {
    const url = new URL(request.url, "http://site.test");
    const file = read(url.pathname);
    if (url.pathname !== BLANK) {
      counted.requests += 1;
      counted.bytes += file?.bytes.length ?? 0;
    }
    if (!file) return response.writeHead(404).end();
    // Pagefind uses WebAssembly, which needs a looser policy than our pages.
    const wasm = url.searchParams.has("wasm") || url.pathname.startsWith("/pagefind/") ? " 'wasm-unsafe-eval'" : "";
    response.writeHead(200, {
      "content-type": file.type,
      "content-length": file.bytes.length,
      ...(file.brotli ? { "content-encoding": "br" } : {}),
      "cache-control": file.lasting ? "public, max-age=31536000, immutable" : "no-cache",
      "content-security-policy": `default-src 'self'${wasm}`,
      vary: "accept-encoding",
    });
    response.end(file.bytes);
  };
  const server = http2 ? createSecureServer({ ...certificate(), allowHTTP1: false }, answer) : createServer(answer);
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const origin = `${http2 ? "https" : "http"}://127.0.0.1:${server.address().port}`;
  const onWire = () => [...sockets].reduce((sum, socket) => sum + socket.bytesWritten, 0);
  let before = 0;
  return {
    origin,
    /** Restarts the counters. */
    reset() {
      [counted.requests, counted.bytes, before] = [0, 0, onWire()];
    },
    /** Requests, bytes of bodies, and over HTTP/1.1 bytes including response headers, since the last reset. */
    counted: () => ({ ...counted, withHeads: http2 ? null : onWire() - before }),
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** A file as it is sent; null if it does not exist. */
function packed(folders, path) {
  if (path === BLANK) return { bytes: Buffer.from(BLANK_PAGE), type: TYPES[".html"] };
  const prefix = Object.keys(folders).sort((a, b) => b.length - a.length).find((one) => path.startsWith(one));
  const file = join(folders[prefix], normalize(decodeURIComponent(path.slice(prefix.length))));
  let plain;
  try {
    plain = readFileSync(path.endsWith("/") ? join(file, "index.html") : file);
  } catch {
    return null;
  }
  const small = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
  const brotli = small.length < plain.length;
  const lasting = /\/[0-9a-f]{16}\/|_[0-9a-f]{6,}\.pf_/.test(path);
  const type = TYPES[extname(path) || ".html"] ?? "application/octet-stream";
  return { bytes: brotli ? small : plain, brotli, lasting, type };
}

/** A self-signed certificate for this run: browsers support HTTP/2 only over TLS. */
function certificate() {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const asked = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1";
  execFileSync("openssl", [...asked.split(" "), "-keyout", key, "-out", cert], { stdio: "ignore" });
  const pair = { key: readFileSync(key), cert: readFileSync(cert) };
  rmSync(folder, { recursive: true });
  return pair;
}
