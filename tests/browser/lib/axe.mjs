// What axe-core finds on pages of a site, by the rules of WCAG 2.2, level A and AA.
import axe from 'axe-core';
import { inTabs, openWindow } from './browser.mjs';

export const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/// What axe-core finds on a page as it is now; the page has axe-core already. `within`: the part to look at; `options`:
/// more of axe-core's own.
export async function complaints(page, { within, ...options } = {}) {
  const all = { runOnly: TAGS, resultTypes: ['violations'], preload: false, ...options };
  const run = ([within, options]) => window.axe.run(within ?? document, options);
  const { violations } = await page.evaluate(run, [within, all]);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n    ${failureSummary}`));
}

/// What is unfolded to check collapsed content. The menu and the search box of the head lie over the page when they are
/// open on a phone, so that what is below them cannot be judged.
export const OF_THE_TEXT = 'main details';

/// Violations on `pages` of a site, in a window made with `look`: in all of a page or in one part of it, with what the
/// selector `unfold` names opened before.
export async function violations(browser, site, pages, look, { unfold, within } = {}) {
  const window = await openWindow(browser, look);
  await window.addInitScript({ content: axe.source });
  // In forced colours the reader's colours apply, but axe-core would check those of the style sheet.
  const rules = look.contrast ? { 'color-contrast': { enabled: false } } : {};
  const found = [];
  await inTabs(window, pages, async (page, { path }) => {
    await page.goto(site.url + path);
    const open = (selector) => document.querySelectorAll(selector).forEach((part) => (part.open = true));
    if (unfold) await page.evaluate(open, unfold);
    found.push(...(await complaints(page, { within, rules })).map((complaint) => [path, complaint]));
  });
  await window.close();
  return found;
}
