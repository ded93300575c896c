// Charts as displayed: every label is inside its drawing, not cut off, and large enough on a phone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWindow } from './lib/browser.mjs';
import { browser, site } from './lib/opened.mjs';

/// In CSS pixels.
const SMALLEST = 12;

for (const width of [360, 1280]) {
  test(`words of charts are whole and readable at ${width} pixels`, async () => {
    const drawn = site.pages.filter(({ html }) => html.includes('<svg class="chart"'));
    assert.ok(drawn.length > 3, 'pages have charts');
    const window = await openWindow(browser, { width });
    const page = await window.newPage();
    for (const { path } of drawn) {
      await page.goto(site.url + path);
      const found = await page.evaluate(faults, SMALLEST);
      assert.deepEqual(found, [], `${path} at ${width}`);
    }
    await window.close();
  });
}

/// In the page: labels of charts that are cut off, outside their drawing or too small.
function faults(smallest) {
  const found = [];
  for (const chart of document.querySelectorAll('svg.chart')) {
    const frame = chart.getBoundingClientRect();
    const letter = (Number(chart.getAttribute('font-size')) * frame.width) / Number(chart.getAttribute('viewBox')?.split(' ')[2]);
    if (!(letter >= smallest)) found.push(`letters of ${letter} pixels`);
    for (const text of chart.querySelectorAll('text')) {
      const box = text.getBoundingClientRect();
      const isInside =
        box.left >= frame.left - 1 && box.right <= frame.right + 1 && box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1;
      if (!isInside) found.push(`outside: ${text.textContent}`);
      if (text.textContent?.endsWith('…')) found.push(`cut: ${text.textContent}`);
    }
  }
  return found;
}
