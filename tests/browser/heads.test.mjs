// The `<head>` of every page is complete: canonical address, languages, previews for social networks, and JSON-LD with
// the properties that search engines require for its kind.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openBrowser } from './lib/browser.mjs';
import { assertNone } from './lib/report.mjs';
import { openSite, readable } from './lib/site.mjs';
import { openParser } from './lib/xml.mjs';

let site;
let browser;
let parse;

before(async () => {
  site = await openSite();
  browser = await openBrowser();
  parse = await openParser(browser);
});

after(async () => {
  await browser?.close();
  await site?.close();
});

/// The file of an address in the section; undefined if there is none.
function fileOf(url) {
  const { origin, pathname } = new URL(url, site.url);
  if (origin !== site.origin || !pathname.startsWith(site.base)) return undefined;
  const path = decodeURIComponent(pathname.slice(site.base.length));
  const file = join(site.folder, path === '' || path.endsWith('/') ? `${path}index.html` : path);
  return existsSync(file) ? file : undefined;
}

const isAbsolute = (url) => /^https?:\/\//.test(url ?? '');

/// In the page: parses these HTML texts and returns the data of their heads.
function headsOf(texts) {
  return texts.map((text) => {
    const { head, scripts } = new DOMParser().parseFromString(text, 'text/html');
    const all = (selector, read) => [...head.querySelectorAll(selector)].map(read);
    const metas = all('meta[name], meta[property]', (meta) => [meta.getAttribute('name') ?? meta.getAttribute('property'), meta.content]);
    return {
      title: head.querySelector('title').textContent,
      metas: Object.fromEntries(metas),
      canonical: all('link[rel=canonical]', (link) => link.getAttribute('href')),
      alternates: all('link[rel=alternate][hreflang]', (link) => [link.hreflang, link.getAttribute('href')]),
      links: all('link[rel=manifest], link[rel=search], link[rel=alternate][type], link[rel=icon]', (link) => ({
        rel: link.rel, type: link.type, href: link.getAttribute('href'),
      })),
      data: [...scripts].filter(({ type }) => type === 'application/ld+json').map((script) => script.textContent),
    };
  });
}

/// Pages that may be indexed, with their heads.
async function indexed() {
  const pages = readable(site.pages).filter(({ kind }) => kind !== '404' && kind !== 'withdrawn');
  const page = await browser.newPage();
  const heads = await page.evaluate(headsOf, pages.map(({ html }) => html));
  await page.close();
  return pages.map((page, at) => ({ ...page, ...heads[at] }));
}

test('every page has a title, a description, its own address and a preview', async () => {
  const found = [];
  const titles = new Map();
  for (const { path, language, title, metas, canonical, alternates, kind } of await indexed()) {
    const wrong = (is, complaint) => is || found.push([path, complaint]);
    wrong(title.trim(), 'no title');
    // A category may have the same title as a list of records; two pages of one kind may not.
    const twin = titles.get(`${kind} ${language} ${title}`);
    wrong(twin === undefined, `the title of /${twin} too: ${title}`);
    titles.set(`${kind} ${language} ${title}`, path);
    wrong(metas.description?.length >= 20, `description: ${metas.description}`);
    wrong(canonical.length === 1 && canonical[0] === site.url + path, `canonical: ${canonical}`);
    wrong(alternates.length === 0 || alternates.some(([of, url]) => of === language && url === site.url + path), `alternates without itself: ${alternates}`);
    wrong(alternates.every(([, url]) => isAbsolute(url) && fileOf(url)), `alternates: ${alternates}`);
    for (const name of ['og:title', 'og:type', 'og:url', 'og:site_name', 'og:locale', 'og:description', 'twitter:card']) {
      wrong(metas[name], `no ${name}`);
    }
    wrong(metas['og:url'] === site.url + path, `og:url: ${metas['og:url']}`);
    if (metas['og:image']) {
      wrong(isAbsolute(metas['og:image']) && fileOf(metas['og:image']), `og:image: ${metas['og:image']}`);
      wrong(metas['og:image:alt'], 'no og:image:alt');
    }
    if (['article', 'model', 'entry'].includes(kind)) wrong(metas['og:image'], 'no og:image');
    for (const name of ['DC.title', 'DC.creator', 'DC.description', 'DC.publisher', 'DC.identifier', 'DC.language']) {
      wrong(metas[name], `no ${name}`);
    }
    if (kind === 'article') wrong(metas['DC.date'] && metas['DC.subject'], 'no DC.date or DC.subject');
  }
  assertNone(found);
});

/// The type of a page's main object, by kind of page.
const MAIN = {
  home: ['WebSite'],
  article: ['NewsArticle'],
  news: ['ItemList'],
  models: ['ItemList'],
  entries: ['ItemList'],
  contests: ['ItemList'],
  programmes: ['ItemList'],
  tags: ['ItemList'],
  tag: ['ItemList'],
  contest: ['Event'],
  organization: ['GovernmentOrganization', 'Organization'],
  locality: ['AdministrativeArea'],
  statistics: ['Dataset'],
  series: ['Dataset'],
  'all-series': ['ItemList'],
};

/// Properties that consumers of schema.org require, by type.
const REQUIRED = {
  NewsArticle: ['headline', 'datePublished', 'dateModified', 'author', 'publisher', 'image', 'inLanguage', 'mainEntityOfPage'],
  BreadcrumbList: ['itemListElement'],
  ItemList: ['itemListElement', 'numberOfItems'],
  Event: ['name', 'startDate', 'endDate', 'location', 'organizer', 'eventStatus', 'eventAttendanceMode'],
  GovernmentOrganization: ['name', 'url'],
  Organization: ['name', 'url'],
  AdministrativeArea: ['name', 'url'],
  Dataset: ['name', 'description', 'creator', 'url'],
  WebSite: ['name', 'url', 'potentialAction'],
  WebPage: ['name', 'url'],
  CollectionPage: ['name', 'url'],
  CreativeWork: ['name', 'url'],
  Person: ['name'],
};

const DATES = ['datePublished', 'dateModified', 'startDate', 'endDate', 'foundingDate', 'dissolutionDate', 'dateCreated'];

/// Every object with a type in a tree of JSON.
function things(value) {
  if (Array.isArray(value)) return value.flatMap(things);
  if (value === null || typeof value !== 'object') return [];
  return [...(value['@type'] ? [value] : []), ...Object.values(value).flatMap(things)];
}

const list = (value) => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

test('every page tells in JSON-LD what it is, with all that is required', async (t) => {
  const found = [];
  const seen = new Set();
  for (const { path, kind, data } of await indexed()) {
    const wrong = (is, complaint) => is || found.push([path, complaint]);
    wrong(data.length === 1, `${data.length} blocks`);
    const all = data.flatMap((text) => {
      const whole = JSON.parse(text);
      wrong(whole['@context'] === 'https://schema.org', `@context: ${whole['@context']}`);
      return things(whole);
    });
    const types = all.map((thing) => thing['@type']);
    types.forEach((type) => seen.add(type));
    if (MAIN[kind]) wrong(MAIN[kind].some((type) => types.includes(type)), `${kind} without ${MAIN[kind].join(' or ')}: ${types}`);
    wrong(kind === 'home' || types.includes('BreadcrumbList'), 'no BreadcrumbList');
    for (const thing of all) {
      const type = thing['@type'];
      for (const property of REQUIRED[type] ?? []) {
        const isEmptyList = type === 'ItemList' && thing.numberOfItems === 0;
        wrong(isEmptyList || (list(thing[property]).length > 0 && thing[property] !== ''), `${type} without ${property}`);
      }
      for (const property of DATES.filter((property) => property in thing)) {
        wrong(/^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?)?)?$/.test(thing[property]), `${type}: ${property} ${thing[property]}`);
      }
      for (const property of ['url', 'mainEntityOfPage'].filter((property) => typeof thing[property] === 'string')) {
        const url = thing[property];
        wrong(isAbsolute(url) && (!url.startsWith(site.url) || fileOf(url)), `${type}: ${property} ${url}`);
      }
      if (type === 'BreadcrumbList' || type === 'ItemList') {
        const positions = list(thing.itemListElement).map(({ position }) => position);
        wrong(positions.every((position, at) => position === positions[0] + at && position > 0), `${type}: positions ${positions}`);
      }
      if (type === 'Dataset') wrong(thing.description.length >= 50, 'Dataset: description below 50 letters');
    }
  }
  assertNone(found);
  t.diagnostic([...seen].sort().join(', '));
});

test('feeds, manifest and search description that a page names are there and whole', async () => {
  const found = [];
  const named = new Map();
  for (const { path, links } of await indexed()) {
    const rels = links.map(({ rel }) => rel);
    for (const rel of ['manifest', 'search', 'icon', 'alternate']) if (!rels.includes(rel)) found.push([path, `no link rel=${rel}`]);
    for (const { rel, type, href } of links) {
      const file = fileOf(href);
      if (file) named.set(`${rel} ${type}`, file);
      else found.push([path, `${rel} leads nowhere: ${href}`]);
    }
  }
  assertNone(found);
  const types = [...named.keys()];
  assert.ok(types.includes('alternate application/atom+xml') && types.includes('alternate application/feed+json'), types.join(', '));

  const manifest = JSON.parse(readFileSync(named.get('manifest '), 'utf8'));
  assert.ok(manifest.name && manifest.start_url && manifest.icons.length > 0, JSON.stringify(manifest));
  for (const { src } of manifest.icons) assert.ok(fileOf(src), src);
  assert.ok(fileOf(manifest.start_url), manifest.start_url);

  const search = await parse(readFileSync(named.get('search application/opensearchdescription+xml'), 'utf8'));
  assert.equal(`${search.space} ${search.name}`, 'http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription');
  assert.ok([...search.one('ShortName').text].length <= 16, 'ShortName');
  assert.ok(search.one('Description').text, 'Description');
  const { template } = search.children.find(({ name, attributes }) => name === 'Url' && attributes.type === 'text/html').attributes;
  assert.ok(template.includes('{searchTerms}') && fileOf(template.replace('{searchTerms}', 'a')), template);
});
