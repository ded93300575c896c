// How many files answer a query, over the 600 documents of two dozen words that tests/suite/search.rs writes.
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import { folderFetch } from "./folder.js";

const folder = process.env.BANTIN_SEARCH_MANY;
if (!folder) throw new Error("BANTIN_SEARCH_MANY names no folder with an index; run `cargo test --test suite search`");
const { openSearch } = await import(pathToFileURL(join(process.env.BANTIN_SEARCH, "search/search.js")).href);

async function cold(query, from = folder) {
  const { fetch, asked } = folderFetch(from);
  const search = await openSearch("https://portal.example.vn/search/", { fetch });
  return { answer: await search.query(query), asked };
}

/** The folders of the files that were asked for, the manifest aside. */
const folders = ({ urls }) => urls.map((url) => url.split("/").at(-2)).filter((name) => name !== "search").sort();

test("one word takes its list, and the records of what is shown", async () => {
  for (const word of ["hoa", "dân", "phien"]) {
    const { answer, asked } = await cold(word);
    assert.equal(answer.results.length, 10);
    const taken = folders(asked);
    assert.equal(taken.filter((name) => name === "s").length, 1, word);
    assert.ok(taken.filter((name) => name === "r").length <= 10, word);
  }
});

test("ten results of four words come out of few files", async () => {
  const counts = [];
  for (const query of ["dân vận khéo nông", "nước sạch học sinh", "rừng xanh bản làng", "van hoa doan ket", "chợ phiên dân vận"]) {
    const { answer, asked } = await cold(query);
    assert.equal(answer.results.length, 10);
    counts.push(asked.requests);
  }
  assert.ok(counts.sort((a, b) => a - b)[2] <= 25, counts.join());
});

test("a long question reads a bounded number of lists", async () => {
  const words = "dân vận khéo nông thôn mới chính quyền đường hoa nước sạch học sinh rừng xanh bản làng văn hóa đoàn kết chợ phiên";
  const { answer, asked } = await cold(words);
  assert.equal(answer.results.length, 10);
  assert.equal(answer.corrected, null, "what is not read is no mistake");
  const lists = folders(asked).filter((name) => name === "s" || name === "p");
  assert.ok(lists.length <= 16, lists.join());
});

test("texts are fetched for excerpts only when these are asked for", async () => {
  const { answer, asked } = await cold("nước sạch");
  const before = asked.requests;
  const better = await answer.excerpts();
  assert.deepEqual(better.map(({ url }) => url), answer.results.map(({ url }) => url));
  assert.ok(better.every(({ excerpt }) => excerpt.includes("<mark>")), "each excerpt shows the match");
  assert.ok(asked.requests > before);
});

test("the manifest that came with the script saves a journey, and today's is asked for after the first answer", async () => {
  const base = new URL("search/", pathToFileURL(join(process.env.BANTIN_SEARCH, "/")));
  const asked = [];
  const fetch = async (url) => {
    asked.push(new URL(url).pathname.split("/").pop());
    return new Response(await readFile(new URL(url)));
  };
  const search = await openSearch(base, { fetch });
  assert.deepEqual(asked, []);
  assert.ok((await search.query("dân vận khéo")).total > 0);
  assert.ok(!asked.includes("manifest.json"));
  await new Promise((done) => setTimeout(done, 1700));
  assert.equal(asked.at(-1), "manifest.json");
});

test("a search that is open while the site is published anew answers from the new index", async () => {
  const copy = await mkdtemp(join(tmpdir(), "bantin-"));
  await cp(process.env.BANTIN_SEARCH, copy, { recursive: true });
  const search = await openSearch("https://portal.example.vn/search/", { fetch: folderFetch(copy).fetch });
  await rm(join(copy, "search"), { recursive: true });
  await cp(folder, copy, { recursive: true });
  const [answer, { words }] = await Promise.all([search.query("hoa"), search.suggest("ho")]);
  assert.ok(answer.results.every(({ url }) => /^\/tin-tuc\/\d+\/$/.test(url)), answer.results[0]?.url);
  assert.ok(words.length > 0);
  assert.equal((await search.query("dân vận")).results.length, 10);
});
