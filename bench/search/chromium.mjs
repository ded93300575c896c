// Runs both engines in a real, headless Chromium: with an empty cache, on a slow network, and with everything loaded.
//
// The interfaces of the engines are called on an empty page, not their search pages: measured is the time from the
// import of the script to ten results that could be displayed.
import { BLANK } from "./serve.mjs";

/** Run in the page: each defines `openEngine`, which returns a function from a query to ten addresses. */
const ENGINES = {
  bantin: () => {
    globalThis.openEngine = async () => {
      const { openSearch } = await import("/search/search.js");
      const search = await openSearch("/search/");
      return async (query) => (await search.query(query)).results.map(({ url }) => url);
    };
  },
  pagefind: () => {
    globalThis.openEngine = async () => {
      const pagefind = await import("/pagefind/pagefind.js");
      await pagefind.options({ baseUrl: "/" });
      await pagefind.init();
      return async (query) => {
        const { results } = await pagefind.search(query);
        return Promise.all(results.slice(0, 10).map(async (result) => (await result.data()).url));
      };
    };
  },
};

/** A page in a new browser context, with an empty cache. */
async function freshPage(browser, server, engine) {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  const page = await context.newPage();
  await page.goto(server.origin + BLANK + (engine === "pagefind" ? "?wasm" : ""));
  await page.evaluate(ENGINES[engine]);
  return { context, page };
}

/**
 * One query from a cold cache.
 * @param {{latency: number, down: number, up: number} | null} line network conditions: ms per request, bits per second
 * @returns {Promise<{requests: number, bytes: number, withHeads: number | null, ms: number, shown: number}>}
 */
export async function cold(browser, server, engine, query, line = null) {
  const { context, page } = await freshPage(browser, server, engine);
  let seen = 0;
  page.on("request", () => (seen += 1));
  if (line) {
    const tools = await context.newCDPSession(page);
    await tools.send("Network.enable");
    const speed = { downloadThroughput: line.down / 8, uploadThroughput: line.up / 8 };
    await tools.send("Network.emulateNetworkConditions", { offline: false, latency: line.latency, ...speed });
  }
  server.reset();
  const { ms, urls } = await page.evaluate(async (asked) => {
    const from = performance.now();
    const ask = await globalThis.openEngine();
    const found = await ask(asked);
    return { ms: performance.now() - from, urls: found };
  }, query);
  // Requests made before the results were complete count, even if they have not finished.
  const asked = seen;
  for (let wait = 0; !line && wait < 20 && server.counted().requests < asked; wait += 1) await page.waitForTimeout(50);
  const counted = server.counted();
  await context.close();
  if (!line && counted.requests < asked) throw new Error(`${engine}: ${asked} requests, of which ${counted.requests} arrived`);
  return { ...counted, ms, shown: urls.length };
}

/**
 * A page that stays open.
 * @returns {Promise<{ask: (queries: string[]) => Promise<{ms: number, urls: string[]}[]>, close: () => Promise<void>}>}
 */
export async function session(browser, server, engine) {
  const { context, page } = await freshPage(browser, server, engine);
  await page.evaluate(async () => {
    globalThis.ask = await globalThis.openEngine();
  });
  const ask = (queries) => page.evaluate(async (list) => {
    const answers = [];
    for (const query of list) {
      const from = performance.now();
      const urls = await globalThis.ask(query);
      answers.push({ ms: performance.now() - from, urls });
    }
    return answers;
  }, queries);
  return { ask, close: () => context.close() };
}
