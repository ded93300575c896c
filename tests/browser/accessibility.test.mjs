// No page violates a rule of WCAG 2.2, level A or AA, that axe-core checks: pages across the section on a
// desktop (each one with `EVERY_PAGE=1`), and samples of every kind of page in both colour schemes and widths, in forced
// colours and with reduced motion.
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import { inTabs, openBrowser, openWindow } from './lib/browser.mjs';
import { assertNone } from './lib/report.mjs';
import { across, EVERY_PAGE, OPEN, openSite, samples } from './lib/site.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

let site;
let early;
let browser;

before(async () => {
  site = await openSite();
  early = await openSite({ now: OPEN });
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await site?.close();
  await early?.close();
});

/// Violations found by axe-core on `pages`, in a window made with `look`. With `unfold`, collapsed content is checked
/// too.
async function violations(pages, look, { unfold = false, from = site } = {}) {
  const window = await openWindow(browser, look);
  await window.addInitScript({ content: axe.source });
  // In forced colours the reader's colours apply, but axe-core would check those of the style sheet.
  const rules = look.contrast ? { 'color-contrast': { enabled: false } } : {};
  const options = { runOnly: TAGS, resultTypes: ['violations'], preload: false, rules };
  const found = [];
  await inTabs(window, pages, async (page, { path }) => {
    await page.goto(from.url + path);
    if (unfold) await page.evaluate(() => document.querySelectorAll('details').forEach((part) => (part.open = true)));
    const results = await page.evaluate((options) => window.axe.run(document, options), options);
    for (const { id, nodes } of results.violations) {
      found.push(...nodes.map((node) => [path, `${id}: ${node.html}\n    ${node.failureSummary}`]));
    }
  });
  await window.close();
  return found;
}

test('pages across the section', async (t) => {
  const pages = across(site.pages);
  assertNone(await violations(pages, {}));
  t.diagnostic(`${pages.length} pages`);
});

// Colours depend on the scheme and sizes on the width: each of both once, and all four with `EVERY_PAGE=1`.
const LOOKS = [
  { width: 360, scheme: 'dark' },
  { width: 1280, scheme: 'light' },
  { width: 360, contrast: 'active', motion: 'reduce' },
  ...(EVERY_PAGE ? [{ width: 360, scheme: 'light' }, { width: 1280, scheme: 'dark' }] : []),
];

for (const look of LOOKS) {
  test(`samples of every kind of page, unfolded, ${Object.values(look).join(' ')}`, async (t) => {
    const pages = samples(site.pages);
    assertNone(await violations(pages, look, { unfold: true }));
    t.diagnostic(`${pages.length} pages`);
  });
}

test('pages of a contest that takes entries, and of those that show it', async (t) => {
  const kinds = ['home', 'contests', 'contest', 'entries', 'results', 'rules'];
  const pages = samples(early.pages).filter(({ kind }) => kinds.includes(kind));
  for (const look of [{ width: 360, scheme: 'dark' }, { width: 1280, scheme: 'light' }]) {
    assertNone(await violations(pages, look, { unfold: true, from: early }));
  }
  t.diagnostic(`${pages.length} pages`);
});
