// The form of a record, drawn from its declaration. Values are changed in place in `values`; `changed` is told.
import { get, picture, post } from "./api.js";
import { el, fill, fold, say, unique } from "./dom.js";
import { room } from "./main.js";
import { t } from "./words.js";

/** Keys that stand first although they may be left out. */
const SHOWN = ["title", "name", "summary", "date", "category", "tags", "image", "authors", "genre", "draft", "number", "issued"];

/** Keys with a place of their own. */
const ELSEWHERE = ["body", "approved", "withdrawn"];

const terms = new Map();

/** Terms that a reference may name; asked once a view. */
export function termsOf(kind, contest) {
  const key = `${kind} ${contest ?? ""}`;
  if (!terms.has(key)) terms.set(key, get("terms", { kind, contest }).then(({ terms: all }) => all, () => []));
  return terms.get(key);
}

export const forgetTerms = () => terms.clear();

const emptyOf = (type) => ({ list: [], group: {}, bool: false }[type.is] ?? "");

/** What all fields of a form share. */
export class Form {
  constructor(record, changed) {
    this.record = record;
    this.changed = changed;
    this.contest = record.file.match(/^content\/contests\/([^/]+)\//)?.[1] ?? null;
    this.folder = record.file.replace(/[^/]*$/, "");
  }

  draw(values) {
    const keys = room.forms.mappings[room.forms.kinds[this.record.kind]?.mapping] ?? [];
    const own = keys.filter((key) => !ELSEWHERE.includes(key.name));
    const isFirst = (key) => key.required || SHOWN.includes(key.name) || values[key.name] !== undefined;
    const more = own.filter((key) => !isFirst(key));
    this.place = el("div.form", {}, own.filter(isFirst).map((key) => this.field(key, values, [])),
      more.length > 0 && el("details.more", {}, el("summary", {}, t("more_fields")), more.map((key) => this.field(key, values, []))));
    return this.place;
  }

  /** One key of a mapping. */
  field(key, values, above) {
    const path = [...above, key.name];
    const { is } = key.type;
    const set = (value) => {
      if (value === "" || value === null) delete values[key.name];
      else values[key.name] = value;
      this.changed();
    };
    const id = unique("field");
    const label = [key.label, key.required && el("span.need", {}, ` ${t("required")}`), key.private && el("span.private", {}, ` ${t("private_field")}`)];
    const help = key.help && el("small.help", { id: `${id}-help` }, key.help);
    const found = el("div.problems", { id: `${id}-found` });
    const describes = [key.help && `${id}-help`, `${id}-found`].filter(Boolean).join(" ");
    const wrap = (...children) => el(`div.field.is-${is}`, { "data-path": JSON.stringify(path) }, ...children, help, found);
    if (is === "bool") {
      const box = el("input", { id, type: "checkbox", checked: values[key.name] ?? key.default ?? false, "aria-describedby": describes,
        onchange: (event) => set(event.target.checked === (key.default ?? false) && values[key.name] === undefined ? null : event.target.checked) });
      return wrap(el("label.check", { for: id }, box, label));
    }
    if (is === "group") return wrap(this.group(key, values, path, label, id));
    if (is === "list") return wrap(this.list(key, values, path, label, id, describes));
    if (is === "any") {
      const value = values[key.name];
      return wrap(el("p", {}, el("strong", {}, label), " ", t("any"), " ", el("code", {}, value === undefined ? "—" : JSON.stringify(value))));
    }
    return wrap(el("label", { for: id }, label), this.control(key, values[key.name], set, id, describes));
  }

  /** The control of one value. */
  control(key, value, set, id, describes) {
    const { type } = key;
    const attributes = { id, "aria-describedby": describes, "aria-required": key.required ? "true" : null };
    if (key.refers) return this.reference(key, value, set, attributes);
    if (type.is === "choice") {
      const select = el("select", { ...attributes, onchange: (event) => set(event.target.value) },
        (!key.required || value === undefined) && el("option", { value: "" }, key.default ? `(${type.words.find(([word]) => word === key.default)?.[1] ?? key.default})` : "—"),
        type.words.map(([word, label]) => el("option", { value: word }, label)));
      select.value = value ?? "";
      return select;
    }
    if (type.is === "date") return this.date(value, set, attributes);
    if (type.is === "integer" || type.is === "number") {
      return el("input", { ...attributes, inputmode: "decimal", value: value ?? "", placeholder: key.default ?? "", autocomplete: "off",
        oninput: (event) => {
          const typed = event.target.value.trim();
          set(typed !== "" && Number.isFinite(Number(typed)) ? Number(typed) : typed);
        } });
    }
    if (key.long) {
      const rows = Math.min(8, Math.max(2, Math.ceil(String(value ?? "").length / 70)));
      return el("textarea", { ...attributes, rows, value: value ?? "", oninput: (event) => set(event.target.value) });
    }
    return el("input", { ...attributes, value: value ?? "", placeholder: key.default ?? "", autocomplete: "off", oninput: (event) => set(event.target.value) });
  }

  /** Day and hour; a date in another form is a text. */
  date(value, set, attributes) {
    const text = value === undefined ? "" : String(value);
    const parts = text.match(/^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2})(?::00)?)?$/);
    if (text !== "" && !parts) return el("input", { ...attributes, value: text, autocomplete: "off", oninput: (event) => set(event.target.value) });
    const { id } = attributes;
    const tell = () => set(day.value === "" ? "" : hour.value ? `${day.value} ${hour.value}` : day.value);
    const day = el("input", { ...attributes, type: "date", value: parts?.[1] ?? "", oninput: tell });
    const hour = el("input", { id: `${id}-hour`, type: "time", value: parts?.[2] ?? "", oninput: tell, "aria-label": t("hour") });
    return el("span.date", {}, day, hour);
  }

  /** A field that completes names; what is kept is the id. */
  reference(key, value, set, attributes) {
    return combobox({
      ...attributes, value: value ?? "", terms: () => termsOf(key.refers, this.contest), set,
    });
  }

  group(key, values, path, label, id) {
    const keys = room.forms.mappings[key.type.mapping] ?? [];
    const place = el("fieldset", {});
    const draw = () => {
      if (values[key.name] === undefined || values[key.name] === null || typeof values[key.name] !== "object") {
        fill(place, el("legend", {}, label), el("button", { type: "button", id, onclick: () => {
          values[key.name] = {};
          draw();
          place.querySelector("input, textarea, select, button")?.focus();
        } }, `+ ${t("set")}`));
        return;
      }
      const inside = keys.map((inner) => this.field(inner, values[key.name], path));
      fill(place, el("legend", {}, label), isPicture(keys) && this.drop(values[key.name], keys, draw), inside,
        el("button.plain", { type: "button", onclick: () => { delete values[key.name]; this.changed(); draw(); } }, t("remove")));
    };
    draw();
    return place;
  }

  list(key, values, path, label, id, describes) {
    const { of } = key.type;
    const all = () => (Array.isArray(values[key.name]) ? values[key.name] : []);
    const put = (list) => {
      if (list.length) values[key.name] = list;
      else delete values[key.name];
      this.changed();
      draw();
    };
    const place = el("fieldset", {});
    const draw = () => {
      const move = (at) => {
        const list = [...all()];
        [list[at - 1], list[at]] = [list[at], list[at - 1]];
        put(list);
      };
      if (of.is === "group") {
        const keys = room.forms.mappings[of.mapping] ?? [];
        fill(place, el("legend", {}, label),
          all().map((element, at) => el("div.element", { role: "group", "aria-label": `${key.label} ${at + 1}` },
            isPicture(keys) && this.drop(element, keys, draw),
            keys.map((inner) => this.field(inner, element, [...path, at])),
            el("p.buttons", {},
              at > 0 && el("button.plain", { type: "button", onclick: () => move(at) }, `↑ ${t("up")}`),
              el("button.plain", { type: "button", onclick: () => put(all().filter((_, other) => other !== at)) }, `${t("remove")} ${at + 1}`)))),
          el("button", { type: "button", id, onclick: () => {
            values[key.name] = [...all(), {}];
            draw();
            place.querySelector(".element:last-of-type :is(input, textarea, select)")?.focus();
          } }, `+ ${t("add")}`));
        return;
      }
      const add = (value) => {
        const clean = typeof value === "string" ? value.trim() : value;
        if (clean !== "" && !all().includes(clean)) put([...all(), clean]);
        place.querySelector("input, select")?.focus();
      };
      const name = (value) => {
        const shown = el("span", {}, of.is === "choice" ? of.words.find(([word]) => word === value)?.[1] ?? value : String(value));
        if (key.refers) termsOf(key.refers, this.contest).then((known) => { shown.textContent = known.find((term) => term.id === value)?.names[0] ?? value; });
        return shown;
      };
      fill(place, el("legend", {}, label),
        el("ul.chips", {}, all().map((value, at) => el("li", {}, name(value),
          el("button.plain", { type: "button", "aria-label": `${t("remove")} ${value}`, onclick: () => put(all().filter((_, other) => other !== at)) }, "×")))),
        of.is === "choice"
          ? el("select", { id, "aria-label": key.label, onchange: (event) => add(event.target.value) }, el("option", { value: "" }, `+ ${t("add")}`), of.words.map(([word, text]) => el("option", { value: word }, text)))
          : combobox({
            id, "aria-label": key.label, "aria-describedby": describes, value: "", adds: true, set: (value) => add(of.is === "integer" && value !== "" && Number.isFinite(Number(value)) ? Number(value) : value),
            terms: () => (key.refers ? termsOf(key.refers, this.contest) : key.name === "tags" ? tags() : Promise.resolve([])),
          }));
    };
    draw();
    return place;
  }

  /** Where a picture is dropped, pasted or chosen. */
  drop(values, keys, draw) {
    const show = el("div.thumbnail");
    const showPicture = async () => {
      if (!values.file) {
        fill(show, el("span", {}, t("no_picture")));
        return;
      }
      const url = await picture(this.folder + values.file);
      if (url) fill(show, el("img", { src: url, alt: values.alt ?? "" }));
      else fill(show, el("span", {}, values.file));
    };
    const take = async (file) => {
      const kept = await keepPicture(this.record.file, file, values.caption);
      if (!kept) return;
      values.file = kept;
      this.changed();
      draw();
    };
    const input = el("input.away", { type: "file", accept: "image/*", id: unique("picture"), onchange: (event) => event.target.files[0] && take(event.target.files[0]) });
    showPicture();
    const zone = el("div.drop", {
      ondragover: (event) => { event.preventDefault(); zone.classList.add("over"); },
      ondragleave: () => zone.classList.remove("over"),
      ondrop: (event) => { event.preventDefault(); zone.classList.remove("over"); if (event.dataTransfer.files[0]) take(event.dataTransfer.files[0]); },
      onpaste: (event) => { const file = event.clipboardData.files[0]; if (file) { event.preventDefault(); take(file); } },
    }, show, el("p", {}, t("drop_picture"), " ", input, el("label.button", { for: input.id }, t("choose_picture"))));
    return zone;
  }

  /** Puts mistakes beside their fields; answers those that have no field. */
  mark(problems) {
    for (const place of this.place.querySelectorAll(".problems")) fill(place);
    for (const control of this.place.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
    return problems.filter((one) => !one.range).filter((one) => {
      const field = this.find(one.path);
      if (!field) return true;
      const control = field.querySelector("input, textarea, select");
      if (one.severity === "error") control?.setAttribute("aria-invalid", "true");
      field.querySelector(":scope > .problems").append(el(`p.${one.severity}`, {}, one.message,
        one.suggestion
          ? el("button.plain", { type: "button", onclick: () => { if (control) { control.value = one.suggestion; control.dispatchEvent(new Event("suggested")); control.dispatchEvent(new Event("input")); } } }, `${t("did_you_mean")} «${one.suggestion}»`)
          : one.help && el("small", {}, one.help)));
      for (let above = field.parentElement; above; above = above.parentElement) if (above.tagName === "DETAILS") above.open = true;
      return false;
    });
  }

  /** The field of a path, or of the nearest path above it. */
  find(path) {
    for (let length = path.length; length > 0; length -= 1) {
      const field = this.place.querySelector(`[data-path='${CSS.escape(JSON.stringify(path.slice(0, length)))}']`)
        ?? [...this.place.querySelectorAll("[data-path]")].find((one) => one.dataset.path === JSON.stringify(path.slice(0, length)));
      if (field) return field;
    }
    return null;
  }
}

const isPicture = (keys) => ["file", "alt"].every((name) => keys.some((key) => key.name === name));

const tags = () => {
  if (!terms.has("tags")) terms.set("tags", get("tags").then(({ tags: all }) => all.map((tag) => ({ id: tag, names: [tag] })), () => []));
  return terms.get("tags");
};

/** Keeps a picture beside a record; the name of its file, or null. */
export async function keepPicture(file, blob, caption) {
  try {
    const { file: name } = await post("picture", { file, name: caption || blob.name || "anh" }, blob);
    say(`${t("picture_kept")} ${name}`);
    return name;
  } catch (why) {
    say(why.status === 0 ? t("lost") : why.message, "wrong");
    return null;
  }
}

/** A text field with a list of names to choose from (ARIA combobox). `adds`: what is chosen is handed over, and the field is empty again. */
export function combobox({ value, terms: ask, set, adds = false, ...attributes }) {
  const list = el("ul.choices", { role: "listbox", id: unique("choices"), hidden: true, "aria-label": attributes["aria-label"] ?? t("add") });
  let [known, shown, active] = [[], [], -1];
  const input = el("input", { ...attributes, role: "combobox", autocomplete: "off", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" });
  const name = (id) => known.find((term) => term.id === id)?.names[0];
  input.value = value;
  ask().then((all) => {
    known = all;
    if (!adds && document.activeElement !== input && name(value)) input.value = name(value);
  });
  const hide = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (term) => {
    hide();
    input.value = adds ? "" : term.names[0] ?? term.id;
    set(term.id);
  };
  const mark = () => {
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === active)));
    if (active >= 0) {
      input.setAttribute("aria-activedescendant", list.children[active].id);
      list.children[active].scrollIntoView({ block: "nearest" });
    }
  };
  const draw = () => {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    const fits = (term) => words.every((word) => fold([term.id, ...term.names].join(" ")).includes(word));
    shown = known.filter(fits).slice(0, 12);
    fill(list, shown.map((term) => el("li", {
      role: "option", id: unique("choice"), "aria-selected": "false", onpointerdown: (event) => { event.preventDefault(); choose(term); },
    }, term.names[0] ?? term.id, term.names.length > 1 && el("small", {}, ` ${term.names.slice(1).join(", ")}`))));
    list.hidden = shown.length === 0;
    active = -1;
    input.setAttribute("aria-expanded", String(shown.length > 0));
  };
  const typed = () => {
    const text = input.value.trim();
    const exact = known.find((term) => term.id === text || term.names.some((one) => one === text));
    return exact?.id ?? text;
  };
  input.addEventListener("suggested", () => { hide(); set(input.value); });
  input.addEventListener("input", () => {
    draw();
    if (!adds) set(typed());
  });
  input.addEventListener("focus", () => { if (!adds || input.value) draw(); if (!adds) input.select(); });
  input.addEventListener("blur", () => {
    hide();
    if (adds && input.value.trim()) { const last = typed(); input.value = ""; set(last); }
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) draw();
      if (!shown.length) return;
      active = (active + (event.key === "ArrowDown" ? 1 : -1) + shown.length) % shown.length;
      mark();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (active >= 0) choose(shown[active]);
      else if (adds && input.value.trim()) { const last = typed(); input.value = ""; hide(); set(last); } else hide();
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      hide();
    }
  });
  return el("span.combobox", {}, input, list);
}
