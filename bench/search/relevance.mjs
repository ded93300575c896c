// Relevance and cost of the search over a built site, or an index alone, and a file of questions.
//
// node bench/search/relevance.mjs FOLDER QUESTIONS [options]
//
// FOLDER holds `search/`. QUESTIONS has one JSON object a line: `q`, the query; `rel`, the last parts of the right URLs;
// `n`, where given, groups the costs. The script is that of the working tree, whatever stands in the folder.
//
//   --slices LIST   ways of typing, by commas, or `all`; `clean,bare` by default (slices.mjs)
//   --sample N      so many questions, spread over the file
//   --set K=V       a lever of client/ranking.js; may be repeated
//   --levers        measures also with each lever switched off alone
//   --cold          bytes, requests and journeys of each question on a first visit, without the script
//   --json          prints JSON instead of tables
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { RANKING } from "../../crates/bantin-search/client/ranking.js";
import { openSearch } from "../../crates/bantin-search/client/search.js";
import { Folder } from "./folder.mjs";
import { SLICES, drawing } from "./slices.mjs";
import { quantile } from "./table.mjs";

const BASE = "https://portal.example.vn/search/";
/** What switches a lever off, where that is not 0 or false. */
const OFF = { idfPower: 1, questionWords: 1 };

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    slices: { type: "string", default: "clean,bare" },
    sample: { type: "string" },
    set: { type: "string", multiple: true, default: [] },
    levers: { type: "boolean", default: false },
    cold: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
if (positionals.length !== 2) throw new Error("relevance.mjs FOLDER QUESTIONS [options]");
const folder = new Folder(resolve(positionals[0]));
const questions = sampled(readFileSync(positionals[1], "utf8").trim().split("\n").map((line) => JSON.parse(line)), Number(options.sample));
for (const set of options.set) apply(...set.split("="));

const slices = options.slices === "all" ? Object.keys(SLICES) : options.slices.split(",");
const relevance = [];
for (const slice of slices) relevance.push({ slice, ...(await measured(slice)) });
const levers = options.levers ? await withoutEach(slices) : [];
const costs = options.cold ? await cold() : [];
if (options.json) console.log(JSON.stringify({ relevance, levers, costs }, null, 1));
else [relevance, levers, costs].filter((rows) => rows.length).forEach((rows) => console.log(`${table(rows)}\n`));

/** @param {any[]} rows */
function sampled(rows, count) {
  if (!count || count >= rows.length) return rows;
  return Array.from({ length: count }, (_, at) => rows[Math.floor(((at + 0.5) * rows.length) / count)]);
}

function apply(lever, value) {
  if (!(lever in RANKING)) throw new Error(`no lever ${lever}; there are ${Object.keys(RANKING).join(", ")}`);
  RANKING[lever] = JSON.parse(value);
}

/** Whether a result is one of the right ones, by the last part of its URL. */
function isRight({ url }, rel) {
  const last = url.replace(/\/$/, "").split("/").pop();
  return rel.some((id) => id.toLowerCase() === last);
}

/** The figures of one slice, asked in one session. */
async function measured(slice) {
  const random = drawing(20261129);
  const search = await openSearch(BASE, { fetch: folder.fetch });
  const ranks = [];
  const times = [];
  let empty = 0;
  for (const { q, rel } of questions) {
    const typed = SLICES[slice](q.normalize("NFC"), random);
    if (typed === null || (typed === q && !["clean", "bare"].includes(slice))) continue;
    const start = performance.now();
    const { results } = await search.query(typed, { limit: 10, typing: slice === "last word cut" });
    times.push(performance.now() - start);
    ranks.push(results.findIndex((result) => isRight(result, rel)) + 1);
    empty += Number(!results.length);
  }
  const count = ranks.length || 1;
  return {
    queries: ranks.length,
    mrr: ranks.reduce((sum, rank) => sum + (rank ? 1 / rank : 0), 0) / count,
    recall: ranks.filter(Boolean).length / count,
    empty,
    ms: quantile(times),
    "ms 95 %": quantile(times, 0.95),
  };
}

/** What each lever is worth: the MRR without it, and the difference that it makes. */
async function withoutEach(slices) {
  const rows = [];
  for (const [lever, value] of Object.entries(RANKING)) {
    RANKING[lever] = OFF[lever] ?? (typeof value === "boolean" ? false : 0);
    for (const slice of slices) {
      const { mrr } = await measured(slice);
      const own = relevance.find((row) => row.slice === slice).mrr;
      rows.push({ lever, slice, "without it": mrr, worth: own - mrr });
    }
    RANKING[lever] = value;
  }
  return rows;
}

/** Bytes, requests and journeys of first visits, by `n` of the questions. */
async function cold() {
  const host = new Folder(folder.folder, { wait: 4 });
  const groups = new Map();
  for (const question of questions) groups.set(question.n ?? "all", [...(groups.get(question.n ?? "all") ?? []), question]);
  const rows = [];
  for (const [n, group] of groups) {
    const costs = [];
    for (const { q } of group) {
      host.restart();
      const search = await openSearch(BASE, { fetch: host.fetch });
      // The manifest travels with the script: it costs its bytes, but neither a request nor a journey.
      host.cost.requests = host.cost.journeys = host.answered = 0;
      await search.query(q, { limit: 10 });
      costs.push(host.cost);
    }
    const of = (key, part) => quantile(costs.map((cost) => cost[key]), part);
    rows.push({
      n, queries: costs.length, kB: of("bytes") / 1000, "kB 95 %": of("bytes", 0.95), requests: of("requests"),
      "requests 95 %": of("requests", 0.95), journeys: of("journeys"), "journeys 95 %": of("journeys", 0.95),
    });
    rows.at(-1)["kB 95 %"] /= 1000;
  }
  return rows;
}

/** @param {Record<string, any>[]} rows */
function table(rows) {
  const heads = Object.keys(rows[0]);
  const shown = (key, value) => {
    if (typeof value !== "number" || Number.isInteger(value)) return String(value);
    return value.toFixed(/mrr|recall|worth|without/.test(key) ? 4 : 1);
  };
  const lines = [heads, heads.map((_, at) => (at ? "---:" : "---")), ...rows.map((row) => heads.map((key) => shown(key, row[key])))];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
