// The theme `giay` holds to what `portal` does: samples of every kind of page are valid and violate no rule of WCAG 2.2, and
// an article stays within the budget. `npm run giay` takes the tests of the
// search, of the tools, of charts and of Lighthouse to it as far as they depend on the theme; `THEME=giay` any other one.
import { after, before, test } from 'node:test';
import { join } from 'node:path';
import { OF_THE_TEXT, violations } from './lib/axe.mjs';
import { openBrowser } from './lib/browser.mjs';
import { errorsIn } from './lib/nu.mjs';
import { assertNone } from './lib/report.mjs';
import { openSite, richest, samples } from './lib/site.mjs';
import { holdBudget } from './lib/weight.mjs';

let site;
let browser;

before(async () => {
  site = await openSite({ theme: 'giay', encodings: ['gzip'] });
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await site?.close();
});

test('samples of every kind of page are valid HTML', (t) => {
  const pages = samples(site.pages);
  assertNone(errorsIn(pages.map(({ file }) => join(site.folder, file)), site.folder));
  t.diagnostic(`${pages.length} pages`);
});

test('samples of every kind of page, unfolded, 360 dark', async () => {
  assertNone(await violations(browser, site, samples(site.pages), { width: 360, scheme: 'dark' }, { unfold: OF_THE_TEXT }));
});

test('a page of every kind, 1280 light', async () => {
  assertNone(await violations(browser, site, richest(site.pages), { width: 1280 }));
});

test('an article with one picture', async (t) => {
  t.diagnostic(JSON.stringify(await holdBudget(browser, site, 360)));
});
