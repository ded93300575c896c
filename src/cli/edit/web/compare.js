// Two texts side by side, line by line.
import { el } from "./dom.js";
import { room } from "./main.js";
import { t } from "./words.js";

/** Pairs of lines: [left, right]; null where one side has none. The longest common run is kept together. */
export function lines(left, right) {
  const [a, b] = [left.split("\n"), right.split("\n")];
  let first = 0;
  while (first < a.length && first < b.length && a[first] === b[first]) first += 1;
  let last = 0;
  while (last < a.length - first && last < b.length - first && a.at(-1 - last) === b.at(-1 - last)) last += 1;
  const [x, y] = [a.slice(first, a.length - last), b.slice(first, b.length - last)];
  const middle = x.length * y.length > 400000 ? x.map((line) => [line, null]).concat(y.map((line) => [null, line])) : common(x, y);
  return [...a.slice(0, first).map((line) => [line, line]), ...middle, ...a.slice(a.length - last).map((line) => [line, line])];
}

function common(x, y) {
  const length = Array.from({ length: x.length + 1 }, () => new Uint32Array(y.length + 1));
  for (let i = x.length - 1; i >= 0; i -= 1) {
    for (let j = y.length - 1; j >= 0; j -= 1) {
      length[i][j] = x[i] === y[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
    }
  }
  const pairs = [];
  let [i, j] = [0, 0];
  while (i < x.length || j < y.length) {
    if (i < x.length && j < y.length && x[i] === y[j]) pairs.push([x[i++], y[j++]]);
    else if (j >= y.length || (i < x.length && length[i + 1][j] >= length[i][j + 1])) pairs.push([x[i++], null]);
    else pairs.push([null, y[j++]]);
  }
  return pairs;
}

/** A record as lines, for comparing: keys in the order of the form, by the names they have there. */
export function asText(record) {
  const written = lined(record.fields ?? {}, room.forms.kinds[record.kind]?.mapping, "");
  return [...written, "", record.body ?? ""].join("\n");
}

function lined(values, mapping, indent) {
  const keys = room.forms.mappings[mapping] ?? [];
  const place = (name) => keys.findIndex((key) => key.name === name);
  return Object.entries(values).sort(([a], [b]) => place(a) - place(b)).flatMap(([name, value]) => {
    const key = keys[place(name)];
    const label = `${indent}${key?.label ?? name}:`;
    const type = key?.type.is === "list" ? key.type.of : key?.type;
    const word = (one) => (type?.is === "choice" ? type.words.find(([own]) => own === one)?.[1] ?? one : String(one));
    if (value === null || value === "") return [];
    if (Array.isArray(value) && value.some((one) => one && typeof one === "object")) {
      return [label, ...value.flatMap((one, at) => [`${indent}  ${at + 1}.`, ...lined(one, type?.mapping, `${indent}    `)])];
    }
    if (Array.isArray(value)) return [`${label} ${value.map(word).join(", ")}`];
    if (typeof value === "object") return [label, ...lined(value, type?.mapping, `${indent}  `)];
    if (typeof value === "boolean") return [`${label} ${value ? "✓" : "–"}`];
    return [`${label} ${word(value)}`];
  });
}

/** A table of what differs, with a few lines around it. */
export function sideBySide(left, right, names = [t("theirs"), t("mine")]) {
  const all = lines(left, right);
  const near = all.map((_, at) => all.slice(Math.max(0, at - 2), at + 3).some(([one, other]) => one !== other));
  const shown = all.map((pair, at) => [pair, near[at]]);
  const rows = [];
  let gap = false;
  for (const [[one, other], isNear] of shown) {
    if (!isNear) {
      if (!gap) rows.push(el("tr.gap", {}, el("td", { colspan: 2 }, "…")));
      gap = true;
      continue;
    }
    gap = false;
    const differs = one !== other;
    rows.push(el(differs ? "tr.differs" : "tr", {},
      el("td", {}, one === null ? "" : differs ? el("del", {}, one) : one),
      el("td", {}, other === null ? "" : differs ? el("ins", {}, other) : other)));
  }
  return el("div.compare", { tabindex: 0, role: "region", "aria-label": t("compare") }, el("table", {},
    el("thead", {}, el("tr", {}, names.map((name) => el("th", { scope: "col" }, name)))), el("tbody", {}, rows)));
}
