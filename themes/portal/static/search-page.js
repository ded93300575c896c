// The search page: results while typing, filters, order, history. Its texts are in data attributes of the page.
// A classic script, since browsers load no modules from `file:`. It runs during parsing, so that space for results is
// reserved before the lists below are painted.
{
  const PAGE = 10;
  const find = (/** @type {string} */ selector) => /** @type {any} */ (document.querySelector(selector));
  const [area, form] = [find("[data-search]"), find(".search-form")];
  const part = (/** @type {string} */ name) => area.querySelector(`.results-${name}`);
  const [status, notes, body, list, more, chips, panel, choices, sheet, sort] = ["status", "notes", "body", "list", "more", "chips", "filters", "facets", "sheet", "sort"].map(part);
  const words = area.dataset;
  const box = form.elements.q;
  const base = form.dataset.suggest;
  const lang = document.documentElement.lang;
  const facets = [...area.querySelectorAll("[data-facet]")];
  const names = facets.map(({ dataset }) => dataset.facet);
  const labels = new Map();
  // Where there is room beside the results, the filters are open until they are folded; elsewhere they are a sheet over
  // the page.
  const wide = matchMedia("(min-width: 64rem)");
  let asked = new URLSearchParams(location.search);
  let running = new AbortController();
  let language = lang;
  let [timer, scrolled] = [0, 0];
  // Whether the text was submitted and not only typed; whether facets that need a request are counted.
  let [settled, counted] = [true, false];

  /** @param {string} tag @param {any} properties @param {any[]} children @returns {any} */
  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  const query = () => (asked.get("q") ?? "").trim();
  const chosen = () => [...asked].filter(([name]) => names.includes(name));
  const label = (/** @type {string} */ name, /** @type {any} */ value) => {
    const words = facets[names.indexOf(name)].dataset;
    return labels.get(`${name} ${value}`)?.label ?? (Object.hasOwn(words, value) ? words[value] : value);
  };
  /** The name of a facet value, with its `lang`. @param {string} name @param {any} value */
  const said = (name, value) => {
    const lang = labels.get(`${name} ${value}`)?.lang;
    return make("span", lang ? { lang } : {}, label(name, value));
  };
  const links = () => [...list.querySelectorAll("a")];

  /** The current parameters with another text. @param {string} text */
  function asking(text, filters = chosen()) {
    const other = new URLSearchParams(text && { q: text });
    for (const [name, value] of filters) other.append(name, value);
    if (sort.value === "newest") other.set("sort", "newest");
    if (asked.has("explain")) other.set("explain", "");
    return other;
  }

  /** The address of a result, at the words that were found where the browser can go there; one syllable says too little. @param {any} result */
  function address({ url, excerpt }) {
    const text = document.fragmentDirective && make("p", { innerHTML: excerpt }).querySelector("mark")?.textContent;
    return text && /\s/.test(text) ? `${url}#:~:text=${encodeURIComponent(text).replace(/-/g, "%2D")}` : url;
  }

  /** What a score is made of, for who tunes the search: `?explain` in the address. @param {any} result */
  const why = ({ score, explain }) => make("p", { className: "facts-line" }, make("span", {}, `${score}: ${explain.map((/** @type {any} */ part) => part.join(" ")).join(", ")}`));

  /** @param {any} result */
  function row(result) {
    const title = make("a", { href: address(result), innerHTML: result.titleHtml });
    const text = make("p", { innerHTML: result.excerpt });
    const sections = (result.sections ?? []).map((/** @type {any} */ one) => make("li", {}, make("a", { href: one.url, innerHTML: one.titleHtml })));
    if (result.language && result.language !== lang) title.lang = text.lang = result.language;
    const facts = ["kind", "category", "field", "genre", "award"].filter((name) => result[name]).map((name) => said(name, result[name]));
    const date = day(result.date);
    return make("li", {}, title, text, ...(sections.length ? [make("ul", { className: "results-sections" }, ...sections)] : []),
      make("p", { className: "facts-line" }, ...facts, ...(date ? [make("span", {}, date)] : [])), ...(result.explain ? [why(result)] : []));
  }

  /** Shows better excerpts when the texts are there; what has the focus keeps it. @param {any[]} rows @param {any[]} results */
  function improve(rows, results) {
    results.forEach((result, at) => {
      rows[at].querySelector("p").innerHTML = result.excerpt;
      rows[at].querySelector("a").href = address(result);
    });
  }

  /** A date in the format of the page's language. @param {string} date */
  function day(date) {
    const month = /^(\d{4})-(\d\d)$/.exec(date);
    if (month && lang === "vi") return `tháng ${Number(month[2])}/${month[1]}`;
    if (month) return new Date(`${date}-01T12:00`).toLocaleDateString("en-GB", { month: "long", year: "numeric" });
    if (!/^\d{4}-\d\d-\d\d/.test(date)) return date;
    return new Date(`${date.slice(0, 10)}T12:00`).toLocaleDateString(lang === "en" ? "en-GB" : lang, { day: lang === "en" ? "numeric" : "2-digit", month: lang === "en" ? "long" : "2-digit", year: "numeric" });
  }

  /** Shows one facet as checkboxes, nested like its values. @param {any} facet @param {any[]} counted */
  function fill(facet, counted) {
    const name = facet.dataset.facet;
    const on = asked.getAll(name);
    const all = new Set(counted.map(({ value }) => value));
    const rows = [...counted, ...on.filter((value) => !all.has(value)).map((value) => ({ value, count: 0 }))];
    /** @type {(parent: any) => any[]} */
    const below = (parent) => rows.filter((one) => (all.has(one.parent) ? one.parent : null) === parent).map(({ value, count }) => {
      const inner = below(value);
      const tick = make("input", { type: "checkbox", name, value, checked: on.includes(value) });
      return make("li", {}, make("label", {}, tick, said(name, value), make("span", { className: "count" }, count.toLocaleString(lang))),
        ...(inner.length ? [make("ul", { className: "plain" }, ...inner)] : []));
    });
    const values = facet.lastElementChild;
    const [focused, top] = [document.activeElement, values.scrollTop];
    const again = values.contains(focused) && /** @type {any} */ (focused).value;
    values.replaceChildren(...below(null));
    values.scrollTop = top;
    if (again) [...values.querySelectorAll("input")].find(({ value }) => value === again)?.focus({ preventScroll: true });
    facet.hidden = !rows.length;
  }

  /** Shows notes and other searches: corrections, synonyms, suggestions. @param {any} answer */
  function tell({ total, corrected, also, suggestions, approximate }) {
    const text = query();
    const parts = text.split(/\s+/);
    /** @type {any[][]} */
    const lines = [];
    if (approximate) lines.push([words.near, []]);
    if (corrected) lines.push([words.corrected, [corrected]]);
    if (also.length) lines.push([`${words.also} ${also.map((/** @type {string} */ name) => name.replace(/^.*?: /, "")).join(", ")}`, []]);
    if (lines.length && !/["“]/.test(text)) lines.push([words.exactly, [`“${text}”`]]);
    const meant = suggestions.filter((/** @type {string} */ one) => one !== text.toLowerCase());
    if (!total && meant.length) lines.push([words.mean, meant.slice(0, 5)]);
    if (!total && parts.length > 1) lines.push([words.fewer, parts.slice(0, 6).map((_, at) => parts.filter((_, other) => other !== at).join(" "))]);
    if (!total && text && chosen().length) lines.push([words.unfiltered, [text], []]);
    notes.replaceChildren(...lines.map(([said, texts, filters]) => make("p", {}, said, ...texts.flatMap((/** @type {string} */ other, /** @type {number} */ at) => [at ? ", " : " ", make("a", { href: `?${asking(other, filters)}` }, other)]))));
    chips.replaceChildren(...chosen().map(([name, value]) => make("li", {}, make("button", { type: "button", name, value, ariaLabel: `${words.remove} ${label(name, value)}` }, said(name, value)))));
    part("chosen").textContent = chosen().length ? ` (${chosen().length.toLocaleString(lang)})` : "";
    sort.parentElement.hidden = !total;
    panel.hidden = !total && !chosen().length;
  }

  /** Runs the current query. The results of an earlier, slower one are dropped. */
  async function run({ typing = false, offset = 0, limit = PAGE, then = () => {} } = {}) {
    clearTimeout(timer);
    running.abort();
    running = new AbortController();
    const { signal } = running;
    const text = query();
    document.querySelectorAll(".languages a").forEach((/** @type {any} */ link) => (link.search = text && `${new URLSearchParams({ q: text })}`));
    const blank = !text && !chosen().length;
    history.scrollRestoration = blank ? "auto" : "manual";
    if (blank) {
      sheet.close();
      area.removeAttribute("aria-busy");
      status.textContent = "";
      notes.replaceChildren();
      list.replaceChildren();
      body.hidden = true;
      return;
    }
    area.setAttribute("aria-busy", "true");
    counted = panel.open || sheet.open;
    try {
      form.engine ??= import(`${base}search.js`).then(({ openSearch }) => openSearch(base));
      const search = await form.engine;
      /** @type {any} */
      const filters = {};
      for (const [name, value] of chosen()) (filters[name] ??= []).push(value);
      const ask = () => search.query(text, { typing, offset, limit, signal, language, labels: lang, filters, explain: asked.has("explain"), sort: sort.value, facets: counted ? names : [] });
      if (!offset) language = lang;
      let answer = await ask();
      if (!answer.total && !offset) {
        language = "";
        answer = await ask();
      }
      if (signal.aborted) return;
      for (const name of names) {
        for (const one of answer.facets[name] ?? []) if (one.label !== one.value) labels.set(`${name} ${one.value}`, one);
      }
      facets.forEach((facet) => fill(facet, answer.facets[facet.dataset.facet] ?? []));
      const rows = answer.results.map(row);
      if (offset) list.append(...rows);
      else list.replaceChildren(...rows);
      tell(answer);
      body.hidden = false;
      more.hidden = list.children.length >= answer.total || !rows.length;
      answer.excerpts().then((/** @type {any[]} */ results) => signal.aborted || improve(rows, results)).catch(() => {});
      const count = answer.total ? words.count.replace("#", answer.total.toLocaleString(lang)) : words.none;
      status.textContent = answer.total ? count : `${count} ${words.hint}`;
      part("found").textContent = count;
      then();
    } catch (error) {
      if (signal.aborted) return;
      form.engine = null;
      sheet.close();
      body.hidden = true;
      notes.replaceChildren();
      list.replaceChildren();
      const said = /^([^(]+) \(([^)]+)\)/.exec(error instanceof Error ? error.message : "");
      status.textContent = said ? `${words.error} (${said[lang === "vi" ? 1 : 2]})` : words.error;
    }
    area.removeAttribute("aria-busy");
  }

  function save() {
    if (area.ariaBusy) return;
    history.replaceState({ shown: list.children.length, top: scrollY, open: panel.open, at: links().indexOf(document.activeElement) }, "");
  }

  /** Changes the query; texts that are only typed share one history entry. @param {URLSearchParams} next */
  function change(next, settles = true) {
    clearTimeout(timer);
    if ((settles || settled) && `${next}` !== `${asked}`) {
      save();
      history.pushState({ open: panel.open }, "", `?${next}`);
    } else history.replaceState(history.state, "", `?${next}`);
    settled = settles;
    asked = next;
    run({ typing: !settles });
  }

  /** Filters over the page: they are lent to a modal dialog, which keeps the focus and gives it back. */
  function openSheet() {
    sheet.lastElementChild.before(choices);
    sheet.showModal();
    if (!counted) recount();
  }

  /** Asks again for what is shown, with the facets. */
  const recount = () => run({ limit: Math.max(list.children.length, PAGE) });

  function read() {
    clearTimeout(scrolled);
    const { shown, top, open, at } = history.state ?? {};
    asked = new URLSearchParams(location.search);
    box.value = asked.get("q") ?? "";
    sort.value = asked.get("sort") === "newest" ? "newest" : "relevance";
    sheet.close();
    panel.open = wide.matches && (open ?? true);
    settled = true;
    run({ limit: Math.max(shown || 0, PAGE), then: () => {
      links()[at]?.focus({ preventScroll: true });
      if (top) scrollTo({ top, behavior: "instant" });
    } });
  }

  function start() {
    box.addEventListener("input", () => {
      clearTimeout(timer);
      running.abort();
      timer = setTimeout(() => change(asking(box.value.trim()), false), 200);
    });
    form.addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      change(asking(box.value.trim()));
      if (matchMedia("(pointer: coarse)").matches) box.blur();
    });
    area.addEventListener("change", (/** @type {any} */ { target }) => {
      const others = chosen().filter(([name, value]) => name !== target.name || value !== target.value);
      change(asking(query(), target.checked ? [...others, [target.name, target.value]] : others));
    });
    panel.addEventListener("toggle", () => panel.open && !counted && recount());
    panel.firstElementChild.addEventListener("click", (/** @type {Event} */ event) => {
      if (wide.matches) return;
      event.preventDefault();
      openSheet();
    });
    wide.addEventListener("change", () => {
      sheet.close();
      panel.open = wide.matches;
    });
    sheet.addEventListener("close", () => panel.append(choices));
    sheet.addEventListener("click", (/** @type {any} */ { target }) => {
      if (target === sheet || target.value === "close") sheet.close();
      else if (target.value === "clear") change(asking(query(), []));
    });
    chips.addEventListener("click", (/** @type {any} */ { target }) => {
      const { name, value } = target.closest("button") ?? {};
      if (!name) return;
      panel.firstElementChild.focus();
      change(asking(query(), chosen().filter((one) => one[0] !== name || one[1] !== value)));
    });
    notes.addEventListener("click", (/** @type {any} */ event) => {
      if (!event.target.search || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const next = new URLSearchParams(event.target.search);
      box.value = next.get("q") ?? "";
      box.focus();
      change(next);
    });
    more.addEventListener("click", () => {
      const offset = list.children.length;
      run({ offset, then: () => list.children[offset]?.querySelector("a").focus() });
    });
    addEventListener("popstate", read);
    addEventListener("pagehide", save);
    addEventListener("scroll", () => {
      clearTimeout(scrolled);
      scrolled = setTimeout(save, 200);
    });
    addEventListener("keydown", (event) => {
      const all = links();
      const at = all.indexOf(event.target);
      if (event.defaultPrevented || event.isComposing || (at < 0 && event.target !== box)) return;
      if (event.key === "ArrowDown") all[at + 1]?.focus();
      else if (event.key === "ArrowUp" && at >= 0) (all[at - 1] ?? box).focus();
      else if (event.key === "Escape" && at < 0 && box.value) {
        box.value = "";
        change(asking(""), false);
      } else return;
      event.preventDefault();
    });
    read();
  }

  if (location.protocol === "file:") status.textContent = words.file;
  else start();
}
