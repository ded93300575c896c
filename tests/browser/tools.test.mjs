// The tools of an article: text size by keyboard, kept between visits, without layout shift for readers who never chose
// one; copying the link; read aloud and share only where the browser supports them; nothing without JavaScript.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWindow, watch } from './lib/browser.mjs';
import { browser, site } from './lib/opened.mjs';

const ARTICLE = 'tin-tuc/hai-tinh-moi-hai-ten-cu/';

/// In the page: the text size in pixels, and the number of layout shifts.
const look = () => {
  const shifts = performance.getEntriesByType('layout-shift');
  return { size: getComputedStyle(document.documentElement).fontSize, shifts: shifts.length + (window.moved ?? 0) };
};

const noteShifts = () => {
  window.moved = 0;
  new PerformanceObserver((list) => (window.moved += list.getEntries().filter((one) => !one.hadRecentInput).length)).observe({ type: 'layout-shift', buffered: true });
};

for (const width of [360, 1280]) {
  test(`text size by keyboard, kept between visits, ${width} pixels`, async () => {
    const window = await openWindow(browser, { width });
    await window.addInitScript(noteShifts);
    const page = await window.newPage();
    const troubles = watch(page, site);
    await page.goto(site.url + ARTICLE, { waitUntil: 'networkidle' });
    assert.deepEqual(await page.evaluate(look), { size: '16px', shifts: 0 });
    await page.click('.tools-fold summary');
    await page.focus('[data-tool=larger]');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Space');
    assert.match(await page.textContent('.tools [role=status]'), /130/);
    for (const path of [ARTICLE, 'mo-hinh/', '']) {
      await page.goto(site.url + path, { waitUntil: 'networkidle' });
      // No script blocks the first paint, so the chosen size may be applied just after it, but only once.
      const { size, shifts } = await page.evaluate(look);
      assert.equal(size, '20.8px', path);
      assert.ok(shifts <= 1, `${path} moves ${shifts} times`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${path} is not too wide`);
    }
    await page.goto(site.url + ARTICLE);
    await page.click('.tools-open [data-tool=usual]');
    assert.equal((await page.evaluate(look)).size, '16px');
    assert.deepEqual(troubles, []);
    await window.close();
  });
}

test('entries, models and standing pages have the tools too', async () => {
  const window = await openWindow(browser);
  const page = await window.newPage();
  for (const kind of ['entry', 'model', 'page']) {
    const { path } = site.pages.find((one) => one.kind === kind);
    await page.goto(site.url + path, { waitUntil: 'networkidle' });
    const seen = await page.locator('.tools button:visible').evaluateAll((all) => all.map((one) => one.dataset.tool));
    assert.deepEqual(seen.slice(0, 4), ['smaller', 'usual', 'larger', 'print'], path);
  }
  await window.close();
});

test('only what the browser knows is offered', async () => {
  const window = await openWindow(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  await window.addInitScript(() => {
    window.said = [];
    const voices = [{ lang: 'vi-VN', localService: false }, { lang: 'en-US', localService: true }];
    Object.defineProperty(window, 'speechSynthesis', { value: { getVoices: () => voices, speak: (one) => window.said.push(one.text), cancel() {} } });
    window.SpeechSynthesisUtterance = class {
      constructor(text) {
        this.text = text;
      }
    };
    if (location.search === '?voice') voices.push({ lang: 'vi-VN', localService: true });
  });
  const page = await window.newPage();
  const seen = () => page.locator('.tools button:visible').evaluateAll((all) => all.map((one) => one.dataset.tool));
  await page.goto(site.url + ARTICLE, { waitUntil: 'networkidle' });
  assert.ok(!(await seen()).includes('speak'), 'a voice of another place or language is none');
  await page.click('.tools-open [data-tool=copy]');
  await page.waitForFunction(() => document.querySelector('.tools-open [role=status]').textContent);
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), site.url + ARTICLE);
  await page.goto(`${site.url}${ARTICLE}?voice`, { waitUntil: 'networkidle' });
  assert.ok((await seen()).includes('speak'));
  await page.click('.tools-open [data-tool=speak]');
  const heard = await page.evaluate(() => window.said);
  assert.ok(heard.length > 3 && heard[0].startsWith('Bốn tỉnh'), heard.join('\n'));
  await page.click('.tools-open [data-tool=speak]');
  assert.notEqual(await page.textContent('[data-tool=speak]'), await page.getAttribute('.tools', 'data-stop'));
  await window.close();
});

test('without JavaScript no tool shows and no room is kept', async () => {
  const window = await openWindow(browser, { javaScriptEnabled: false });
  const page = await window.newPage();
  await page.goto(site.url + ARTICLE);
  assert.equal(await page.locator('.tools:visible, .tools-fold:visible').count(), 0);
  await window.close();
});
