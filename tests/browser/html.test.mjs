// The W3C's Nu HTML checker finds no error in any page, at present and while the contest takes entries.
import { spawnSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import vnu from 'vnu-jar';
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
  const call = ['-Xss4m', '-jar', vnu, '--skip-non-html', '--errors-only', '--format', 'json', site.folder, early.folder];
  const { error, stderr } = spawnSync('java', call, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error) throw new Error(`The Nu HTML checker needs Java: ${error.message}`);
  const { messages } = JSON.parse(stderr);
  assertNone(
    messages.map(({ url, message, extract, lastLine }) => {
      const file = url ? relative(site.folder, fileURLToPath(url)) : '';
      return [`${file}:${lastLine}`, `${message}\n    ${extract?.trim()}`];
    }),
  );
  t.diagnostic(`${site.pages.length} pages and ${early.pages.length} earlier ones`);
});
