// Searching as a reader does: from the box on any page to the results and back, by keyboard, by touch at 360 pixels,
// without a network, without JavaScript. No state of the page violates the Content-Security-Policy or a rule of
// axe-core.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import axe from 'axe-core';
import { complaints, TAGS } from './lib/axe.mjs';
import { openWindow, watch } from './lib/browser.mjs';
import { browser, site } from './lib/opened.mjs';

/// Opens a page of the section for `read(page)`, which must cause no trouble except what `expected` matches.
async function visit(path, look, read, expected = /^$/) {
  const window = await openWindow(browser, look);
  const page = await window.newPage();
  const heard = watch(page, site);
  page.setDefaultTimeout(10_000);
  try {
    await page.goto(site.url + path);
    await read(page);
    // Requests that are no longer needed are aborted, which is no trouble.
    assert.deepEqual(heard.filter((trouble) => !trouble.startsWith('failed:') && !expected.test(trouble)), []);
  } finally {
    await window.close();
  }
}

const phone = { width: 360 };
const box = (page) => page.locator('form[data-suggest] input');
const options = (page) => page.locator('[role=listbox]:not([hidden]) [role=option]');
/// Suggested words, which are asked for; titles, which open their pages, stand before them.
const phrases = (page) => page.locator('[role=listbox]:not([hidden]) [role=option]:not([data-url])');
const results = (page) => page.locator('.results-list > li > a');
const status = (page) => page.locator('.results-status');
const tick = (page, name, value) => page.locator(`input[name="${name}"][value="${value}"]`);
const hrefs = (page) => results(page).evaluateAll((links) => links.map((link) => link.href));
const asked = (page) => Object.fromEntries(new URL(page.url()).searchParams);
const focused = (page) => page.evaluate(() => document.activeElement.textContent || document.activeElement.name);

/// Unfolds the box of the masthead, which takes the focus then; on wide screens it lies open.
async function openBox(page) {
  const fold = page.locator('.find summary');
  if (await fold.isVisible()) await fold.click();
  else await box(page).focus();
}

const filters = (page) => page.locator('.results-filters summary');
const sheet = (page) => page.getByRole('dialog', { name: 'Lọc kết quả' });

/// Opens the filters, which lie open on wide screens and are a sheet elsewhere.
async function openFilters(page) {
  const panel = page.locator('.results-filters');
  if (!(await panel.evaluate((panel) => panel.open))) await filters(page).click();
}

/// Waits until the results are shown.
async function answered(page) {
  await page.locator('.results:not([aria-busy]) .results-status:not(:empty)').waitFor();
}

test('a reader finds a text from the home page, reads it and comes back to the same list', async () => {
  await visit('', phone, async (page) => {
    await openBox(page);
    await box(page).pressSequentially('dan van kheo yen bai', { delay: 20 });
    const suggestion = phrases(page).filter({ hasText: 'yên bái' }).first();
    await suggestion.waitFor();
    const words = await suggestion.textContent();
    await suggestion.click();

    await results(page).nth(9).waitFor();
    assert.ok(page.url().startsWith(`${site.url}tim-kiem/?`), page.url());
    assert.deepEqual(asked(page), { q: words });
    assert.equal(await box(page).inputValue(), words);
    assert.match(await page.locator('.results-list').innerHTML(), /<mark>[^<]*Yên Bái/);

    await openFilters(page);
    const all = await status(page).textContent();
    await tick(page, 'year', '2023').check();
    await page.waitForFunction((all) => document.querySelector('.results-status').textContent !== all, all);
    await answered(page);
    assert.equal(asked(page).year, '2023');
    assert.ok(await tick(page, 'year', '2023').isChecked());
    assert.equal(await page.locator('.results-chips').innerText(), '2023');
    const count = Number(/\d+/.exec(await status(page).textContent())[0]);
    assert.ok(count > 10, `${count} results of 2023`);
    await sheet(page).getByRole('button', { name: 'Xem kết quả' }).click();
    await page.locator('.results-more').click();
    await results(page).nth(10).waitFor();
    assert.equal(await focused(page), await results(page).nth(10).textContent(), 'the first new result has the focus');

    const before = await hrefs(page);
    const link = results(page).nth(11);
    await link.scrollIntoViewIfNeeded();
    await page.waitForTimeout(400);
    const top = await page.evaluate(() => scrollY);
    await link.click();
    await page.waitForURL(before[11]);
    await page.goBack();
    await results(page).nth(11).waitFor();
    await answered(page);
    assert.deepEqual(await hrefs(page), before);
    assert.equal(await page.locator('.results-chips').innerText(), '2023');
    assert.equal(await filters(page).textContent(), 'Lọc kết quả (1)');
    assert.ok(await tick(page, 'year', '2023').isChecked());
    assert.equal(await box(page).inputValue(), words);
    const again = await page.evaluate(() => scrollY);
    assert.ok(Math.abs(again - top) < 3, `${again} instead of ${top}`);
  });
});

test('the same with a keyboard alone', async () => {
  await visit('', {}, async (page) => {
    await openBox(page);
    assert.equal(await focused(page), 'q');
    await page.keyboard.type('dan van');
    await options(page).first().waitFor();
    assert.equal(await box(page).getAttribute('aria-expanded'), 'true');
    assert.equal(await page.locator('.finder [role=status]').textContent(), `Có ${await options(page).count()} gợi ý.`);
    const titles = (await options(page).count()) - (await phrases(page).count());
    assert.equal(await options(page).nth(titles).getAttribute('data-url'), null, 'titles stand before words');
    for (let presses = 0; presses <= titles; presses += 1) await page.keyboard.press('ArrowDown');
    const active = page.locator(`#${await box(page).getAttribute('aria-activedescendant')}`);
    assert.equal(await active.getAttribute('aria-selected'), 'true');
    const words = await active.textContent();
    await page.keyboard.press('Enter');
    await results(page).first().waitFor();
    assert.equal(asked(page).q, words);

    await box(page).focus();
    for (const at of [0, 1, 0]) {
      await page.keyboard.press(at === 0 && (await focused(page)) !== 'q' ? 'ArrowUp' : 'ArrowDown');
      assert.equal(await focused(page), await results(page).nth(at).textContent());
    }
    await page.keyboard.press('ArrowUp');
    assert.equal(await focused(page), 'q');

    await page.locator('.results-filters summary').focus();
    for (const open of [false, true]) {
      await page.keyboard.press('Enter');
      assert.equal(await page.locator('.results-filters').evaluate((panel) => panel.open), open, 'beside the results they lie open');
    }
    await tick(page, 'kind', 'model').waitFor();
    await tick(page, 'kind', 'model').focus();
    await page.keyboard.press('Space');
    await page.locator('.results-chips button').waitFor();
    await answered(page);
    assert.equal(await page.evaluate(() => document.activeElement.value), 'model', 'the focus stays');
    await page.locator('.results-chips button').focus();
    await page.keyboard.press('Enter');
    await page.locator('.results-chips button').waitFor({ state: 'detached' });
    assert.equal(asked(page).kind, undefined);

    await box(page).focus();
    await page.keyboard.press('Escape');
    assert.equal(await box(page).inputValue(), '');
    assert.equal(await results(page).count(), 0);
  });
});

test('on a phone the filters are a sheet over the page, which keeps the focus and gives it back', async () => {
  await visit('tim-kiem/?q=dân+vận', phone, async (page) => {
    await answered(page);
    assert.ok(!(await tick(page, 'kind', 'model').isVisible()));
    const top = await page.evaluate(() => scrollY);
    await filters(page).focus();
    await page.keyboard.press('Enter');
    await tick(page, 'kind', 'model').waitFor();
    assert.equal(await focused(page), 'Đóng');
    for (let presses = 0; presses < 6; presses += 1) {
      await page.keyboard.press('Tab');
      assert.ok(await sheet(page).evaluate((sheet) => document.activeElement === document.body || sheet.contains(document.activeElement)));
    }
    await tick(page, 'kind', 'model').focus();
    const all = await status(page).textContent();
    await page.keyboard.press('Space');
    await page.waitForFunction((all) => document.querySelector('.results-status').textContent !== all, all);
    await answered(page);
    assert.equal(await page.evaluate(() => document.activeElement.value), 'model', 'the focus stays in the sheet');
    assert.equal(await sheet(page).getByRole('status').textContent(), await status(page).textContent());
    await page.keyboard.press('Escape');
    await sheet(page).waitFor({ state: 'hidden' });
    assert.equal(await focused(page), 'Lọc kết quả (1)');
    assert.equal(await page.evaluate(() => scrollY), top);

    await page.keyboard.press('Enter');
    await sheet(page).getByRole('button', { name: 'Bỏ mọi bộ lọc' }).click();
    await page.waitForFunction((all) => document.querySelector('.results-status').textContent === all, all);
    assert.deepEqual(asked(page), { q: 'dân vận' });
    assert.ok(await sheet(page).isVisible());
    await page.mouse.click(180, 20);
    await sheet(page).waitFor({ state: 'hidden' });
    assert.equal(await filters(page).textContent(), 'Lọc kết quả');
    assert.ok(await results(page).first().isVisible());
  });
});

test('filters without words: the sheet closes with the last one, and on a wider screen they stand beside the results', async () => {
  await visit('tim-kiem/?kind=model', phone, async (page) => {
    await answered(page);
    await openFilters(page);
    await tick(page, 'kind', 'model').waitFor();
    await page.setViewportSize({ width: 1280, height: 900 });
    await sheet(page).waitFor({ state: 'hidden' });
    assert.ok(await tick(page, 'kind', 'model').isVisible(), 'beside the results');
    await page.setViewportSize({ width: 360, height: 740 });
    await tick(page, 'kind', 'model').waitFor({ state: 'hidden' });
    await openFilters(page);
    await tick(page, 'kind', 'model').uncheck();
    await sheet(page).waitFor({ state: 'hidden' });
    assert.deepEqual(asked(page), {});
    assert.ok(await page.locator('.index a').first().isVisible(), 'the lists of everything');
  });
});

test('Escape folds the suggestions before it empties the box', async () => {
  await visit('tim-kiem/', {}, async (page) => {
    await box(page).pressSequentially('dan v');
    await options(page).first().waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await options(page).count(), 0);
    assert.equal(await box(page).getAttribute('aria-expanded'), 'false');
    assert.equal(await box(page).inputValue(), 'dan v');
    await page.keyboard.press('Escape');
    assert.equal(await box(page).inputValue(), '');
  });
});

test('Enter sends what was typed where no suggestion is chosen, and a title opens its page', async () => {
  await visit('', phone, async (page) => {
    await openBox(page);
    await box(page).pressSequentially('hành trình');
    await page.keyboard.press('Enter');
    await page.waitForURL(/tim-kiem/);
    assert.equal(asked(page).q, 'hành trình');
    await page.goBack();
    await openBox(page);
    await box(page).fill('');
    await box(page).pressSequentially('hanh trinh cua mot');
    const title = page.locator('[role=option][data-url]').first();
    await title.waitFor();
    const name = await title.locator('span').textContent();
    await title.click();
    await page.waitForURL((url) => !url.pathname.includes('tim-kiem') && url.href !== site.url);
    // Headlines hold compounds together.
    assert.equal((await page.locator('h1').textContent()).replaceAll('\u00a0', ' '), name);
  });
});

test('suggestions come while a word is composed, and the Enter that ends it chooses none', async () => {
  await visit('', phone, async (page) => {
    await openBox(page);
    await box(page).focus();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Input.imeSetComposition', { text: 'dân v', selectionStart: 5, selectionEnd: 5 });
    await options(page).first().waitFor();
    await page.keyboard.press('ArrowDown');
    const enter = { key: 'Enter', isComposing: true, bubbles: true, cancelable: true };
    const kept = await box(page).evaluate((box, enter) => box.dispatchEvent(new KeyboardEvent('keydown', enter)), enter);
    assert.ok(kept, 'the key is left to the keyboard of the reader');
    assert.equal(page.url(), site.url);
  });
});

test('back and forward go through what was asked', async () => {
  await visit('tim-kiem/?q=ubnd', {}, async (page) => {
    await answered(page);
    const first = await hrefs(page);
    await box(page).fill('cải cách hành chính');
    await box(page).press('Enter');
    await answered(page);
    await page.locator('.results-sort').selectOption('newest');
    await page.waitForURL(/sort=newest/);
    await answered(page);
    const newest = await hrefs(page);
    await page.goBack();
    await page.waitForURL((url) => !url.searchParams.has('sort'));
    assert.equal(await page.locator('.results-sort').inputValue(), 'relevance');
    await page.goBack();
    await page.waitForURL(/q=ubnd/);
    await answered(page);
    assert.equal(await box(page).inputValue(), 'ubnd');
    assert.deepEqual(await hrefs(page), first);
    await page.goForward();
    await page.goForward();
    await page.waitForURL(/sort=newest/);
    await answered(page);
    assert.deepEqual(await hrefs(page), newest);
  });
});

test('back from a page of the lists leads to the same place in them', async () => {
  await visit('tim-kiem/', phone, async (page) => {
    const link = page.locator('.index a').nth(30);
    await link.scrollIntoViewIfNeeded();
    await page.waitForTimeout(400);
    const top = await page.evaluate(() => scrollY);
    assert.ok(top > 100, 'the link is further down');
    await link.click();
    await page.waitForURL((url) => !url.pathname.includes('tim-kiem'));
    await page.goBack();
    await page.waitForFunction((top) => Math.abs(scrollY - top) < 3, top);
  });
});

/// A stub of the engine: returns the query itself, late for `chậm` (slow), and ignores abort signals.
const SLOW_ENGINE = `
  const later = (value, wait) => new Promise((resolve) => setTimeout(resolve, wait, value));
  const wait = (text) => (text.startsWith("chậm") ? 900 : 30);
  export const openSearch = async () => ({
    query: (text) => later({
      total: 1, results: [{ url: "/", title: text, titleHtml: text, excerpt: "", kind: "article", language: "vi", date: "" }],
      facets: {}, suggestions: [], also: [], corrected: null, approximate: false, excerpts: async () => [],
    }, wait(text)),
    suggest: (text) => later({ words: [text + " quá"], titles: [] }, wait(text)),
  });`;

test('answers and suggestions that come late are thrown away', async () => {
  await visit('tim-kiem/', {}, async (page) => {
    await page.route('**/search/search.js', (route) => route.fulfill({ contentType: 'text/javascript', body: SLOW_ENGINE }));
    await box(page).fill('chậm');
    await page.waitForURL((url) => url.searchParams.has('q'));
    await box(page).fill('nhanh');
    await results(page).first().waitFor();
    await page.waitForTimeout(1500);
    assert.deepEqual(await results(page).allTextContents(), ['nhanh']);
    assert.deepEqual(await options(page).allTextContents(), ['nhanh quá']);
  });
});

test('what was found in another way is told, and what was typed can be asked for alone', async () => {
  await visit('tim-kiem/?q=ubnd', phone, async (page) => {
    await answered(page);
    assert.match(await page.locator('.results-notes').textContent(), /Đang tìm cả:.*Ủy ban nhân dân/);
    await page.locator('.results-notes a', { hasText: '“ubnd”' }).click();
    await page.waitForURL((url) => url.searchParams.get('q') === '“ubnd”');
    await answered(page);
    assert.ok((await results(page).count()) > 0);
  });
});

test('where nothing is found the page helps', async () => {
  await visit('tim-kiem/?q=lãnh+sự&year=1950', phone, async (page) => {
    await answered(page);
    assert.match(await status(page).textContent(), /Không tìm thấy/);
    assert.doesNotMatch(await page.locator('.results-notes').textContent(), /Có phải/, 'what was typed is not what was meant');
    await page.locator('.results-notes a', { hasText: /^lãnh sự$/ }).click();
    await results(page).first().waitFor();
    assert.deepEqual(asked(page), { q: 'lãnh sự' });
    await page.goto(`${site.url}tim-kiem/?q=qwrtzz+xyzzy`);
    await answered(page);
    assert.deepEqual(await page.locator('.results-notes a').allTextContents(), ['xyzzy', 'qwrtzz']);
    assert.ok(await page.locator('.facets a').first().isVisible(), 'all of a kind and category');
  });
});

test('filters alone list what there is, the newest first', async () => {
  await visit('tim-kiem/?kind=model', phone, async (page) => {
    await answered(page);
    assert.ok((await results(page).count()) === 10);
    assert.match(await page.locator('.results-chips').innerText(), /Mô hình, điển hình/);
  });
});

test('the English edition searches in English', async () => {
  await visit('en/', phone, async (page) => {
    await openBox(page);
    await box(page).fill('model');
    await box(page).press('Enter');
    await page.waitForURL(/\/en\/tim-kiem\//);
    await answered(page);
    assert.match(await status(page).textContent(), /^Results: \d+\.$/);
    assert.ok((await hrefs(page)).every((href) => href.startsWith(`${site.url}en/`)));
  });
});

test('a visitor who was here before searches without a network', async () => {
  await visit('tim-kiem/?q=cải+cách+hành+chính', {}, async (page) => {
    await results(page).first().waitFor();
    await answered(page);
    // Where the words were found is told behind the address.
    const before = (await hrefs(page)).map((href) => href.split('#')[0]);
    await page.waitForTimeout(300);
    await page.context().setOffline(true);
    const offline = await page.evaluate(async () => {
      const base = document.querySelector('form[data-suggest]').dataset.suggest;
      const { openSearch } = await import(`${base}search.js`);
      const search = await openSearch(base);
      const answer = await search.query('cải cách hành chính', { language: 'vi' });
      return answer.results.map(({ url }) => new URL(url, location.href).href);
    });
    assert.deepEqual(offline, before);
  }, /ERR_INTERNET_DISCONNECTED/);
});

test('without JavaScript the form says so, and the lists are there', async () => {
  await visit('tim-kiem/?q=dân', { ...phone, javaScriptEnabled: false }, async (page) => {
    assert.match(await page.locator('noscript').innerText(), /JavaScript/);
    assert.ok(await page.locator('.facets a').first().isVisible());
    assert.ok(await page.locator('.index a').first().isVisible());
  });
});

test('a copy that is opened from a disk says that it cannot search', async () => {
  const copy = mkdtempSync(join(tmpdir(), 'bantin-copy-'));
  const window = await openWindow(browser, phone);
  try {
    cpSync(site.folder, copy, { recursive: true });
    // Programs that copy whole sites rewrite links like this.
    const file = join(copy, 'tim-kiem/index.html');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(`"${site.base}`, '"../'));
    const page = await window.newPage();
    await page.goto(`${pathToFileURL(file)}?q=dân`);
    assert.match(await status(page).textContent(), /Bản chép mở từ máy/);
  } finally {
    await window.close();
    rmSync(copy, { recursive: true, force: true });
  }
});

/// Layout shifts that were not caused by user input.
const moves = (page) => page.evaluate(() => new Promise((resolve) => {
  const observer = new PerformanceObserver((list) => resolve(list.getEntries()
    .filter(({ hadRecentInput }) => !hadRecentInput)
    .map(({ value, sources }) => `${value.toFixed(3)} ${sources.map(({ node }) => node?.className)}`)));
  observer.observe({ type: 'layout-shift', buffered: true });
  setTimeout(resolve, 300, []);
}));

test('nothing moves when results come', async () => {
  const ways = {
    'opened with a query': ['tim-kiem/?q=dân+vận', answered],
    typed: ['tim-kiem/', async (page) => {
      await box(page).pressSequentially('dan van', { delay: 30 });
      await results(page).first().waitFor();
      await answered(page);
    }],
  };
  for (const [way, [path, act]] of Object.entries(ways)) {
    for (const width of [360, 1280]) {
      let seen;
      // On a busy machine a page is sometimes painted half-way; what the page does itself occurs in every try.
      for (let tries = 3; tries > 0; tries -= 1) {
        await visit(path, { width }, async (page) => {
          await act(page);
          seen = await moves(page);
        });
        if (seen.length === 0) break;
      }
      assert.deepEqual(seen, [], `${way}, ${width} wide`);
    }
  }
});

const query = (text) => `tim-kiem/?q=${encodeURIComponent(text)}`;

/// Every state of the page and of the box, with the steps that lead to it.
const STATES = {
  empty: ['tim-kiem/'],
  results: [query('dân vận khéo'), answered],
  filters: [
    `${query('dân vận khéo')}&year=2023&kind=model`,
    async (page) => {
      await answered(page);
      await openFilters(page);
      await tick(page, 'locality', 'tinh-yen-bai').waitFor();
      await answered(page);
    },
  ],
  suggestions: [
    'tim-kiem/',
    async (page) => {
      await box(page).pressSequentially('dan v');
      await options(page).first().waitFor();
      await page.keyboard.press('ArrowDown');
      await answered(page);
    },
  ],
  'suggestions in the header': [
    '',
    async (page) => {
      await openBox(page);
      await box(page).pressSequentially('hanh trinh');
      await page.locator('[role=option][data-url]').first().waitFor();
      await page.keyboard.press('ArrowDown');
    },
  ],
  'another reading': [query('dan van khep'), answered],
  'nothing found': [query('qwrtzz xyzzy'), answered],
  'nothing found with filters': [`${query('lãnh sự')}&year=1950`, answered],
  'an error': [
    'tim-kiem/',
    async (page) => {
      await page.route(/\/search\/(manifest\.json|[0-9a-f]{16}\/)/, (route) => route.fulfill({ status: 404 }));
      await box(page).fill('dân vận');
      await box(page).press('Enter');
      await answered(page);
      assert.match(await status(page).textContent(), /^Hiện chưa tìm kiếm được/);
      assert.ok(await page.locator('.facets a').first().isVisible(), 'the lists are there');
    },
  ],
};

for (const [name, [path, reach]] of Object.entries(STATES)) {
  test(`axe-core finds nothing, and nothing is too wide: ${name}`, async () => {
    for (const look of [{ width: 320, scheme: 'light' }, { width: 1280, scheme: 'dark' }]) {
      const read = async (page) => {
        await reach?.(page);
        const said = await complaints(page, { runOnly: [...TAGS, 'best-practice'] });
        assert.deepEqual(said, [], Object.values(look).join(' '));
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${wide} pixels too wide at ${look.width}`);
      };
      await visitWithAxe(path, look, read);
    }
  });
}

async function visitWithAxe(path, look, read) {
  await visit(path, look, async (page) => {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Runtime.evaluate', { expression: axe.source });
    await read(page);
  }, /^404: .*\/search\/|^console: .*404/);
}
