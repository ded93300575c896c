// What an article with one picture costs a reader: bytes as they travel, gzip, with an empty cache.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, openWindow } from './lib/browser.mjs';
import { openSite } from './lib/site.mjs';

/// An article with one picture; its neighbours in the margin have pictures too, which wait until they are near.
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
    const sent = site.sent.slice(from);
    await window.close();

    const isPicture = ({ path }) => path.startsWith(ARTICLE) && /\.(svg|png|jpg|webp)$/.test(path);
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
    t.diagnostic(`${JSON.stringify(figures)} ${sent.map(({ path, bytes }) => `${path} ${bytes}`).join(', ')}`);
    assert.equal(pictures.length, 1, `one picture:\n${list}`);
    assert.ok(figures.styles > 0, `a style sheet:\n${list}`);
    for (const [what, most] of Object.entries(MOST)) {
      assert.ok(figures[what] <= most, `${what}: ${figures[what]}, at most ${most}\n${list}`);
    }
  });
}
