// Everything can be reached by keyboard: skip link, menu, search box and its results; each focused element is visible.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTabs, openWindow } from './lib/browser.mjs';
import { browser, site } from './lib/opened.mjs';
import { assertNone } from './lib/report.mjs';
import { EVERY_PAGE, richest } from './lib/site.mjs';

/// Opens a page on a phone or desktop, and closes it after `use`.
async function onPage(path, look, use) {
  const window = await openWindow(browser, look);
  const page = await window.newPage();
  await page.goto(site.url + path);
  await use(page);
  await window.close();
}

/// Presses Tab until the element matching `selector` has the focus.
async function tabTo(page, selector) {
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((selector) => document.activeElement.matches(selector), selector)) return;
  }
  assert.fail(`Tab never comes to ${selector}`);
}

/// In the page: what is wrong with the focused element; null if the focus left the page.
function troubleAtStop() {
  const stop = document.activeElement;
  if (!stop || stop === document.body) return null;
  if (stop.dataset.reached) return { again: true };
  stop.dataset.reached = 'yes';
  const name = stop.outerHTML.slice(0, 120);
  const box = stop.getBoundingClientRect();
  if (box.width < 1 || box.height < 1) return { trouble: `focus on what nobody sees: ${name}` };
  if (box.bottom < 1 || box.top > innerHeight - 1) return { trouble: `focus outside the window: ${name}` };
  const marks = (style) => (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
  const marked = [null, '::after', '::before'].some((part) => marks(getComputedStyle(stop, part)));
  if (!marked) return { trouble: `focus that cannot be seen: ${name}` };
  // Some part of it must not be covered, as by a sticky bar.
  const boxes = [...stop.getClientRects()];
  const onTop = boxes.some((box) => {
    const top = document.elementFromPoint(box.left + box.width / 2, Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 2));
    return top && (stop.contains(top) || top.contains(stop));
  });
  return onTop ? {} : { trouble: `focus that is covered: ${name}` };
}

/// In the page: what can be used by mouse but was never reached by keyboard.
function unreached() {
  const usable = 'a[href], button, input, select, textarea, summary, video[controls], audio[controls], [tabindex="0"]';
  return [...document.querySelectorAll(usable)]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0)
    .filter((one) => !one.disabled && !one.dataset.reached && one.tabIndex >= 0)
    .map((one) => `never reached: ${one.outerHTML.slice(0, 120)}`);
}

// With reduced motion, since smooth scrolling would still be in progress. Both editions have the same templates, so that
// the wide form of the English one is walked with `EVERY_PAGE=1` alone.
for (const look of [{ width: 360, scheme: 'dark', motion: 'reduce' }, { width: 1280, motion: 'reduce' }]) {
  test(`Tab goes through every kind of page and each stop is seen, ${look.width} pixels`, async (t) => {
    const window = await openWindow(browser, look);
    const found = [];
    let stops = 0;
    const pages = richest(site.pages).filter(({ language }) => EVERY_PAGE || look.width === 360 || language === 'vi');
    await inTabs(window, pages, async (page, { path }) => {
      await page.goto(site.url + path);
      for (let presses = 0; presses < 1000; presses += 1) {
        await page.keyboard.press('Tab');
        const stop = await page.evaluate(troubleAtStop);
        if (stop === null || stop.again) break;
        stops += 1;
        if (stop.trouble) found.push([path, stop.trouble]);
      }
      found.push(...(await page.evaluate(unreached)).map((trouble) => [path, trouble]));
    });
    await window.close();
    assertNone(found);
    t.diagnostic(`${pages.length} pages, ${stops} stops`);
  });
}

test('the first stop leads past the header', async () => {
  for (const path of ['', 'mo-hinh/', 'en/']) {
    await onPage(path, { width: 360 }, async (page) => {
      await page.keyboard.press('Tab');
      const skip = page.locator(':focus');
      assert.match(await skip.getAttribute('href'), /^#/);
      const box = await skip.boundingBox();
      assert.ok(box.y >= 0 && box.height >= 24, 'the skip link shows itself');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      assert.ok(await page.evaluate(() => !!document.activeElement.closest('main')), `/${path}: the next stop is in <main>`);
    });
  }
});

test('on a phone the menu opens, closes and leads on by keyboard', async () => {
  await onPage('', { width: 360 }, async (page) => {
    const first = page.locator('.menu a').first();
    assert.ok(!(await first.isVisible()), 'the menu is folded');
    await tabTo(page, '.menu summary');
    await page.keyboard.press('Enter');
    assert.ok(await first.isVisible(), 'Enter unfolds the menu');
    await page.keyboard.press('Enter');
    assert.ok(!(await first.isVisible()), 'Enter folds it again');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    const target = await page.evaluate(() => document.activeElement.href);
    assert.equal(target, await first.evaluate((link) => link.href), 'the next stop is the first link of the menu');
    await page.keyboard.press('Enter');
    await page.waitForURL(target);
  });
});

test('on a desktop the menu lies open', async () => {
  await onPage('', { width: 1280 }, async (page) => {
    await tabTo(page, '.menu a');
    const target = await page.evaluate(() => document.activeElement.href);
    await page.keyboard.press('Enter');
    await page.waitForURL(target);
  });
});

test('a search is asked and answered by keyboard', async () => {
  await onPage('', { width: 360 }, async (page) => {
    await tabTo(page, '.find summary');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement.name === 'q');
    await page.keyboard.type('mô hình');
    await page.keyboard.press('Enter');
    await page.waitForURL(/tim-kiem\/\?q=/);
    // The number of results is in a live region.
    await page.waitForFunction(() => /\d/.test(document.querySelector('.results [role=status]').textContent));
    await tabTo(page, '.results-list a');
    const target = await page.evaluate(() => document.activeElement.href);
    await page.keyboard.press('Enter');
    await page.waitForURL(target);
  });
});

test('the size of the text is changed by keyboard, and kept from page to page', async () => {
  await onPage('tin-tuc/hai-tinh-moi-hai-ten-cu/', { width: 360 }, async (page) => {
    const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.querySelector('.prose p')).fontSize));
    const usual = await size();
    await tabTo(page, '[data-tool=larger]');
    await page.keyboard.press('Enter');
    const larger = await size();
    assert.ok(larger > usual, `${larger} after ${usual}`);
    await page.reload();
    assert.equal(await size(), larger, 'after a reload');
    await page.goto(`${site.url}tin-tuc/mot-cua-tu-tinh-den-xa/`);
    assert.equal(await size(), larger, 'on another page');
    await tabTo(page, '[data-tool=usual]');
    await page.keyboard.press('Enter');
    assert.equal(await size(), usual);
  });
});
