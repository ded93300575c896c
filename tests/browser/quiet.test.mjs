// Pages have nothing in the console, no violation of the Content-Security-Policy, no request to another host, no layout
// shift while loading, even where a slow network brings a page in parts, no overflow at a width of 320 pixels, and nothing
// folded that no click opens; on a phone articles begin on the first screen but one. `EVERY_PAGE=1` looks at each page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTabs, openWindow, watch } from './lib/browser.mjs';
import { browser, site } from './lib/opened.mjs';
import { assertNone } from './lib/report.mjs';
import { across, richest, samples } from './lib/site.mjs';

/// In the page: scrolls to the end, so that lazy pictures load, and returns layout shifts and elements that are too
/// wide.
async function readToTheEnd() {
  const shifts = [];
  const note = (list) => list.getEntries().forEach((shift) => shift.hadRecentInput || shifts.push(shift));
  const observer = new PerformanceObserver(note);
  observer.observe({ type: 'layout-shift', buffered: true });
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight) {
    scrollTo(0, top);
    await frame();
  }
  await frame();
  observer.takeRecords().forEach((shift) => shifts.push(shift));
  const troubles = shifts.map(({ value, sources }) => {
    const who = sources.map(({ node }) => (node?.outerHTML ?? '').slice(0, 80)).join(' ');
    return `moves by ${value.toFixed(4)}: ${who}`;
  });
  for (const summary of document.querySelectorAll('main details:not([open]) > summary')) {
    const isShut = summary.checkVisibility() && getComputedStyle(summary).pointerEvents === 'none';
    if (isShut && !summary.nextElementSibling?.checkVisibility()) troubles.push(`no click opens: ${summary.innerText}`);
  }
  for (const box of document.querySelectorAll('li .task')) {
    const item = box.closest('li');
    if (getComputedStyle(item).listStyleType !== 'none') troubles.push(`a bullet before a box: ${item.innerText.slice(0, 40)}`);
  }
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > innerWidth) {
    const wide = [...document.body.querySelectorAll('*')].find((one) => one.getBoundingClientRect().right > innerWidth);
    troubles.push(`${scrollWidth} wide in a window of ${innerWidth}: ${wide?.outerHTML.slice(0, 80)}`);
  }
  return troubles;
}

async function troubles(pages, look) {
  const window = await openWindow(browser, look);
  const found = [];
  await inTabs(window, pages, async (page, { path }) => {
    page.removeAllListeners();
    const heard = watch(page, site);
    let seen;
    // On a busy machine a page is sometimes painted in the middle of a line; a shift caused by the page itself occurs
    // in every try.
    for (let tries = 3; tries > 0; tries -= 1) {
      await page.goto(site.url + path);
      seen = await page.evaluate(readToTheEnd);
      if (seen.length === 0) break;
    }
    found.push(...[...seen, ...heard].map((trouble) => [path, trouble]));
  });
  await window.close();
  return found;
}

test('pages across the section, on a phone of 320 pixels', async (t) => {
  const pages = across(site.pages);
  assertNone(await troubles(pages, { width: 320 }));
  t.diagnostic(`${pages.length} pages`);
});

test('samples of every kind of page, on a desktop, in the dark', async (t) => {
  const pages = samples(site.pages);
  assertNone(await troubles(pages, { width: 1280, scheme: 'dark' }));
  t.diagnostic(`${pages.length} pages`);
});

/// What begins a part of a page that a slow network brings after the others.
const PARTS = /<(?:main|section|aside|article|figure|nav|details|table|h1|form|input|span class="brand)\b/g;

/// In the page: how much of it moved while it came in parts, and who moved in the masthead. The footer, whose own parts come
/// last, may move.
async function movedMeanwhile() {
  const shifts = [];
  const observer = new PerformanceObserver((list) => shifts.push(...list.getEntries()));
  observer.observe({ type: 'layout-shift', buffered: true });
  await new Promise((resolve) => setTimeout(resolve, 200));
  const inside = (shift, selector) => shift.sources.filter(({ node }) => node?.closest?.(selector));
  const others = shifts.filter((shift) => inside(shift, '.footer').length < shift.sources.length);
  const moved = others.reduce((sum, { value }) => sum + value, 0);
  const masthead = others.flatMap((shift) => inside(shift, '.masthead')).map(({ node }) => node.outerHTML.slice(0, 80));
  return [...masthead, ...(moved > 0.01 ? [`moved by ${moved.toFixed(4)}`] : [])];
}

test('what has arrived of a page stays where it is while a slow network brings the rest', async () => {
  site.slow.at = PARTS;
  const kinds = new Set(['home', 'article', 'search', 'model', 'contest', 'results']);
  const pages = richest(site.pages).filter((page) => kinds.has(page.kind) && page.language === 'vi');
  assert.equal(pages.length, kinds.size);
  const found = [];
  try {
    for (const width of [360, 1280]) {
      const window = await openWindow(browser, { width });
      // One after the other: beside other tabs a page is painted too seldom.
      const page = await window.newPage();
      for (const { path } of pages) {
        let seen;
        for (let tries = 3; tries > 0; tries -= 1) {
          await page.goto(site.url + path);
          seen = await page.evaluate(movedMeanwhile);
          if (seen.length === 0) break;
        }
        found.push(...seen.map((trouble) => [path, `${width} wide: ${trouble}`]));
      }
      await window.close();
    }
  } finally {
    site.slow.at = null;
  }
  assertNone(found);
});

/// How long pages of numbers may be on a phone, in pixels.
const LONGEST = { contest: 5_500, statistics: 5_000 };

test('on a phone every article begins soon, its picture on the first screen, and pages of numbers end', async (t) => {
  const window = await openWindow(browser, { width: 360 });
  const found = [];
  const pages = site.pages.filter(({ kind }) => kind === 'article' || LONGEST[kind]);
  await inTabs(window, pages, async (page, { path, kind }) => {
    await page.goto(site.url + path);
    const { picture, text, height } = await page.evaluate(() => {
      const top = (one) => one && one.getBoundingClientRect().top + scrollY;
      const shown = [...document.querySelectorAll('.prose > *')].find((one) => one.checkVisibility());
      const height = document.documentElement.scrollHeight;
      return { picture: top(document.querySelector('.figure-main')), text: top(shown), height };
    });
    if (kind !== 'article') {
      if (height > LONGEST[kind]) found.push([path, `${height} high`]);
      return;
    }
    if (text === undefined || text > 900) found.push([path, `text at ${text}`]);
    if (picture > 500) found.push([path, `picture at ${picture}`]);
  });
  await window.close();
  assertNone(found);
  assert.ok(pages.length > 30 && Object.keys(LONGEST).every((kind) => pages.some((page) => page.kind === kind)));
  t.diagnostic(`${pages.length} pages`);
});

test('a missing page, however deep, is answered by the section’s own, whole', async () => {
  const window = await openWindow(browser);
  const page = await window.newPage();
  for (const path of ['khong-co/', 'tin-tuc/khong-co/sau/nua/', 'en/khong-co']) {
    const heard = watch(page, site);
    const response = await page.goto(site.url + path);
    assert.equal(response.status(), 404, path);
    assert.equal(await page.locator('h1').count(), 1, path);
    assert.notEqual(await page.locator('main').evaluate((main) => getComputedStyle(main).maxWidth), 'none', path);
    // The page itself is missing, as expected; everything that it loads must exist.
    assert.deepEqual(heard.filter((trouble) => !trouble.includes('404')), [], path);
    assert.deepEqual(heard.filter((trouble) => trouble.startsWith('404') && !trouble.endsWith(path)), [], path);
    page.removeAllListeners();
  }
  await window.close();
});

test('without JavaScript every kind of page has its text, and no button that would do nothing', async (t) => {
  const pages = richest(site.pages);
  const window = await openWindow(browser, { width: 360, javaScriptEnabled: false });
  const found = [];
  await inTabs(window, pages, async (page, { path }) => {
    await page.goto(site.url + path);
    if (!(await page.locator('h1').isVisible())) found.push([path, 'no visible h1']);
    if ((await page.locator('main').innerText()).length < 100) found.push([path, 'hardly any text']);
    for (const button of await page.locator('button:visible').all()) {
      const asks = await button.evaluate((one) => one.type === 'submit' && !!one.form?.getAttribute('action'));
      if (!asks) found.push([path, `does nothing: ${await button.innerText()}`]);
    }
  });
  await window.close();
  assertNone(found);
  t.diagnostic(`${pages.length} pages`);
});
