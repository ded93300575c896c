// No page violates a rule of WCAG 2.2, level A or AA, that axe-core checks: pages across the section on a
// desktop (each one with `EVERY_PAGE=1`), and samples of every kind of page in both colour schemes and widths, in forced
// colours and with reduced motion.
import { after, before, test } from 'node:test';
import { OF_THE_TEXT, violations } from './lib/axe.mjs';
import { openBrowser } from './lib/browser.mjs';
import { assertNone } from './lib/report.mjs';
import { across, EVERY_PAGE, OPEN, openSite, samples } from './lib/site.mjs';

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

test('pages across the section', async (t) => {
  const pages = across(site.pages);
  assertNone(await violations(browser, site, pages, {}));
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
    assertNone(await violations(browser, site, pages, look, { unfold: OF_THE_TEXT }));
    t.diagnostic(`${pages.length} pages`);
  });
}

test('the menu and the search box of the head, opened on a phone', async () => {
  const home = site.pages.filter(({ kind }) => kind === 'home');
  for (const unfold of ['.menu details', '.find']) {
    for (const scheme of ['light', 'dark']) {
      assertNone(await violations(browser, site, home, { width: 360, scheme }, { unfold, within: '.masthead' }));
    }
  }
});

test('pages of a contest that takes entries, and of those that show it', async (t) => {
  const kinds = ['home', 'contests', 'contest', 'entries', 'results', 'rules'];
  const pages = samples(early.pages).filter(({ kind }) => kinds.includes(kind));
  for (const look of [{ width: 360, scheme: 'dark' }, { width: 1280, scheme: 'light' }]) {
    assertNone(await violations(browser, early, pages, look, { unfold: OF_THE_TEXT }));
  }
  t.diagnostic(`${pages.length} pages`);
});
