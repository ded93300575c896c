// Builds Pagefind's index of the same pages, and measures both indexes.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { fileOf } from "./pages.mjs";

const PAGEFIND = fileURLToPath(new URL("node_modules/.bin/pagefind", import.meta.url));
// Settings as a careful user would choose: only the text, without titles of related pages.
const SETTINGS = ["--root-selector", "main", "--exclude-selectors", "nav, aside, .print-only"];

/**
 * Pagefind's index of these pages in `work/pagefind/`; kept from an earlier run over the same pages.
 * @returns {{pages: number, cpu: number, memory: number}} CPU time in seconds and peak memory in MiB
 */
export function pagefindIndex(site, pages, work) {
  const [links, out, note] = [join(work, "pages"), join(work, "pagefind"), join(work, "pagefind.json")];
  const list = [...SETTINGS, ...pages.map(({ url }) => url)];
  if (fs.existsSync(note)) {
    const kept = JSON.parse(fs.readFileSync(note, "utf8"));
    if (JSON.stringify(kept.list) === JSON.stringify(list)) return kept.cost;
  }
  for (const folder of [links, out]) fs.rmSync(folder, { recursive: true, force: true });
  for (const page of pages) {
    const file = join(links, fileOf(page));
    fs.mkdirSync(dirname(file), { recursive: true });
    linkOrCopy(join(site, fileOf(page)), file);
  }
  const command = [PAGEFIND, "--site", links, ...SETTINGS, "--output-path", out];
  const run = spawnSync("/usr/bin/time", ["-f", "cost %U %S %M", ...command], { encoding: "utf8", maxBuffer: 1 << 26 });
  const found = /^cost ([\d.]+) ([\d.]+) (\d+)$/m.exec(run.stderr ?? "");
  if (run.status !== 0 || !found) throw new Error(`pagefind failed: ${run.error ?? run.stderr}\n${run.stdout}`);
  const pagesIndexed = Number(/Indexed (\d+) pages/.exec(run.stdout)?.[1]);
  if (pagesIndexed !== pages.length) throw new Error(`pagefind indexed ${pagesIndexed} of ${pages.length} pages`);
  const cost = { pages: pagesIndexed, cpu: Number(found[1]) + Number(found[2]), memory: Number(found[3]) / 1024 };
  fs.rmSync(links, { recursive: true });
  fs.writeFileSync(note, JSON.stringify({ cost, list }));
  return cost;
}

function linkOrCopy(from, to) {
  try {
    fs.linkSync(from, to);
  } catch {
    fs.copyFileSync(from, to);
  }
}

/** What our index adds to a build, as the example `search_index` prints it. */
export function ownCost(command) {
  const run = spawnSync(command, { shell: true, encoding: "utf8" });
  const found = /cpu ([\d.]+) s memory \+(\d+) MiB/.exec(run.stdout ?? "");
  if (!found) throw new Error(`no cost from: ${command}\n${run.stdout}${run.stderr}`);
  return { cpu: Number(found[1]), memory: Number(found[2]) };
}

/** Number and bytes of an index's files, plain and gzipped one by one; without Pagefind's user interface. */
export function size(folder, sum = { files: 0, bytes: 0, gzip: 0 }) {
  for (const name of fs.readdirSync(folder)) {
    const path = join(folder, name);
    if (fs.statSync(path).isDirectory()) size(path, sum);
    else if (!/^pagefind-(ui|modular-ui|component-ui|highlight)\./.test(name)) {
      const bytes = fs.readFileSync(path);
      sum.files += 1;
      sum.bytes += bytes.length;
      sum.gzip += Math.min(bytes.length, gzipSync(bytes).length);
    }
  }
  return sum;
}
