// What an article with one picture costs: gzip, with an empty cache.
import assert from 'node:assert/strict';
import { openWindow } from './browser.mjs';

/// An article with one picture. Pictures in cards of other records are loaded lazily near the viewport and not counted.
const ARTICLE = 'tin-tuc/hai-tinh-moi-hai-ten-cu/';

const MOST = { transfer: 30_000, requests: 5, styles: 12_000, scripts: 6_000 };

/// Opens the article in a window of this width and compares what was sent with what is allowed. The site compresses
/// with gzip alone.
export async function holdBudget(browser, site, width) {
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
  assert.equal(pictures.length, 1, `one picture:\n${list}`);
  assert.ok(figures.styles > 0, `a style sheet:\n${list}`);
  for (const [what, most] of Object.entries(MOST)) {
    assert.ok(figures[what] <= most, `${what}: ${figures[what]}, at most ${most}\n${list}`);
  }
  return figures;
}
