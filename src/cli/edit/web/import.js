// Sheets and texts of an office into the site: what would be taken and every mistake by sheet, row and column are shown
// first; nothing is written before that was looked at.
import { post } from "./api.js";
import { el, fill, unique } from "./dom.js";
import { room } from "./main.js";
import { tell } from "./told.js";
import { t } from "./words.js";

/** Kinds that come in sheets; articles come as texts. */
const KINDS = ["article", "model", "entry", "organizations", "localities", "document", "programme"];

export async function importing(main) {
  const { contests } = room.session;
  const field = (label, control) => el("p.field", {}, el("label", { for: control.id }, label), control);
  const kind = el("select", { id: unique("kind"), onchange: () => changed() }, KINDS.map((name) => el("option", { value: name }, room.forms.kinds[name].label)));
  const contest = el("select", { id: unique("contest"), onchange: () => changed() }, (contests ?? []).map(({ id, names }) => el("option", { value: id }, names[0] ?? id)));
  const contestField = field(t("contest"), contest);
  const set = el("input", { id: unique("set"), autocomplete: "off", oninput: () => changed() });
  const input = el("input.away", { id: unique("file"), type: "file", accept: ".docx,.odt,.html,.htm,.xlsx,.xls,.ods,.csv", onchange: () => choose(input.files[0]) });
  const chosen = el("strong", {});
  const zone = el("div.drop", {
    ondragover: (event) => { event.preventDefault(); zone.classList.add("over"); },
    ondragleave: () => zone.classList.remove("over"),
    ondrop: (event) => { event.preventDefault(); zone.classList.remove("over"); choose(event.dataTransfer.files[0]); },
  }, el("p", {}, chosen), el("p", {}, t("drop_office"), " ", input, el("label.button", { for: input.id }, t("choose_file"))));
  const state = el("p", { role: "status" });
  const told = el("pre.told", { tabindex: 0, hidden: true, "aria-label": t("import") });
  const look = el("button.main", { disabled: true, onclick: () => run(false) }, t("import_look"));
  const take = el("button.main", { disabled: true, onclick: () => run(true) }, t("import_take"));
  let file = null;
  const changed = () => {
    contestField.hidden = kind.value !== "entry";
    take.disabled = true;
    look.disabled = !file;
  };
  const choose = (one) => {
    if (!one) return;
    file = one;
    chosen.textContent = one.name;
    if (/\.(docx|odt|html?)$/i.test(one.name)) kind.value = "article";
    changed();
    run(false);
  };
  const run = async (takes) => {
    look.disabled = take.disabled = true;
    fill(state, t("working"));
    const asked = post("import", { as: kind.value, name: file.name, contest: kind.value === "entry" ? contest.value : null, set: set.value, take: takes ? "yes" : null }, file);
    const ok = await tell(asked, { told, state, good: takes ? "import_done" : "import_looked", bad: "import_failed" });
    look.disabled = false;
    take.disabled = !ok || takes;
  };
  fill(main, el("h1", {}, t("import")), el("p", {}, t("import_intro")), field(t("kind"), kind), contestField, field(t("import_set"), set), zone, el("p.buttons", {}, look, take), state, told);
  changed();
}
