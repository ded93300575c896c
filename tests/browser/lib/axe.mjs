// What axe-core finds on pages of a site, by the rules of WCAG 2.2, level A and AA.
import axe from 'axe-core';
import { inTabs, openWindow } from './browser.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/// Violations on `pages` of a site, in a window made with `look`. With `unfold`, collapsed content is checked too.
export async function violations(browser, site, pages, look, { unfold = false } = {}) {
  const window = await openWindow(browser, look);
  await window.addInitScript({ content: axe.source });
  // In forced colours the reader's colours apply, but axe-core would check those of the style sheet.
  const rules = look.contrast ? { 'color-contrast': { enabled: false } } : {};
  const options = { runOnly: TAGS, resultTypes: ['violations'], preload: false, rules };
  const found = [];
  await inTabs(window, pages, async (page, { path }) => {
    await page.goto(site.url + path);
    if (unfold) await page.evaluate(() => document.querySelectorAll('details').forEach((part) => (part.open = true)));
    const results = await page.evaluate((options) => window.axe.run(document, options), options);
    for (const { id, nodes } of results.violations) {
      found.push(...nodes.map((node) => [path, `${id}: ${node.html}\n    ${node.failureSummary}`]));
    }
  });
  await window.close();
  return found;
}
