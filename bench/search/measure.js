// What a query costs, and how good its answers are: node bench/search/measure.js SITE [CONTENT] [--pagefind]
//
// SITE is a built site (or what `cargo run --release --example search_index FOLDER SITE` wrote): it holds search/.
// CONTENT is the content/ folder it was built from: 4 syllables of a title ask for that article, with and without
// accents, and 2 pairs of its title for a keyword query. Bytes are brotli, quality 9, of what a cold cache asks for,
// the script included. With --pagefind, SITE/pagefind/ (npx pagefind --site SITE) answers the same queries.
import { readFileSync, readdirSync, statSync, existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { folderFetch } from "../../tests/client/folder.js";

const [site, content] = process.argv.slice(2).filter((one) => !one.startsWith("--"));
const script = join(site, "search/search.js");
const { openSearch } = await import(pathToFileURL(script).href);
const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }).length;
const median = (numbers, part = 0.5) => [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) * part)];

const QUERIES = {
  1: "dân tỉnh xã huyện hội khéo số đảng văn tin công nông vận mới chính".split(" "),
  2: ["dân vận", "mô hình", "nông thôn", "hành chính", "cán bộ", "chuyển đổi", "công tác", "dich vu", "phong trào", "ho so", "thủ tục", "nhân dân", "công chức", "kinh te", "văn phòng"],
  4: ["dân vận khéo tỉnh", "cải cách hành chính", "xây dựng nông thôn", "chuyen doi so quoc", "giải quyết thủ tục", "nang cao chat luong", "cán bộ công chức", "chính quyền thân thiện", "dịch vụ công trực", "doi thoai voi dan", "thi đua dân vận", "hội đồng nhân dân", "van phong tinh uy", "an ninh trật tự", "mo hinh dien hinh"],
};

/** Bytes and requests of each query from a cold cache. */
async function cold() {
  const own = brotli(readFileSync(script));
  for (const [length, queries] of Object.entries(QUERIES)) {
    const rows = [];
    for (const query of queries) {
      const { fetch, asked } = folderFetch(site, { compress: true });
      const search = await openSearch("http://site.test/search/", { fetch });
      await search.query(query);
      rows.push([asked.bytes + own, asked.requests + 1]);
    }
    const [bytes, requests] = [0, 1].map((at) => median(rows.map((row) => row[at])));
    console.log(`cold, ${length} syllables: ${(bytes / 1000).toFixed(1)} kB brotli, ${requests} requests (median of ${rows.length}; most ${(Math.max(...rows.map(([b]) => b)) / 1000).toFixed(1)} kB, ${Math.max(...rows.map(([, r]) => r))})`);
  }
}

/** Time of a query that was asked before. */
async function warm() {
  const search = await openSearch("http://site.test/search/", { fetch: folderFetch(site).fetch });
  const times = [];
  for (let round = 0; round < 6; round += 1) {
    for (const query of Object.values(QUERIES).flat()) {
      const from = performance.now();
      await search.query(query);
      if (round > 2) times.push(performance.now() - from);
    }
  }
  console.log(`warm: median ${median(times).toFixed(2)} ms, 95th percentile ${median(times, 0.95).toFixed(2)} ms`);
}

const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/Đ/g, "D");

/** Titles by address, from the front matter of articles. */
function titles(folder, found = []) {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) titles(path, found);
    else if (name.endsWith(".md")) {
      const title = /^title: "(.*)"$/m.exec(readFileSync(path, "utf8").slice(0, 600));
      if (title) found.push({ id: name.slice(0, -3), words: JSON.parse(`"${title[1]}"`).split(/[\s,“”":;]+/).filter(Boolean) });
    }
  }
  return found;
}

/** Known-item queries made from titles; the same for the same content. */
function judged() {
  const all = titles(join(content, "articles"));
  const step = Math.max(1, Math.floor(all.length / 300));
  const rows = all.filter((_, at) => at % step === 0).filter(({ words }) => words.length >= 8).slice(0, 300);
  return rows.flatMap(({ id, words }, at) => {
    const start = (at * 7) % (words.length - 4);
    const four = words.slice(start, start + 4).join(" ");
    const pairs = [...words.slice(0, 2), ...words.slice(words.length - 2)].join(" ");
    return [["title acc", four, id], ["title una", plain(four), id], ["keyword acc", pairs, id], ["keyword una", plain(pairs), id]];
  });
}

async function relevance(ask, name) {
  const sums = {};
  for (const [sort, query, id] of judged()) {
    const found = (await ask(query)).findIndex((url) => url.includes(`/${id}/`));
    sums[sort] ??= [];
    sums[sort].push(found < 0 ? 0 : 1 / (found + 1));
  }
  for (const [sort, ranks] of Object.entries(sums)) {
    console.log(`${name}, ${sort}: MRR@10 ${(ranks.reduce((a, b) => a + b, 0) / ranks.length).toFixed(3)} of ${ranks.length}`);
  }
}

async function byHand() {
  const list = JSON.parse(readFileSync(new URL("judged.json", import.meta.url), "utf8"));
  const search = await openSearch("http://site.test/search/", { fetch: folderFetch(site).fetch });
  let sum = 0;
  for (const [query, ...ids] of list) {
    const urls = (await search.query(query)).results.map(({ url }) => url);
    const at = urls.findIndex((url) => ids.some((id) => url.endsWith(`/${id}/`)));
    sum += at < 0 ? 0 : 1 / (at + 1);
    if (at !== 0) console.log(`  by hand: ${query} → ${at < 0 ? "none" : at + 1} (${urls[0] ?? "nothing"})`);
  }
  console.log(`by hand: MRR@10 ${(sum / list.length).toFixed(3)} of ${list.length}`);
}

function sizes(folder, found = { files: 0, bytes: 0 }) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) sizes(path, found);
    else [found.files, found.bytes] = [found.files + 1, found.bytes + statSync(path).size];
  }
  return found;
}

const { files, bytes } = sizes(join(site, "search"));
console.log(`index: ${files} files, ${(bytes / 1e6).toFixed(1)} MB`);
if (process.argv.includes("--by-hand")) await byHand();
else {
  await cold();
  await warm();
  if (content) {
    const search = await openSearch("http://site.test/search/", { fetch: folderFetch(site).fetch });
    await relevance(async (query) => (await search.query(query)).results.map(({ url }) => url), "bantin");
  }
}
if (process.argv.includes("--pagefind") && existsSync(join(site, "pagefind"))) {
  const base = pathToFileURL(join(site, "pagefind/")).href;
  globalThis.fetch = async (url) => new Response(readFileSync(new URL(url)));
  const pagefind = await import(base + "pagefind.js");
  await pagefind.options({ basePath: base, baseUrl: "/" });
  const ask = async (query) => Promise.all((await pagefind.search(query)).results.slice(0, 10).map(async (one) => (await one.data()).url));
  const times = [];
  for (const query of Object.values(QUERIES).flat()) {
    await ask(query);
    const from = performance.now();
    await ask(query);
    times.push(performance.now() - from);
  }
  console.log(`pagefind, warm: median ${median(times).toFixed(1)} ms, 95th percentile ${median(times, 0.95).toFixed(1)} ms`);
  if (content) await relevance(ask, "pagefind");
}
