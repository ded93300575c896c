// On every page of a preview, and in no file of the site: reloads the page when the site was built again, and shows
// what is wrong when it could not be.

const here = new URL(document.currentScript.src);
const shown = here.searchParams.get("site");

/** Puts the server's notice at the top of the page, or takes it away. */
async function notice() {
  const response = await fetch(new URL("errors", here));
  const html = await response.text();
  if (html === "") {
    document.getElementById("bantin-notice")?.remove();
    return;
  }
  if (!document.getElementById("bantin-notice-style")) {
    const style = document.createElement("link");
    style.id = "bantin-notice-style";
    style.rel = "stylesheet";
    style.href = new URL("notice.css", here).href;
    const loaded = new Promise((done) => { style.onload = style.onerror = done; });
    document.head.append(style);
    await loaded;
  }
  let box = document.getElementById("bantin-notice");
  if (!box) {
    box = document.createElement("div");
    box.id = "bantin-notice";
    document.body.prepend(box);
  }
  box.innerHTML = html;
}

const events = new EventSource(new URL("events", here));
events.addEventListener("site", (event) => {
  if (event.data !== shown) location.reload();
});
events.addEventListener("report", notice);
// A page that is left must not keep one of the few connections a browser makes to a host.
addEventListener("pagehide", () => events.close());
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
