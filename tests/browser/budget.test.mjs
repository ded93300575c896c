// Transfer size of an article with one picture: gzip, with an empty cache.
import { after, before, test } from 'node:test';
import { openBrowser } from './lib/browser.mjs';
import { openSite } from './lib/site.mjs';
import { holdBudget } from './lib/weight.mjs';

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
    t.diagnostic(JSON.stringify(await holdBudget(browser, site, width)));
  });
}
