// Starts a headless Chromium, and watches its pages during a test.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/// Only the pages under test may use the network.
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function openBrowser() {
  if (!existsSync(CHROMIUM)) throw new Error(`There is no Chromium at ${CHROMIUM}; CHROMIUM names another place.`);
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}

/// A window of its own: `width`, and preferences of the reader (`scheme`, `contrast`, `motion`).
export async function openWindow(browser, { width = 1280, scheme = 'light', contrast, motion, ...others } = {}) {
  return browser.newContext({
    viewport: { width, height: width < 600 ? 740 : 900 },
    colorScheme: scheme,
    forcedColors: contrast ?? 'none',
    reducedMotion: motion ?? 'no-preference',
    ...others,
  });
}

/// Records what a page should never do: errors in the console (including violations of the Content-Security-Policy),
/// failed requests, and requests to other hosts.
export function watch(page, site) {
  const troubles = [];
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`script: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(site.url)) troubles.push(`asks another place: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()}: ${response.url()}`);
  });
  page.on('requestfailed', (request) => {
    // Leaving a page before its last picture has loaded aborts that request.
    const why = request.failure()?.errorText;
    if (why !== 'net::ERR_ABORTED') troubles.push(`failed: ${request.url()}: ${why}`);
  });
  return troubles;
}

/// Runs `work(page, item)` for all items, in a few tabs of one window side by side.
export async function inTabs(window, items, work, tabs = 3) {
  const queue = [...items];
  const tab = async () => {
    const page = await window.newPage();
    for (let item = queue.shift(); item; item = queue.shift()) await work(page, item);
    await page.close();
  };
  await Promise.all(Array.from({ length: tabs }, tab));
}
