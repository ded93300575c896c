// Screenshots of every kind of page, in each language, at 360 and 1280 pixels, light and dark, for review by people:
//
//     node screenshots.mjs FOLDER [KIND …]
//
// Files are named by kind, language, width and scheme: `article-vi-360-dark.png`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { inTabs, openBrowser, openWindow } from './lib/browser.mjs';
import { openSite, richest } from './lib/site.mjs';

const [folder, ...kinds] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node screenshots.mjs FOLDER [KIND …]');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });

const site = await openSite();
const browser = await openBrowser();
try {
  const pages = richest(site.pages).filter(({ kind }) => kinds.length === 0 || kinds.includes(kind));
  for (const width of [360, 1280]) {
    for (const scheme of ['light', 'dark']) {
      const window = await openWindow(browser, { width, scheme });
      // One at a time: a window in the background is not painted completely.
      const work = async (page, { path, kind, language }) => {
        await page.goto(site.url + path);
        // Pictures below the fold are loaded lazily otherwise.
        await page.evaluate(() => document.querySelectorAll('img').forEach((picture) => (picture.loading = 'eager')));
        await page.waitForLoadState('networkidle');
        await page.screenshot({ path: join(folder, `${kind}-${language}-${width}-${scheme}.png`), fullPage: true });
      };
      await inTabs(window, pages, work, 1);
      await window.close();
    }
  }
  console.log(`${pages.length} pages, each in 4 pictures, in ${folder}`);
} finally {
  await browser.close();
  await site.close();
}
