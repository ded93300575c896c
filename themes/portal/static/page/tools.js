// Tools of a page: text size, print, copy the link, share, read aloud. The size is kept between visits and applied as
// soon as the script runs, about at the first paint, which does not wait for it. Without the script no button shows.
{
  const root = document.documentElement;
  const KEY = "text-size";
  const PERCENT = [90, 100, 115, 130, 150];
  const USUAL = 1;
  let size = USUAL;

  /** Sets the size by its index in PERCENT. */
  const resize = (/** @type {number} */ to) => {
    size = Math.min(Math.max(to, 0), PERCENT.length - 1);
    if (size === USUAL) delete root.dataset.text;
    else root.dataset.text = `${PERCENT[size]}`;
  };

  try {
    const kept = PERCENT.indexOf(Number(localStorage.getItem(KEY)));
    if (kept >= 0) resize(kept);
  } catch {}

  const begin = () => {
    const groups = /** @type {any[]} */ ([...document.querySelectorAll("[data-tools]")]);
    if (!groups.length) return;
    const words = groups[0].dataset;
    const buttons = (/** @type {string} */ name) => groups.map((group) => group.querySelector(`[data-tool=${name}]`));
    /** Says it where the last tool was used. */
    let used = groups[0];
    const say = (/** @type {string} */ text) => {
      used.querySelector("[role=status]").textContent = text;
    };
    const offer = (/** @type {string} */ name, /** @type {() => unknown} */ action) => buttons(name).forEach((button, at) => {
      button.addEventListener("click", () => {
        used = groups[at];
        action();
      });
      button.removeAttribute("data-waiting");
    });

    const showSize = () => {
      buttons("smaller").forEach((button) => button.setAttribute("aria-disabled", `${size === 0}`));
      buttons("larger").forEach((button) => button.setAttribute("aria-disabled", `${size === PERCENT.length - 1}`));
    };
    const choose = (/** @type {number} */ to) => {
      resize(to);
      try {
        localStorage.setItem(KEY, `${PERCENT[size]}`);
      } catch {}
      showSize();
      say(words.size.replace("#", PERCENT[size]));
    };
    showSize();
    offer("smaller", () => choose(size - 1));
    offer("usual", () => choose(USUAL));
    offer("larger", () => choose(size + 1));
    offer("print", () => print());

    const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"));
    const url = canonical?.href ?? location.href;
    if (navigator.clipboard) {
      offer("copy", () => navigator.clipboard.writeText(url).then(() => say(words.copied), () => say(words.failed)));
    }
    if ("share" in navigator) offer("share", () => navigator.share({ title: document.title, url }).catch(() => {}));

    if (!("speechSynthesis" in window)) return;
    const speech = window.speechSynthesis;
    const usual = buttons("speak")[0].textContent;
    const label = (/** @type {string} */ text) => buttons("speak").forEach((button) => (button.textContent = text));
    /** @type {object | null} */
    let reading = null;
    // Only voices of the device itself, so that the text is not sent to a server.
    const voice = () => speech.getVoices().find((one) => one.localService && one.lang.toLowerCase().startsWith(root.lang)) ?? null;

    const stop = () => {
      reading = null;
      speech.cancel();
      label(usual);
    };
    const read = () => {
      if (reading) return stop();
      const mine = (reading = {});
      const parts = document.querySelectorAll("main h1, .sapo, .prose > :is(p, h2, h3, h4, ul, ol, dl, blockquote)");
      let left = parts.length;
      const end = () => {
        if (mine === reading) stop();
      };
      for (const part of parts) {
        const utterance = new SpeechSynthesisUtterance(part.textContent ?? "");
        Object.assign(utterance, { voice: voice(), lang: root.lang, onend: () => --left || end(), onerror: end });
        speech.speak(utterance);
      }
      label(words.stop);
    };
    const look = () => {
      if (buttons("speak")[0].hasAttribute("data-waiting") && voice()) offer("speak", read);
    };
    look();
    speech.addEventListener?.("voiceschanged", look);
    addEventListener("pagehide", () => speech.cancel());
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
}
