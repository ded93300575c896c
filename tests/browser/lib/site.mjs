// The section in `content/`, built once per test file and served as by a portal.
//
// The port is chosen before the build, because pages contain their address (`--base-url`). The address has a path,
// because the section must work below any folder. `site.pages` lists every page with its kind and language.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from './server.mjs';

export const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));

/// The clock of the builds: after the results of the contest and a day after the newest article, so that every kind of
/// page and file exists.
export const NOW = '2026-02-11 09:00';

/// A day on which the contest takes entries.
export const OPEN = '2024-06-03 09:00';

const BASE = '/chuyen-trang/';

/// Builds and serves the section. `theme`: another theme than that of its settings; `encodings`: allowed compressions,
/// best first; `added`: files besides those of the repository, by path.
export async function openSite({ now = NOW, theme = process.env.THEME, encodings, added } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'bantin-browser-'));
  const output = join(folder, 'public');
  const server = await startServer({ folder: output, base: BASE, encodings });
  const close = async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const target = process.env.CARGO_TARGET_DIR ?? join(REPOSITORY, 'target');
    const program = process.env.BANTIN ?? join(target, 'debug/bantin');
    const changed = { ...themed(theme), ...added };
    const root = Object.keys(changed).length ? copyWith(folder, changed) : '.';
    const build = ['--root', root, '-q', 'build', '-o', output, '--now', now, '--base-url', server.url];
    execFileSync(program, build, { cwd: REPOSITORY, stdio: ['ignore', 'ignore', 'pipe'] });
    return { ...server, folder: output, pages: pagesOf(output), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/// The settings with another theme.
function themed(theme) {
  if (!theme) return {};
  const path = 'content/site.yaml';
  return { [path]: readFileSync(join(REPOSITORY, path), 'utf8').replace(/^theme: .*$/m, `theme: ${theme}`) };
}

/// A copy of `content/` and `themes/` with more files.
function copyWith(folder, added) {
  const root = join(folder, 'site');
  for (const part of ['content', 'themes']) cpSync(join(REPOSITORY, part), join(root, part), { recursive: true });
  for (const [path, content] of Object.entries(added)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/// Every file below a folder by its path with `/`, sorted.
export function filesOf(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.path, entry.name)));
  return files.map((file) => file.split(sep).join('/')).sort();
}

/// Every page: `path` relative to the section as in its address, `file`, `kind`, `language`, `html`.
function pagesOf(folder) {
  return filesOf(folder).filter((file) => file.endsWith('.html')).map((file) => {
    const html = readFileSync(join(folder, file), 'utf8');
    return {
      path: file.replace(/(^|\/)index\.html$/, '$1'),
      file,
      kind: kindOf(file, html),
      language: /<html lang="(\w+)"/.exec(html)?.[1],
      html,
    };
  });
}

/// The kind of a page, from the class of its `<body>`.
function kindOf(file, html) {
  if (html.includes('http-equiv="refresh"')) return 'redirect';
  if (file === '404.html') return '404';
  const kind = /<body class="(?:[^"]* )?is-([a-z]+)/.exec(html)?.[1];
  if (!kind) throw new Error(`${file} does not say which kind of page it is`);
  return kind;
}

/// Pages other than redirects.
export function readable(pages) {
  return pages.filter((page) => page.kind !== 'redirect');
}

/// Whether tests that look at each page alone, one after the other, do so for all: minutes, and the same faults as a rule.
export const EVERY_PAGE = process.env.EVERY_PAGE === '1';

/// How many pages of a kind and language `across` takes.
const OF_A_KIND = 4;

/// Pages of each kind and language, from its first to its last at equal distances; all with `EVERY_PAGE=1`.
export function across(pages) {
  if (EVERY_PAGE) return readable(pages);
  return groups(pages).flatMap((group) => {
    const taken = Math.min(group.length, OF_A_KIND);
    return Array.from({ length: taken }, (_, place) => group[Math.floor((place * group.length) / taken)]);
  });
}

/// A representative sample: for each kind and language as many pages as needed to contain every element, CSS class and
/// role of that kind and language, largest coverage first.
export function samples(pages) {
  return groups(pages).flatMap(cover);
}

/// For each kind and language the page with the largest coverage.
export function richest(pages) {
  return groups(pages).map((group) => cover(group)[0]);
}

function groups(pages) {
  const groups = new Map();
  for (const page of readable(pages)) {
    const key = `${page.kind} ${page.language}`;
    groups.set(key, [...(groups.get(key) ?? []), page]);
  }
  return [...groups.values()];
}

function cover(group) {
  const left = group.map((page) => ({ page, parts: partsOf(page.html) }));
  const seen = new Set();
  const chosen = [];
  const news = ({ parts }) => parts.filter((part) => !seen.has(part)).length;
  for (;;) {
    left.sort((a, b) => news(b) - news(a));
    const best = left.shift();
    if (!best || news(best) === 0) return chosen;
    best.parts.forEach((part) => seen.add(part));
    chosen.push(best.page);
  }
}

function partsOf(html) {
  const elements = [...html.matchAll(/<([a-z][a-z0-9]*)[\s>]/g)].map((found) => found[1]);
  const classes = [...html.matchAll(/ (?:class|role)="([^"]*)"/g)].flatMap((found) => found[1].split(' '));
  return [...new Set([...elements, ...classes])];
}
