// Elements without HTML texts: nothing a record holds is ever read as markup.

/** `el("a.button", {href, onclick}, "text", child)`; null and false children are left out. */
export function el(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const made = document.createElement(tag || "div");
  if (classes.length) made.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (["value", "checked", "disabled", "selected", "open", "hidden"].includes(key)) made[key] = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** Puts children in the place of those that an element has. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

let count = 0;

/** An id that no other element has. */
export const unique = (stem) => `${stem}-${(count += 1)}`;

/** Without accents, in lower case: how words are compared. */
export const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

/** Says something to whoever sees or hears the page. */
export function say(text, kind = "") {
  const box = document.getElementById("said");
  box.className = `said ${kind}`;
  fill(box, el("span", {}, text));
  clearTimeout(say.timer);
  say.timer = setTimeout(() => fill(box), kind === "wrong" ? 12000 : 5000);
}

/** A dialog with fields; answers their values, or null. `fields`: [{name, label, type, value, help, required, options}]. */
export function ask(title, { text = [], fields = [], ok, cancel, danger = false, wide = false, extra = [] }) {
  return new Promise((done) => {
    const controls = fields.map((field) => {
      const id = unique("ask");
      let control;
      if (field.type === "textarea") control = el("textarea", { id, rows: 4, required: field.required });
      else if (field.type === "select") {
        control = el("select", { id }, field.options.map(([value, label]) => el("option", { value }, label)));
      } else control = el("input", { id, type: field.type ?? "text", required: field.required, autocomplete: "off" });
      if (field.value !== undefined) control.value = field.value;
      control.name = field.name;
      return el("p.field", {}, el("label", { for: id }, field.label), control, field.help && el("small", {}, field.help));
    });
    let answer = null;
    const heading = unique("dialog");
    const dialog = el(`dialog${wide ? ".wide" : ""}`, { "aria-labelledby": heading },
      el("form", {
        onsubmit: (event) => {
          event.preventDefault();
          answer = Object.fromEntries(fields.map((field) => [field.name, event.target.elements[field.name].value]));
          dialog.close();
        },
      },
      el("h2", { id: heading }, title),
      [text].flat().map((part) => (typeof part === "string" ? el("p", {}, part) : part)),
      controls,
      el("p.buttons", {},
        ok && el(`button.${danger ? "danger" : "main"}`, {}, ok),
        extra.map(([label, value]) => el("button", { type: "button", onclick: () => { answer = value; dialog.close(); } }, label)),
        el("button", { type: "button", onclick: () => dialog.close() }, cancel))));
    dialog.addEventListener("close", () => {
      dialog.remove();
      done(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
