// On every page that an editing room shows in its frame: loads the page again when the site was built again, and tells
// the room which passage was clicked and how far the page is scrolled.

const here = new URL(document.currentScript.src);
const shown = here.searchParams.get("site");
const place = "bantin-scroll " + location.pathname;

/** The same page, as it is now, without a flash: only what stands in the body is exchanged. */
async function renew() {
  const response = await fetch(location.href);
  if (!response.ok) {
    location.reload();
    return;
  }
  const next = new DOMParser().parseFromString(await response.text(), "text/html");
  const [old, now] = [document.querySelector("main"), next.querySelector("main")];
  if (!old || !now) {
    location.reload();
    return;
  }
  const top = scrollY;
  document.title = next.title;
  old.replaceWith(document.adoptNode(now));
  scrollTo(0, top);
}

const saved = Number(sessionStorage.getItem(place));
if (saved) scrollTo(0, saved);

const events = new EventSource(new URL("events", here));
let number = shown;
let running = Promise.resolve();
events.addEventListener("site", (event) => {
  if (event.data === number) return;
  number = event.data;
  running = running.then(renew, renew);
});
addEventListener("pagehide", () => {
  sessionStorage.setItem(place, String(scrollY));
  events.close();
});
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

if (parent !== window) {
  const tell = (message) => parent.postMessage({ from: "bantin", ...message }, "*");
  document.addEventListener("click", (event) => {
    const passage = event.target.closest("main p, main li, main h1, main h2, main h3, main h4, main td, main figcaption, main blockquote");
    if (passage && !event.target.closest("a, button, summary, video, audio")) tell({ passage: passage.textContent.trim() });
  });
  let waiting = 0;
  addEventListener("scroll", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => {
      const room = document.documentElement.scrollHeight - innerHeight;
      tell({ scrolled: room > 0 ? scrollY / room : 0 });
    });
  }, { passive: true });
  addEventListener("message", (event) => {
    if (event.source !== parent || typeof event.data?.scrollTo !== "number") return;
    scrollTo(0, event.data.scrollTo * (document.documentElement.scrollHeight - innerHeight));
  });
}
