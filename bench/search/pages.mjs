// The pages in the index of a built site, and their content.
//
// The list comes from the engine (the empty query: everything, newest first), so both engines get the same pages;
// titles and texts come from the HTML.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * @param {string} site
 * @returns {Promise<{url: string, kind: string}[]>}
 */
export async function pagesOf(site) {
  const { openSearch } = await import(pathToFileURL(join(site, "search/search.js")).href);
  // One file at a time: a large index has more files than a program may open at once.
  const fetch = async (url) => new Response(readFileSync(join(site, new URL(url).pathname)));
  const search = await openSearch("http://site.test/search/", { fetch });
  const { results } = await search.query("", { limit: Number.MAX_SAFE_INTEGER });
  return results.map(({ url, kind }) => ({ url, kind })).sort((a, b) => (a.url < b.url ? -1 : 1));
}

/** The file of a page, relative to the site's folder. */
export const fileOf = ({ url }) => join(url.slice(1), "index.html");

/**
 * The title and the paragraphs of a page.
 * @param {string} site
 * @param {{url: string}} page
 */
export function readPage(site, page) {
  const html = readFileSync(join(site, fileOf(page)), "utf8");
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? "";
  return {
    title: plainText(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(main)?.[1] ?? ""),
    text: [...main.matchAll(/<p>([\s\S]*?)<\/p>/g)].map(([, inner]) => plainText(inner)).join("\n"),
  };
}

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#x27": "'", nbsp: " " };

function plainText(html) {
  return html.replace(/<[^>]*>/g, "").replace(/&(#?\w+);/g, (whole, name) => ENTITIES[name] ?? whole).replace(/\s+/g, " ").trim();
}
