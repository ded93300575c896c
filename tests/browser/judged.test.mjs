// What a reader finds first: queries over `content/`, each with the pages that were judged right by hand, one of which has
// to be among the first three. No browser is needed; the published script is asked over the built section.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { REPOSITORY, openSite } from './lib/site.mjs';

const judged = JSON.parse(readFileSync(join(REPOSITORY, 'tests/vectors/judged_queries.json'), 'utf8'));
const site = await openSite();
after(() => site.close());
const { openSearch } = await import(pathToFileURL(join(site.folder, 'search/search.js')).href);
const search = await openSearch(new URL('search/', site.url));
const lastPart = (url) => url.split('/').filter(Boolean).pop();

/// The share of the results' excerpts that show a match, at least.
const MARKED = 0.95;

test('a page that was judged right is among the first three results of every query', async () => {
  const missed = [];
  for (const [query, ...right] of judged) {
    let { results } = await search.query(query, { language: 'vi', limit: 3 });
    // As the search page does.
    if (!results.length) ({ results } = await search.query(query, { limit: 3 }));
    const found = results.map(({ url }) => lastPart(url));
    if (!found.some((id) => right.includes(id))) missed.push(`${query}: ${found.join(', ')}`);
  }
  assert.deepEqual(missed, []);
});

test('excerpts show what was found', async () => {
  let [shown, marked] = [0, 0];
  for (const [query] of judged) {
    const { excerpts } = await search.query(query);
    for (const { excerpt, titleHtml } of await excerpts()) {
      shown += 1;
      if ((excerpt || titleHtml).includes('<mark>')) marked += 1;
    }
  }
  assert.ok(marked >= shown * MARKED, `${marked} of ${shown}`);
});
