// Feeds and sitemaps are valid: Atom in feedparser, JSON Feed by its specification, sitemaps by the schema of the
// protocol (order of elements, types, limits); and each address in them is a page of the section.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openBrowser } from './lib/browser.mjs';
import { assertNone } from './lib/report.mjs';
import { filesOf, openSite } from './lib/site.mjs';
import { openParser } from './lib/xml.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));

let site;
let browser;
let parse;
let files;

before(async () => {
  site = await openSite();
  files = filesOf(site.folder);
  browser = await openBrowser();
  parse = await openParser(browser);
});

after(async () => {
  await browser?.close();
  await site?.close();
});

const read = (file) => readFileSync(join(site.folder, file), 'utf8');

/// Whether an address belongs to a file of the output.
function leads(url) {
  if (!url?.startsWith(site.url)) return false;
  const path = decodeURIComponent(url.slice(site.url.length)).replace(/[?#].*$/, '');
  return existsSync(join(site.folder, path === '' || path.endsWith('/') ? `${path}index.html` : path));
}

test('feedparser has nothing to say about any Atom feed', (t) => {
  const feeds = files.filter((file) => file.endsWith('feed.xml'));
  assert.ok(feeds.includes('feed.xml') && feeds.includes('en/feed.xml') && feeds.length > 10, feeds.join(' '));
  const venv = join(HERE, '.venv/bin/python3');
  const python = process.env.PYTHON ?? (existsSync(venv) ? venv : 'python3');
  const input = JSON.stringify(feeds.map((file) => ({ file: join(site.folder, file), url: site.url + file })));
  const { status, error, stdout, stderr } = spawnSync(python, [join(HERE, 'feeds.py')], { input, encoding: 'utf8', maxBuffer: 1 << 26 });
  assert.equal(status, 0, `feeds want Python 3 with feedparser (requirements.txt): ${error ?? ''}${stderr}`);
  assertNone(JSON.parse(stdout));
  t.diagnostic(`${feeds.length} feeds`);
});

test('every JSON Feed has what version 1.1 requires, and says what its Atom twin says', async (t) => {
  const feeds = files.filter((file) => file.endsWith('feed.json'));
  assert.equal(feeds.length, files.filter((file) => file.endsWith('feed.xml')).length, 'as many as Atom feeds');
  const found = [];
  for (const file of feeds) {
    const wrong = (is, complaint) => is || found.push([file, complaint]);
    const feed = JSON.parse(read(file));
    wrong(feed.version === 'https://jsonfeed.org/version/1.1', 'version');
    wrong(feed.title, 'no title');
    wrong(feed.feed_url === site.url + file, `feed_url: ${feed.feed_url}`);
    wrong(leads(feed.home_page_url), `home_page_url: ${feed.home_page_url}`);
    const ids = feed.items.map(({ id }) => id);
    wrong(ids.every(Boolean) && new Set(ids).size === ids.length, 'ids are there and differ');
    for (const item of feed.items) {
      wrong(leads(item.url), `url: ${item.url}`);
      wrong(item.content_html || item.content_text, `${item.id} has no content`);
      wrong(isDateTime(item.date_published), `${item.id}: date_published ${item.date_published}`);
    }
    const atom = await parse(read(file.replace('.json', '.xml')));
    const twins = atom.children.filter(({ name }) => name === 'entry').map((entry) => entry.one('id').text);
    wrong(JSON.stringify(twins) === JSON.stringify(ids), 'its entries are those of the Atom feed');
  }
  assertNone(found);
  t.diagnostic(`${feeds.length} feeds`);
});

const SITEMAP = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const NEWS = 'http://www.google.com/schemas/sitemap-news/0.9';
const XHTML = 'http://www.w3.org/1999/xhtml';

const isDate = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
const isDateTime = (text) =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text));

/// The children of `<url>` in the order of the schema; elements of other schemas follow.
const ORDER = ['loc', 'lastmod', 'changefreq', 'priority'];

/// Checks every `<url>` of a sitemap against the schema; complaints go to `wrong`.
function urlsOf(map, wrong) {
  wrong(map.name === 'urlset' && map.space === SITEMAP, `root: {${map.space}}${map.name}`);
  wrong(map.children.length > 0 && map.children.length <= 50_000, `${map.children.length} addresses`);
  for (const url of map.children) {
    wrong(url.name === 'url' && url.space === SITEMAP, `{${url.space}}${url.name}`);
    const ranks = url.children.map(({ name, space }) => (space === SITEMAP ? ORDER.indexOf(name) : ORDER.length));
    const names = url.children.map(({ name }) => name).join(' ');
    wrong(ranks[0] === 0 && !ranks.includes(-1), `elements: ${names}`);
    wrong(ranks.every((rank, at) => at === 0 || rank > ranks[at - 1] || rank === ORDER.length), `order: ${names}`);
    const loc = url.children[0].text;
    wrong(loc.length >= 12 && loc.length <= 2048 && leads(loc), `loc: ${loc}`);
    const lastmod = url.one('lastmod')?.text;
    wrong(lastmod === undefined || isDate(lastmod) || isDateTime(lastmod), `lastmod: ${lastmod}`);
  }
  const all = map.children.map((url) => url.children[0].text);
  wrong(new Set(all).size === all.length, 'an address twice');
  return map.children;
}

test('the sitemap is valid and lists every page that may be indexed, with its other languages', async (t) => {
  const found = [];
  const wrong = (is, complaint) => is || found.push(['sitemap.xml', complaint]);
  const urls = urlsOf(await parse(read('sitemap.xml')), wrong);
  const listed = new Map();
  for (const url of urls) {
    const links = url.children.filter(({ name, space }) => name === 'link' && space === XHTML);
    for (const { attributes } of links) {
      wrong(attributes.rel === 'alternate' && attributes.hreflang && leads(attributes.href), JSON.stringify(attributes));
    }
    listed.set(url.children[0].text, links.map(({ attributes }) => `${attributes.hreflang} ${attributes.href}`));
  }
  for (const { path, html, file } of site.pages) {
    const indexed = !/<meta name="robots" content="[^"]*noindex/.test(html) && /<link rel="canonical"/.test(html);
    wrong(indexed === listed.has(site.url + path), `${file} is ${indexed ? 'missing' : 'listed and may not be indexed'}`);
    const inHead = [...html.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">/g)];
    const alternates = inHead.map(([, language, url]) => `${language} ${url}`);
    if (indexed) wrong(String(listed.get(site.url + path)) === String(alternates), `${file}: alternates differ from its head`);
  }
  for (const [loc, links] of listed) {
    for (const link of links) {
      const other = link.split(' ')[1];
      wrong(listed.get(other)?.some((back) => back.endsWith(` ${loc}`)), `${other} does not name ${loc} back`);
    }
  }
  wrong([...listed.values()].some((links) => links.length > 1), 'no page has another language');
  assertNone(found);
  assert.match(read('robots.txt'), new RegExp(`^Sitemap: ${site.url}sitemap.xml$`, 'm'));
  t.diagnostic(`${listed.size} addresses`);
});

test('the news sitemap is valid and holds the articles of two days', async () => {
  const found = [];
  const wrong = (is, complaint) => is || found.push(['sitemap-news.xml', complaint]);
  const urls = urlsOf(await parse(read('sitemap-news.xml')), wrong);
  for (const url of urls) {
    const news = url.one('news', NEWS);
    const names = news?.children.map(({ name }) => name).join(' ');
    wrong(names === 'publication publication_date title', `elements: ${names}`);
    const publication = news?.one('publication', NEWS);
    wrong(publication?.children.map(({ name }) => name).join(' ') === 'name language', 'publication');
    wrong(['vi', 'en'].includes(publication?.one('language', NEWS)?.text), 'language');
    wrong(isDateTime(news?.one('publication_date', NEWS)?.text), 'publication_date');
    wrong(news?.one('title', NEWS)?.text, 'title');
  }
  assertNone(found);
  assert.match(read('robots.txt'), new RegExp(`^Sitemap: ${site.url}sitemap-news.xml$`, 'm'));
});
