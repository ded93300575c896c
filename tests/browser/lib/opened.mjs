// The section in `content/` and a browser, open while the tests of the importing file run.
import { after, before } from 'node:test';
import { openBrowser } from './browser.mjs';
import { openSite } from './site.mjs';

export let site;
export let browser;

before(async () => {
  site = await openSite();
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await site?.close();
});
