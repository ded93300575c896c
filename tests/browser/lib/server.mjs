// A web server on the loopback interface, configured like a good portal: compression, content types, caching, a strict
// Content-Security-Policy, and the section's own 404 page.
//
// It logs what it sends: `server.sent` lists path, status and bytes of each response. With `server.slow.at`, an
// expression with the flag `g`, it is a slow network: whatever it matches in a page begins a part that comes a moment
// after the one before.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.pdf': 'application/pdf',
  '.bin': 'application/octet-stream',
};

const PACKED = new Set(['.png', '.jpg', '.webp', '.pdf']);

const COMPRESS = {
  br: (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  gzip: (bytes) => gzipSync(bytes),
};

/// Files with a hash in the name never change; a page may change with every build, a picture rarely.
function caching(path) {
  if (/[.-][0-9a-f]{8}\./.test(path)) return 'public, max-age=31536000, immutable';
  return /\.(svg|png|jpg|webp)$/.test(path) ? 'public, max-age=86400' : 'no-cache';
}

export const POLICY = "default-src 'self'";

/// Serves `folder` below the path `base` on a free port. `encodings`: allowed compressions, best first.
export async function startServer({ folder, base, encodings = ['br', 'gzip'] }) {
  const sent = [];
  const slow = { at: null };
  const packed = new Map();

  const read = async (path) => {
    const inside = normalize(path.endsWith('/') ? `${path}index.html` : path);
    if (inside.startsWith('..')) return null;
    const body = await readFile(join(folder, inside)).catch(() => null);
    return body && { body, extension: extname(inside) };
  };

  const compress = (encoding, key, body) => {
    const name = `${encoding} ${key}`;
    if (!packed.has(name)) packed.set(name, COMPRESS[encoding](body));
    return packed.get(name);
  };

  const answer = async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const inside = path.startsWith(base) ? path.slice(base.length) : null;
    const found = inside === null ? null : await read(inside === '' ? 'index.html' : inside);
    const file = found ?? (inside === null ? null : await read('404.html'));
    const status = found ? 200 : 404;
    let body = file?.body ?? Buffer.from('Not below the section.');
    const headers = {
      'content-type': TYPES[file?.extension ?? '.txt'] ?? 'application/octet-stream',
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'cache-control': caching(path),
      vary: 'accept-encoding',
    };
    const accepted = request.headers['accept-encoding'] ?? '';
    if (slow.at && file?.extension === '.html') {
      response.writeHead(status, headers);
      for (const part of parts(body, slow.at)) {
        response.write(part);
        await new Promise((resolve) => { setTimeout(resolve, 40); });
      }
      response.end();
      return;
    }
    const encoding = encodings.find((name) => accepted.includes(name));
    if (encoding && !PACKED.has(file?.extension)) {
      body = compress(encoding, found ? path : '404', body);
      headers['content-encoding'] = encoding;
    }
    headers['content-length'] = body.length;
    sent.push({ path: path.slice(base.length), inside: inside !== null, status, bytes: body.length });
    response.writeHead(status, headers);
    response.end(request.method === 'HEAD' ? undefined : body);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  // A connection is never closed while it rests: a client that asks at that very moment would be refused.
  server.keepAliveTimeout = 0;
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, url: origin + base, base, sent, slow, close };
}

/// A page, cut before each match of an expression.
function parts(body, expression) {
  const text = body.toString('utf8');
  const cuts = [...text.matchAll(expression)].map(({ index }) => index);
  return [0, ...cuts].map((from, number) => text.slice(from, cuts[number])).filter((part) => part !== '');
}
