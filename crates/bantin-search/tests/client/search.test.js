// Vietnamese queries over the index of documents.json, which main.rs writes; the joined script is asked.
import assert from "node:assert/strict";
import { mkdtemp, cp, readFile, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import { cases, urls } from "./cases.js";
import { folderFetch } from "./folder.js";

const folder = process.env.BANTIN_SEARCH;
if (!folder) throw new Error("BANTIN_SEARCH names no folder with an index; run `cargo test -p bantin-search --test client`");
const { openSearch } = await import(pathToFileURL(join(folder, "search/search.js")).href);
const BASE = "https://portal.example.vn/search/";

const open = (from = folder) => openSearch(BASE, { fetch: folderFetch(from).fetch });
cases({ test, assert, search: await open() });

test("a stale query is cancelled", async () => {
  const fresh = await open();
  const control = new AbortController();
  const asked = fresh.query("dân vận", { signal: control.signal });
  control.abort();
  await assert.rejects(asked, { name: "AbortError" });
  assert.ok((await fresh.query("dân vận")).total > 0);
});

test("facets are named in the language that is asked for, and say where they are not", async () => {
  const fresh = await open();
  const { facets } = await fresh.query("trồng dưa", { labels: "en", facets: ["locality"] });
  assert.deepEqual(facets.field, [{ value: "kinh-te", label: "Field kinh-te", count: 1 }]);
  assert.deepEqual(facets.locality, [{ value: "yen-bai", label: "Xã yen-bai", lang: "vi", count: 1 }]);
  const own = await fresh.query("trồng dưa", { facets: ["locality"] });
  assert.deepEqual(own.facets.locality, [{ value: "yen-bai", label: "Xã yen-bai", count: 1 }]);
});

test("names are found, and an excerpt shows sentences all the same", async () => {
  const fresh = await open();
  const { results } = await fresh.query("lưới ngọt");
  assert.equal(results[0].url, "/mo-hinh/dua-luoi/");
  assert.equal(results[0].excerpt, "Bà con cùng trồng dưa.");
});

test("a file is asked for once", async () => {
  const { fetch, asked } = folderFetch(folder);
  const counted = await openSearch(BASE, { fetch });
  await counted.query("dân vận khéo");
  const before = asked.requests;
  await counted.query("dân vận khéo");
  assert.equal(asked.requests, before);
});

test("a damaged, a newer and a changed index say so", async () => {
  const copy = await mkdtemp(join(tmpdir(), "bantin-"));
  await cp(folder, copy, { recursive: true });
  const [generation] = (await readdir(join(copy, "search"))).filter((name) => /^[0-9a-f]{16}$/.test(name));
  const shards = join(copy, "search", generation, "p");
  for (const name of await readdir(shards)) {
    const bytes = await readFile(join(shards, name));
    bytes[bytes.length >> 1] ^= 255;
    await writeFile(join(shards, name), bytes);
  }
  await assert.rejects((await open(copy)).query("dân vận"), /hỏng.*damaged/);
  const manifest = join(copy, "search/manifest.json");
  const text = await readFile(manifest, "utf8");
  await writeFile(manifest, text.replace('"version":3', '"version":4'));
  await assert.rejects(open(copy), /mới hơn.*newer/);
  await writeFile(manifest, text.replace(generation, "0000000000000000"));
  await assert.rejects((await open(copy)).query("dân vận"), /đã đổi.*changed/);
  await writeFile(manifest, text.slice(0, 50));
  await assert.rejects(open(copy), /hỏng.*damaged/);
});

test("pages kept by the browser serve without a network", async () => {
  const kept = new Map();
  const cache = {
    match: async (url) => kept.get(String(url))?.clone(),
    put: async (url, response) => void kept.set(String(url), response),
    keys: async () => [...kept.keys()].map((url) => ({ url })),
    delete: async ({ url }) => kept.delete(url),
  };
  globalThis.caches = /** @type {any} */ ({ open: async () => cache });
  try {
    await (await open()).query("dân vận khéo");
    const offline = await openSearch(BASE, { fetch: async () => Promise.reject(new TypeError("no network")) });
    assert.equal(urls(await offline.query("dân vận khéo"))[0], "dan-van-kheo");
  } finally {
    delete globalThis.caches;
  }
});
