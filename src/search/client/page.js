// The search page: turns the plain form into results while typing. Its words stand in the page, in data attributes.
import { openSearch } from "./search.js";

const PAGE = 10;
const area = document.querySelector("[data-search]");
if (area) enhance(area, area.dataset, document.documentElement.lang);

/**
 * @param {any} area
 * @param {DOMStringMap} words
 * @param {string} lang
 */
function enhance(area, words, lang) {
  const form = /** @type {any} */ (document.querySelector("form.search-form"));
  const box = form.elements.q;
  const part = (/** @type {string} */ name) => area.querySelector(`.results-${name}`);
  const [status, notes, body, list, more] = ["status", "notes", "body", "list", "more"].map(part);
  const kind = area.querySelector("[name=kind]");
  const sort = area.querySelector("[name=sort]");
  const labels = new Map([...kind.options].map((option) => [option.value, option.text]));
  /** @type {Promise<any> | null} */
  let opened = null;
  let running = new AbortController();
  let language = lang;
  let timer = 0;

  const engine = () => (opened ??= openSearch(new URL("./", import.meta.url)).catch((error) => {
    opened = null;
    throw error;
  }));

  /** @param {any} result */
  function row(result) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = result.url;
    link.innerHTML = result.titleHtml;
    const facts = document.createElement("p");
    facts.className = "facts-line";
    for (const text of [labels.get(result.kind), day(result.date, lang)]) {
      if (text) facts.appendChild(document.createElement("span")).textContent = text;
    }
    const text = document.createElement("p");
    text.innerHTML = result.excerpt;
    if (result.language && result.language !== lang) link.lang = text.lang = result.language;
    item.append(link, text, facts);
    return item;
  }

  /** @param {any} answer */
  function tell(answer) {
    const lines = [];
    if (answer.corrected) lines.push([words.corrected, [answer.corrected]]);
    if (answer.also.length) lines.push([words.also, answer.also.map((/** @type {string} */ name) => name.slice(name.indexOf(": ") + 2))]);
    if (!answer.total && answer.suggestions.length) lines.push([words.mean, answer.suggestions]);
    notes.replaceChildren(...lines.map(([label, names]) => {
      const line = document.createElement("p");
      line.append(`${label} `);
      names.forEach((/** @type {string} */ name, /** @type {number} */ at) => {
        const link = document.createElement("a");
        link.href = `?${new URLSearchParams({ q: name })}`;
        link.textContent = name;
        line.append(at ? ", " : "", link);
      });
      return line;
    }));
    for (const option of kind.options) {
      const found = answer.facets.kind?.find((/** @type {any} */ one) => one.value === option.value);
      if (option.value) option.text = `${labels.get(option.value)} (${found?.count ?? 0})`;
    }
  }

  /** Answers what stands in the box; an answer that comes late is thrown away. */
  async function run({ typing = false, offset = 0, limit = PAGE } = {}) {
    clearTimeout(timer);
    running.abort();
    running = new AbortController();
    const { signal } = running;
    const text = box.value.trim();
    if (!text) {
      area.removeAttribute("aria-busy");
      status.textContent = "";
      notes.replaceChildren();
      list.replaceChildren();
      body.hidden = true;
      return;
    }
    area.setAttribute("aria-busy", "true");
    try {
      const search = await engine();
      const ask = (/** @type {string} */ inLanguage) => search.query(text, {
        typing, offset, limit, signal, sort: sort.value,
        filters: { ...(kind.value && { kind: [kind.value] }), ...(inLanguage && { language: [inLanguage] }) },
      });
      if (!offset) language = lang;
      let answer = await ask(language);
      if (!answer.total && !offset) answer = await ask((language = ""));
      if (signal.aborted) return;
      const rows = answer.results.map(row);
      if (offset) list.append(...rows);
      else list.replaceChildren(...rows);
      tell(answer);
      body.hidden = false;
      more.hidden = list.children.length >= answer.total || !rows.length;
      if (offset) rows[0]?.querySelector("a")?.focus();
      const count = answer.total.toLocaleString(lang);
      status.textContent = answer.total ? words.count?.replace("#", count) : `${words.none} ${words.hint}`;
    } catch (error) {
      if (signal.aborted) return;
      body.hidden = true;
      notes.replaceChildren();
      list.replaceChildren();
      const said = /^([^(]+) \(([^)]+)\)/.exec(error instanceof Error ? error.message : "");
      status.textContent = said ? `${words.error} (${said[lang === "vi" ? 1 : 2]})` : words.error;
    }
    if (!signal.aborted) area.removeAttribute("aria-busy");
  }

  /** @param {boolean} push */
  function keep(push) {
    const url = new URL(location.href);
    for (const [name, value] of [["q", box.value.trim()], ["kind", kind.value], ["sort", sort.value === "newest" ? "newest" : ""]]) {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    if (push && url.href !== location.href) history.pushState(null, "", url);
    else history.replaceState(null, "", url);
  }

  function read() {
    const asked = new URL(location.href).searchParams;
    box.value = asked.get("q") ?? "";
    kind.value = labels.has(asked.get("kind") ?? "") ? asked.get("kind") ?? "" : "";
    sort.value = asked.get("sort") === "newest" ? "newest" : "relevance";
    run({ limit: Number(history.state?.shown) || PAGE });
  }

  function typed() {
    clearTimeout(timer);
    running.abort();
    timer = window.setTimeout(() => {
      keep(false);
      run({ typing: true });
    }, 200);
  }

  function chosen() {
    keep(true);
    run();
  }

  box.addEventListener("focus", () => engine().catch(() => {}));
  box.addEventListener("input", (/** @type {any} */ event) => event.isComposing || typed());
  box.addEventListener("compositionend", typed);
  kind.addEventListener("change", chosen);
  sort.addEventListener("change", chosen);
  form.addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    chosen();
  });
  more.addEventListener("click", async () => {
    await run({ offset: list.children.length });
    history.replaceState({ shown: list.children.length }, "");
  });
  addEventListener("popstate", read);
  addEventListener("keydown", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (event.key === "Escape" && target === box) {
      event.preventDefault();
      box.value = "";
      keep(false);
      run();
    } else if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !target.closest("input, select, textarea")) {
      event.preventDefault();
      box.focus();
    }
  });
  read();
}

/**
 * A day as it is read.
 * @param {string} date
 * @param {string} lang
 */
function day(date, lang) {
  if (!/^\d{4}-\d\d-\d\d/.test(date)) return date;
  const month = lang === "en" ? "long" : "numeric";
  return new Date(`${date.slice(0, 10)}T12:00:00`).toLocaleDateString(lang === "en" ? "en-GB" : lang, { day: "numeric", month, year: "numeric" });
}
