// Cost of the search and quality of its results, in a real Chromium next to Pagefind over the same pages, in one run:
//
//     npm ci --prefix tests/browser && npm install --no-package-lock --prefix bench/search
//     node bench/search/browser.mjs SITE [options]
//
// SITE is a built site. Pagefind's index of the pages in our index is written next to it (SITE.bench) and kept.
//
//   --judged SITE      the built site of content/, for the questions judged by hand (tests/vectors/judged_queries.json)
//   --index-cost CMD   prints what our index adds to a build: `cargo run --release --example search_index -- ROOT OUT`
//   --kinds article    gives Pagefind only pages of these kinds
//   --only cold,slow,warm,size,relevance   some of the measurements
//   --alone            without Pagefind
//   --items 200        number of articles that are searched for, with up to four queries each
//   --work DIR         folder of Pagefind's index
//   --http2            over HTTP/2; otherwise HTTP/1.1 with six connections
//   --json FILE        writes every single figure
//
// Engines alternate query by query, so that load of the machine slows both; compare ratios, not milliseconds.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { openBrowser } from "../../tests/browser/lib/browser.mjs";
import { cold, session } from "./chromium.mjs";
import { ownCost, pagefindIndex, size } from "./indexes.mjs";
import { pagesOf } from "./pages.mjs";
import { knownItems, lengthQueries } from "./queries.mjs";
import { serve } from "./serve.mjs";
import { table } from "./table.mjs";

// "Slow 4G" of Lighthouse is 1.6 Mbit/s down, 750 kbit/s up and a round trip of 150 ms. If single requests are
// throttled, as here, Lighthouse uses 3.75 × 150 ms for each, since a new connection takes several round trips; 150 ms
// are the cost of a request on an open connection.
const LINES = {
  "slow 4G, 562.5 ms a request": { latency: 562.5, down: 1.6e6, up: 750e3 },
  "slow 4G, 150 ms a request": { latency: 150, down: 1.6e6, up: 750e3 },
};
const SLOW_QUERIES = 9;
const WARM_ROUNDS = 3;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    judged: { type: "string" },
    "index-cost": { type: "string" },
    kinds: { type: "string" },
    only: { type: "string", default: "cold,slow,warm,size,relevance" },
    alone: { type: "boolean", default: false },
    items: { type: "string", default: "200" },
    work: { type: "string" },
    http2: { type: "boolean", default: false },
    json: { type: "string" },
  },
});
const site = resolve(positionals[0] ?? ".");
const engines = options.alone ? ["bantin"] : ["bantin", "pagefind"];
const figures = Object.fromEntries(engines.map((engine) => [engine, {}]));
const tell = (text) => process.stderr.write(`${text}\n`);

/** Serves a site, with Pagefind's index of these pages. */
async function served(folder, pages, work) {
  if (options.alone) return { server: await serve({ "/": folder }, options) };
  mkdirSync(work, { recursive: true });
  const cost = pagefindIndex(folder, pages, work);
  return { server: await serve({ "/": folder, "/pagefind/": join(work, "pagefind") }, options), cost };
}

async function measureCold(browser, server, queries) {
  for (const engine of engines) figures[engine].cold = {};
  for (const [length, list] of Object.entries(queries)) {
    for (const engine of engines) figures[engine].cold[length] = [];
    for (const query of list) {
      for (const engine of engines) figures[engine].cold[length].push({ query, ...(await cold(browser, server, engine, query)) });
    }
  }
}

async function measureSlow(browser, server, queries) {
  for (const engine of engines) figures[engine].slow = Object.fromEntries(Object.keys(LINES).map((name) => [name, []]));
  for (const query of queries) {
    for (const engine of engines) {
      // A first request, so that the server has compressed all files.
      await cold(browser, server, engine, query);
      for (const [name, line] of Object.entries(LINES)) {
        figures[engine].slow[name].push((await cold(browser, server, engine, query, line)).ms);
      }
    }
  }
}

async function measureWarm(browser, server, queries) {
  const sessions = {};
  for (const engine of engines) {
    sessions[engine] = await session(browser, server, engine);
    await sessions[engine].ask(queries);
    figures[engine].warm = [];
  }
  for (let round = 0; round < WARM_ROUNDS; round += 1) {
    for (const engine of engines) {
      const answers = await sessions[engine].ask(queries);
      figures[engine].warm.push(...answers.map(({ ms }) => ms));
    }
  }
  for (const engine of engines) await sessions[engine].close();
}

/** Reciprocal ranks of the first correct result, by kind of query. */
async function measureRelevance(browser, server, items) {
  for (const engine of engines) {
    const open = await session(browser, server, engine);
    const answers = await open.ask(items.map(({ query }) => query));
    await open.close();
    const sorts = (figures[engine].relevance ??= {});
    items.forEach(({ sort, right }, at) => {
      const rank = answers[at].urls.findIndex((url) => right.some((end) => url.endsWith(end)));
      (sorts[sort] ??= []).push(rank < 0 ? 0 : 1 / (rank + 1));
    });
  }
}

async function measureByHand(browser, folder) {
  const judged = JSON.parse(readFileSync(new URL("../../tests/vectors/judged_queries.json", import.meta.url), "utf8"));
  const items = judged.map(([query, ...ids]) => ({ sort: "judged by hand", query, right: ids.map((id) => `/${id}/`) }));
  const { server } = await served(folder, await pagesOf(folder), `${folder}.bench`);
  await measureRelevance(browser, server, items);
  server.close();
}

for (const folder of [site, options.judged].filter(Boolean)) {
  if (!existsSync(join(folder, "search/search.js"))) throw new Error(`${folder} is no built site`);
}
const load = [loadavg()[0]];
const all = await pagesOf(site);
const kinds = options.kinds?.split(",");
const pages = kinds ? all.filter(({ kind }) => kinds.includes(kind)) : all;
const articles = all.filter(({ kind }) => kind === "article");
const work = resolve(options.work ?? `${site}.bench`);
tell(`${all.length} pages, ${articles.length} of them articles`);
const queries = lengthQueries(site, articles);
const { server, cost } = await served(site, pages, work);
const browser = await openBrowser();
if (cost) figures.pagefind.cost = cost;
if (options["index-cost"]) figures.bantin.cost = ownCost(options["index-cost"]);
const steps = {
  size: () => {
    figures.bantin.size = size(join(site, "search"));
    if (cost) figures.pagefind.size = size(join(work, "pagefind"));
  },
  cold: () => measureCold(browser, server, queries),
  slow: () => measureSlow(browser, server, queries[2].slice(0, SLOW_QUERIES)),
  warm: () => measureWarm(browser, server, Object.values(queries).flat()),
  relevance: () => measureRelevance(browser, server, knownItems(site, articles, Number(options.items))),
};

/** Writes the table and figures so far, so that an interrupted run leaves its results. */
function report() {
  const told = [`${articles.length} articles`, `${all.length} pages in our index`];
  if (cost) told.push(`${cost.pages} in Pagefind's`);
  told.push(`HTTP/${options.http2 ? 2 : 1.1}`, `load of the machine ${load.map((one) => one.toFixed(1)).join(" to ")}`);
  if (options.json) {
    const run = { site, articles: articles.length, pages: all.length, http2: options.http2, load, queries, figures };
    writeFileSync(options.json, JSON.stringify(run, null, 1));
  }
  return `${told.join(", ")}\n\n${table(articles.length, figures)}`;
}

for (const name of options.only.split(",")) {
  tell(name);
  await steps[name]();
  load.push(loadavg()[0]);
  report();
}
server.close();
if (options.judged) {
  tell("judged by hand");
  await measureByHand(browser, resolve(options.judged));
}
await browser.close();
console.log(report());
