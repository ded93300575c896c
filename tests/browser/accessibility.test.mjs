// No page violates a rule of WCAG 2.2, level A or AA, that axe-core checks: pages across the section on a desktop (each
// one with `EVERY_PAGE=1`), samples of every kind of page on both widths and in both colour schemes, and one page of each
// kind in forced colours and with reduced motion.
import { after, before, test } from 'node:test';
import { OF_THE_TEXT, violations } from './lib/axe.mjs';
import { openBrowser } from './lib/browser.mjs';
import { assertNone } from './lib/report.mjs';
import { across, EVERY_PAGE, OPEN, openSite, richest, samples } from './lib/site.mjs';

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

// On a desktop, where contents lie open, pages across the section besides the samples.
test('pages across the section and samples of every kind of page, unfolded, 1280 light', async (t) => {
  const pages = [...new Set([...across(site.pages), ...samples(site.pages)])];
  assertNone(await violations(browser, site, pages, { width: 1280, scheme: 'light' }, { unfold: OF_THE_TEXT }));
  t.diagnostic(`${pages.length} pages`);
});

// Colours depend on the scheme and sizes on the width: each of both once, and all four with `EVERY_PAGE=1`. Forced colours
// are those of the reader; what is left of the rules looks at the same elements as before, so that one page of a kind is
// enough.
const LOOKS = [
  [{ width: 360, scheme: 'dark' }, samples],
  [{ width: 360, contrast: 'active', motion: 'reduce' }, EVERY_PAGE ? samples : richest],
  ...(EVERY_PAGE ? [[{ width: 360, scheme: 'light' }, samples], [{ width: 1280, scheme: 'dark' }, samples]] : []),
];

for (const [look, chosen] of LOOKS) {
  test(`samples of every kind of page, unfolded, ${Object.values(look).join(' ')}`, async (t) => {
    const pages = chosen(site.pages);
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
