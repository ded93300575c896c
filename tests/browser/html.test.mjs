// The W3C's Nu HTML checker finds no error in any page, at present and while the contest takes entries.
import { after, before, test } from 'node:test';
import { errorsIn } from './lib/nu.mjs';
import { assertNone } from './lib/report.mjs';
import { openSite, OPEN } from './lib/site.mjs';

let site;
let early;

before(async () => {
  site = await openSite();
  early = await openSite({ now: OPEN });
});

after(async () => {
  await site?.close();
  await early?.close();
});

test('every page is valid HTML', { timeout: 300_000 }, (t) => {
  assertNone(errorsIn([site.folder, early.folder], site.folder));
  t.diagnostic(`${site.pages.length} pages and ${early.pages.length} earlier ones`);
});
