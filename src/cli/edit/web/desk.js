// The desk: all records with their state, search, filters, what comes next; and the mistakes of the whole site.
import { get, post } from "./api.js";
import { ask, el, fill, say, unique } from "./dom.js";
import { room } from "./main.js";
import { t } from "./words.js";

const STANDINGS = ["draft", "waiting", "scheduled", "published", "withdrawn", "wrong", "expired", "hidden"];

/** How many rows are shown at first, and more each time. */
const PART = 60;

const kept = { q: "", kind: "", standing: "", sort: "newest", contest: "" };

export const addressOf = (row, at) => {
  const query = new URLSearchParams({ file: row.file });
  if (row.index !== null && row.index !== undefined) query.set("index", row.index);
  if (at) query.set("at", at);
  return `#/record?${query}`;
};

const kindName = (kind) => room.forms.kinds[kind]?.label ?? kind;

export function badge(row) {
  const standing = row.standing === "broken" ? "wrong" : row.standing;
  return el(`span.badge.${standing}`, {}, t(standing));
}

const isIn = (row, standing) => (standing === "wrong" ? row.errors > 0 || row.standing === "broken" : row.standing === standing);

function select(name, label, options, changed) {
  const id = unique(name);
  const control = el("select", { id, onchange: (event) => { kept[name] = event.target.value; changed(); } },
    options.map(([value, text]) => el("option", { value }, text)));
  control.value = kept[name];
  return el("p.field", {}, el("label", { for: id }, label), control);
}

export async function desk(main, asked) {
  for (const key of Object.keys(kept)) if (asked.has(key)) kept[key] = asked.get(key);
  let [{ rows }, { moments }] = await Promise.all([get("desk"), get("coming")]);
  let found = null;
  let shown = PART;
  const list = el("ul.rows", { id: "rows" });
  const count = el("p", { role: "status" });
  const more = el("button", { onclick: () => { shown += PART; draw(); } }, t("more"));

  const draw = () => {
    const order = found ? found.map((at) => rows[at]).filter(Boolean) : [...rows];
    let chosen = order.filter((row) => (!kept.kind || row.kind === kept.kind) && (!kept.standing || isIn(row, kept.standing)));
    if (!found || kept.sort !== "newest") {
      const by = {
        newest: (a, b) => (b.date ?? "").localeCompare(a.date ?? ""),
        title: (a, b) => a.title.localeCompare(b.title, "vi"),
        problem: (a, b) => b.errors - a.errors || b.warnings - a.warnings,
      }[kept.sort];
      chosen.sort(by);
    }
    fill(count, `${chosen.length.toLocaleString("vi")} ${t("count")}`);
    fill(list, chosen.slice(0, shown).map((row) => el("li", {},
      el("a.title", { href: addressOf(row) }, row.title),
      el("span.about", {}, kindName(row.kind), row.date && ` · ${row.date}`),
      el("span.marks", {}, row.kind !== "site" && badge(row),
        row.errors > 0 && el("span.badge.wrong", {}, `${row.errors} ${t("errors")}`),
        row.warnings > 0 && el("span.badge.hint", {}, `${row.warnings} ${t("warnings")}`)))));
    if (chosen.length === 0) fill(list, el("li.none", {}, t("nothing")));
    more.hidden = chosen.length <= shown;
    fill(board, kept.kind === "entry" ? entryBoard(rows.filter((row) => row.kind === "entry")) : []);
  };

  let searching = 0;
  const search = async () => {
    const own = (searching += 1);
    const answer = kept.q.trim() ? (await get("search", { q: kept.q })).found : null;
    if (own !== searching) return;
    found = answer;
    shown = PART;
    draw();
  };
  const id = unique("search");
  const input = el("input", { id, type: "search", value: kept.q, autocomplete: "off", oninput: (event) => { kept.q = event.target.value; search(); } });
  const kinds = Object.keys(room.forms.kinds).filter((kind) => rows.some((row) => row.kind === kind));
  const board = el("div.board-place");
  const redraw = () => { shown = PART; draw(); };
  const standings = STANDINGS.filter((standing) => rows.some((row) => isIn(row, standing)));
  fill(main,
    el("div.head", {}, el("h1", {}, t("desk")), el("button.main", { onclick: create }, `+ ${t("create")}`)),
    moments.length > 0 && el("details.coming", {}, el("summary", {}, `${t("coming")}: ${moments[0].at} — ${moments[0].event}`),
      el("ul", {}, moments.map((moment) => el("li", {}, `${moment.at} — ${moment.event}: ${moment.id}`)))),
    el("form.filters", { role: "search", onsubmit: (event) => event.preventDefault() },
      el("p.field.search", {}, el("label", { for: id }, t("search")), input),
      select("kind", t("kind"), [["", t("all_kinds")], ...kinds.map((kind) => [kind, kindName(kind)])], redraw),
      select("standing", t("standing"), [["", t("all")], ...standings.map((standing) => [standing, t(standing)])], redraw),
      select("sort", t("sort"), [["newest", t("newest")], ["title", t("by_title")], ["problem", t("by_problem")]], redraw)),
    count, board, list, el("p", {}, more));
  if (kept.q) await search();
  else draw();
  const renew = async () => {
    if (!list.isConnected) {
      room.news.removeEventListener("news", renew);
      return;
    }
    ({ rows } = await get("desk"));
    await search();
  };
  room.news.addEventListener("news", renew);
}

/** Entries of a contest by status, each with its round. */
function entryBoard(rows) {
  const columns = ["received", "accepted", "rejected", "withdrawn"];
  const names = Object.fromEntries((room.forms.mappings.EntryFields.find((key) => key.name === "status")?.type.words) ?? []);
  return el("section.board", { "aria-label": t("board") }, el("h2", {}, t("board")), el("div.columns", {}, columns.map((status) => {
    const own = rows.filter((row) => row.status === status);
    return el("div.column", {}, el("h3", {}, `${names[status] ?? status} (${own.length})`),
      el("ul", {}, own.slice(0, 30).map((row) => el("li", {}, el("a", { href: addressOf(row) }, row.title), row.round && el("small", {}, ` ${row.round}`)))));
  })));
}

async function create() {
  const kinds = Object.entries(room.forms.kinds).filter(([kind]) => !["site", "rules", "series"].includes(kind));
  const contests = room.session.contests ?? [];
  const fields = [
    { name: "kind", label: t("kind"), type: "select", options: kinds.map(([kind, { label }]) => [kind, label]), value: kept.kind && kept.kind !== "site" ? kept.kind : "article" },
    { name: "title", label: t("title"), required: true },
  ];
  if (contests.length) {
    fields.push({ name: "contest", label: t("contest"), type: "select", options: contests.map(({ id, names }) => [id, names[0] ?? id]) });
  }
  const answer = await ask(t("create_title"), { fields, ok: t("make"), cancel: t("cancel") });
  if (!answer) return;
  try {
    const made = await post("new", answer.kind === "entry" ? answer : { kind: answer.kind, title: answer.title });
    location.hash = addressOf(made);
  } catch (why) {
    say(why.message, "wrong");
  }
}

/** All mistakes of the site, each leading to its field. */
export async function problems(main) {
  const list = el("div");
  const draw = async () => {
    const { problems: all } = await get("problems");
    const files = Map.groupBy ? Map.groupBy(all, (one) => one.file) : all.reduce((map, one) => map.set(one.file, [...(map.get(one.file) ?? []), one]), new Map());
    const errors = all.filter((one) => one.severity === "error").length;
    fill(list, el("p", { role: "status" }, all.length ? `${errors} ${t("errors")}, ${all.length - errors} ${t("warnings")}` : t("sound")),
      [...files].map(([file, found]) => el("section.file", {}, el("h2", {}, file.replace(/^content\//, "")),
        el("ul.found", {}, found.map((one) => el(`li.${one.severity}`, {},
          el("a", { href: addressOf(one, JSON.stringify(one.range ?? one.path)) }, one.message),
          one.help && el("small", {}, one.help)))))));
  };
  fill(main, el("h1", {}, t("problems")), list);
  await draw();
  const renew = () => {
    if (list.isConnected) draw();
    else room.news.removeEventListener("news", renew);
  };
  room.news.addEventListener("news", renew);
}
