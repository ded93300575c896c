// Suggestions below the search box: titles, places, models, then phrases. The engine is loaded at the first focus; without
// it the form works as usual.
{
  const MOST = 8;
  /** How many titles of each group are suggested, in this order. */
  const OF_A_GROUP = { page: 3, place: 2, model: 2 };
  const begin = () => {
    const form = /** @type {any} */ (document.querySelector("form[data-suggest]"));
    const { suggest: base, found } = form.dataset;
    const box = form.elements.q;
    const [list, status] = ["[role=listbox]", "[role=status]"].map((part) => form.querySelector(part));
    let asked = new AbortController();
    let timer = 0;
    let active = -1;

    const engine = () => (form.engine ??= import(`${base}search.js`).then(({ openSearch }) => openSearch(base)).catch((error) => {
      form.engine = null;
      throw error;
    }));

    function activate(at = -1) {
      active = at;
      [...list.children].forEach((option, index) => option.setAttribute("aria-selected", `${index === at}`));
      box.setAttribute("aria-activedescendant", list.children[at]?.id ?? "");
      list.children[at]?.scrollIntoView({ block: "nearest" });
    }

    function show(count = 0) {
      list.hidden = !count;
      box.setAttribute("aria-expanded", `${!list.hidden}`);
      status.textContent = count ? found.replace("#", count) : "";
      activate();
    }

    function close() {
      clearTimeout(timer);
      asked.abort();
      show();
    }

    async function suggest() {
      const { signal } = (asked = new AbortController());
      try {
        const { words, titles } = await (await engine()).suggest(box.value, { limit: MOST, language: document.documentElement.lang, signal });
        // The search page shows titles as results, so only other boxes suggest them.
        const pages = form.classList.contains("finder") ? Object.entries(OF_A_GROUP).flatMap(([group, most]) => titles.filter((/** @type {any} */ one) => one.group === group).slice(0, most)) : [];
        const typed = box.value.trim().toLowerCase();
        const phrases = [...new Set(words)].filter((word) => word !== typed).map((title) => ({ title, url: "", group: "" }));
        const rows = [...pages, ...phrases].slice(0, MOST);
        if (signal.aborted) return;
        list.replaceChildren(...rows.map(({ title, url, group }, at) => {
          const option = Object.assign(document.createElement("li"), { id: `option_${at}` });
          option.setAttribute("role", "option");
          option.append(Object.assign(document.createElement("span"), { textContent: title }));
          if (list.dataset[group]) option.append(" ", Object.assign(document.createElement("small"), { textContent: list.dataset[group] }));
          if (url) option.dataset.url = url;
          return option;
        }));
        show(rows.length);
      } catch {}
    }

    function choose(/** @type {any} */ { dataset: { url }, firstChild }) {
      close();
      if (url) return location.assign(url);
      box.value = firstChild.textContent;
      form.requestSubmit();
    }

    function start() {
      for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id]]) box.setAttribute(name, value);
      show();
      box.addEventListener("focus", () => engine().catch(() => {}));
      // Also during composition (IME): keyboards of phones compose every word.
      box.addEventListener("input", () => {
        clearTimeout(timer);
        asked.abort();
        timer = window.setTimeout(suggest, 120);
      });
      box.addEventListener("blur", close);
      form.addEventListener("submit", close);
      list.addEventListener("mousedown", (/** @type {Event} */ event) => event.preventDefault());
      list.addEventListener("click", (/** @type {any} */ { target }) => target !== list && choose(target.closest("li")));
      box.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
        const { key } = event;
        const last = list.children.length - 1;
        if (event.isComposing || list.hidden) return;
        if (key === "ArrowDown" && active === last) return close();
        if (key === "ArrowDown") activate(active + 1);
        else if (key === "ArrowUp") activate(active < 0 ? last : active - 1);
        else if (key === "Escape") close();
        else if (key === "Enter" && active >= 0) choose(list.children[active]);
        else return;
        event.preventDefault();
      });
    }

    if (location.protocol !== "file:") start();
    // In the masthead of a phone the box is folded behind its icon.
    const fold = /** @type {any} */ (form.closest("details"));
    fold?.addEventListener("toggle", () => fold.open && box.focus());
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
}
