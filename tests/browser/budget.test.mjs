// Transfer size of an article with one picture: gzip, with an empty cache.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, openWindow } from './lib/browser.mjs';
import { openSite } from './lib/site.mjs';

/// An article with one picture. Pictures in cards of other records are loaded lazily near the viewport and not counted.
const ARTICLE = 'tin-tuc/hai-tinh-moi-hai-ten-cu/';

const MOST = { transfer: 30_000, requests: 5, styles: 12_000, scripts: 6_000 };

let site;
let browser;

before(async () => {
  site = await openSite({ encodings: ['gzip'] });
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await site?.close();
});

for (const width of [360, 1280]) {
  test(`an article with one picture, ${width} pixels wide`, async (t) => {
    const window = await openWindow(browser, { width });
    const page = await window.newPage();
    const from = site.sent.length;
    await page.goto(site.url + ARTICLE, { waitUntil: 'networkidle' });
    const all = site.sent.slice(from);
    await window.close();

    const isImage = ({ path }) => /\.(svg|png|jpg|webp)$/.test(path);
    const isPicture = (file) => file.path.startsWith(ARTICLE) && isImage(file);
    const sent = all.filter((file) => isPicture(file) || !isImage(file) || file.path.startsWith('theme/'));
    const weigh = (files) => files.reduce((sum, { bytes }) => sum + bytes, 0);
    const pictures = sent.filter(isPicture);
    const rest = sent.filter((file) => !isPicture(file));
    const figures = {
      transfer: weigh(rest),
      requests: sent.length,
      styles: weigh(sent.filter(({ path }) => path.endsWith('.css'))),
      scripts: weigh(sent.filter(({ path }) => path.endsWith('.js'))),
    };
    const list = sent.map(({ path, bytes }) => `${bytes} ${path}`).join('\n');
    t.diagnostic(JSON.stringify(figures));
    assert.equal(pictures.length, 1, `one picture:\n${list}`);
    assert.ok(figures.styles > 0, `a style sheet:\n${list}`);
    for (const [what, most] of Object.entries(MOST)) {
      assert.ok(figures[what] <= most, `${what}: ${figures[what]}, at most ${most}\n${list}`);
    }
  });
}
