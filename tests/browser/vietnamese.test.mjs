// The cases of crates/bantin-search/tests/client, which Node runs too, in a browser: the index of its documents.json is
// queried over HTTP by the published script, and text functions are tested through their modules.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openBrowser, watch } from './lib/browser.mjs';
import { startServer } from './lib/server.mjs';
import { REPOSITORY } from './lib/site.mjs';

const CLIENT = 'crates/bantin-search/tests/client/';

let folder;
let server;
let browser;
let page;
let heard;

before(async () => {
  // The first test that needs the index writes it.
  execFileSync('cargo', ['test', '--locked', '--quiet', '--test', 'client', '.test.js'], {
    cwd: REPOSITORY,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const target = process.env.CARGO_TARGET_DIR ?? join(REPOSITORY, 'target');
  folder = mkdtempSync(join(tmpdir(), 'bantin-browser-'));
  symlinkSync(join(target, 'tmp/search-client/search'), join(folder, 'search'));
  for (const name of ['crates', 'tests']) symlinkSync(join(REPOSITORY, name), join(folder, name));
  symlinkSync(join(REPOSITORY, 'themes/portal/static/icon.svg'), join(folder, 'favicon.ico'));
  server = await startServer({ folder, base: '/' });
  browser = await openBrowser();
  page = await browser.newPage();
  await page.goto(`${server.url}${CLIENT}documents.json`);
  heard = watch(page, server);
});

after(async () => {
  await browser?.close();
  await server?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/// Runs cases in the page; returns `[name, failure]` for each.
async function inPage(run) {
  const results = await page.evaluate(run);
  assert.ok(results.length > 5, 'the cases are there');
  return results;
}

/// In the page: the queries of cases.js.
async function queries() {
  const [{ cases }, { assert }, { openSearch }] = await Promise.all([
    import('/crates/bantin-search/tests/client/cases.js'),
    import('/tests/browser/lib/page_assert.js'),
    import('/search/search.js'),
  ]);
  const told = [];
  cases({ test: (name, run) => told.push([name, run]), assert, search: await openSearch('/search/') });
  const results = [];
  for (const [name, run] of told) results.push([name, await run().then(() => null, String)]);
  return results;
}

/// In the page: the texts of readings.js.
async function texts() {
  const [{ VECTORS, readings }, { assert }] = await Promise.all([
    import('/crates/bantin-search/tests/client/readings.js'),
    import('/tests/browser/lib/page_assert.js'),
  ]);
  const files = new Map();
  for (const [name, path] of Object.entries(VECTORS)) {
    files.set(name, await (await fetch(`/crates/${path}`)).json());
  }
  const results = [];
  const test = (name, run) => {
    try {
      run();
      results.push([name, null]);
    } catch (error) {
      results.push([name, String(error)]);
    }
  };
  readings({ test, assert, vectors: (name) => files.get(name) });
  return results;
}

for (const [what, run] of [['queries', queries], ['texts', texts]]) {
  test(`${what} in a browser`, async (t) => {
    for (const [name, trouble] of await inPage(run)) {
      await t.test(name, () => assert.equal(trouble, null));
    }
    assert.deepEqual(heard, []);
  });
}
