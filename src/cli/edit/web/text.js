// The text of a record: a plain text field with a toolbar. Nothing is assigned to it while a person types; what the
// toolbar inserts goes through the browser's own editing, so that its undo takes it back. Keys are left alone while an
// input method composes.
import { post } from "./api.js";
import { ask, el, fill, say, unique } from "./dom.js";
import { combobox, keepPicture, termsOf } from "./form.js";
import { t } from "./words.js";

/** Kinds that a link may name. */
const LINKED = ["article", "model", "document", "programme", "topic", "page", "contest"];

export class Text {
  /** `file`: of the record; `changed` is told the whole text. */
  constructor(file, value, changed) {
    this.file = file;
    this.changed = changed;
    const id = unique("text");
    this.area = el("textarea.body", { id, rows: 18, spellcheck: "true", lang: "vi", "aria-describedby": `${id}-count ${id}-found` });
    this.area.value = value;
    this.area.addEventListener("input", () => this.tell());
    this.area.addEventListener("paste", (event) => this.paste(event));
    this.area.addEventListener("dragover", (event) => { if (event.dataTransfer.types.includes("Files")) event.preventDefault(); });
    this.area.addEventListener("drop", (event) => {
      const file = event.dataTransfer.files[0];
      if (file?.type.startsWith("image/")) {
        event.preventDefault();
        this.figure(file);
      }
    });
    this.area.addEventListener("keydown", (event) => {
      if (event.isComposing || event.keyCode === 229 || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      const act = { b: () => this.around("**"), i: () => this.around("*"), k: () => this.link() }[event.key.toLowerCase()];
      if (act) {
        event.preventDefault();
        act();
      }
    });
    this.count = el("p.count", { id: `${id}-count` });
    this.found = el("div.problems", { id: `${id}-found` });
    const button = (key, text, act) => el("button", { type: "button", onclick: act, title: t(key) }, text, el("span.name", {}, t(key)));
    const bar = el("div.toolbar", { role: "toolbar", "aria-label": t("text"), "aria-controls": id },
      button("heading", "H", () => this.atLines((line) => (line.startsWith("## ") ? line.slice(3) : `## ${line.replace(/^#+ /, "")}`))),
      button("bold", "B", () => this.around("**")),
      button("italic", "I", () => this.around("*")),
      button("list", "•", () => this.atLines((line) => (line.startsWith("- ") ? line.slice(2) : `- ${line}`))),
      button("numbered", "1.", () => this.atLines((line, at) => `${at + 1}. ${line.replace(/^\d+\. /, "")}`)),
      button("quote", "❝", () => this.atLines((line) => (line.startsWith("> ") ? line.slice(2) : `> ${line}`))),
      button("link", "↗", () => this.link()),
      button("figure", "▧", () => this.figure()),
      button("table", "▦", () => this.block(`| ${t("column")} 1 | ${t("column")} 2 |\n|---|---|\n|  |  |`)),
      button("boxes", "▣", () => this.box()));
    this.place = el("section.text", { "aria-label": t("text") }, el("label", { for: id }, t("text")), bar, this.area, this.count, this.found);
    this.counted();
  }

  get value() {
    return this.area.value;
  }

  tell() {
    this.counted();
    this.changed(this.area.value);
  }

  counted() {
    const words = (this.area.value.match(/[\p{L}\p{N}]+/gu) ?? []).length;
    this.count.textContent = `${words.toLocaleString("vi")} ${t("words")} · ${Math.max(1, Math.round(words / 220))} ${t("minutes")}`;
  }

  /** Puts a text in the place of the selection, in a way that the browser can undo. */
  insert(text) {
    this.area.focus();
    if (!document.execCommand("insertText", false, text)) {
      this.area.setRangeText(text, this.area.selectionStart, this.area.selectionEnd, "end");
      this.area.dispatchEvent(new Event("input"));
    }
  }

  around(marks) {
    const { selectionStart: from, selectionEnd: to, value } = this.area;
    const chosen = value.slice(from, to);
    const isMarked = chosen.length > 2 * marks.length && chosen.startsWith(marks) && chosen.endsWith(marks);
    const inner = isMarked ? chosen.slice(marks.length, -marks.length) : chosen.trim();
    if (isMarked) this.insert(inner);
    else this.insert(`${chosen.match(/^\s*/)[0]}${marks}${inner}${marks}${inner ? chosen.match(/\s*$/)[0] : ""}`);
    if (!chosen) this.area.setSelectionRange(from + marks.length, from + marks.length);
  }

  /** Changes each line of the selection. */
  atLines(change) {
    const { value } = this.area;
    const from = value.lastIndexOf("\n", this.area.selectionStart - 1) + 1;
    const end = value.indexOf("\n", this.area.selectionEnd);
    const to = end < 0 ? value.length : end;
    const lines = value.slice(from, to).split("\n").map(change);
    this.area.setSelectionRange(from, to);
    this.insert(lines.join("\n"));
  }

  /** A block with empty lines around it. */
  block(text) {
    const { selectionStart: from, value } = this.area;
    const before = value.slice(0, from);
    const lead = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
    this.area.setSelectionRange(from, this.area.selectionEnd);
    this.insert(`${lead}${text}\n\n`);
  }

  async link() {
    const { selectionStart: from, selectionEnd: to, value } = this.area;
    const all = (await Promise.all(LINKED.map(async (kind) => (await termsOf(kind)).map((term) => ({ id: `${kind}:${term.id}`, names: term.names }))))).flat();
    let address = "";
    const field = combobox({ value: "", terms: async () => all, set: (id) => { address = id; }, "aria-label": t("link_to") });
    const answer = await ask(t("link"), {
      text: [el("div.field", {}, el("span", {}, t("link_to")), field)],
      fields: [{ name: "text", label: t("link_text"), value: value.slice(from, to) }],
      ok: t("insert"), cancel: t("cancel"),
    });
    this.area.focus();
    this.area.setSelectionRange(from, to);
    if (!answer || !address) return;
    const named = all.find((term) => term.id === address)?.names[0];
    this.insert(`[${answer.text || named || address}](${address.replaceAll(" ", "%20").replaceAll(")", "%29")})`);
  }

  async figure(file) {
    const { selectionStart: from, selectionEnd: to } = this.area;
    let chosen = file;
    const input = el("input", { type: "file", accept: "image/*", "aria-label": t("choose_picture"), onchange: (event) => { [chosen] = event.target.files; } });
    const answer = await ask(t("figure"), {
      text: file ? [file.name] : [el("p.field", {}, el("label", {}, t("choose_picture"), input))],
      fields: [{ name: "alt", label: t("alt"), required: true }, { name: "caption", label: t("caption") }],
      ok: t("insert"), cancel: t("cancel"),
    });
    if (!answer || !chosen) return;
    const name = await keepPicture(this.file, chosen, answer.caption);
    if (!name) return;
    this.area.setSelectionRange(from, to);
    const caption = answer.caption ? ` "${answer.caption.replaceAll('"', "”")}"` : "";
    this.block(`![${answer.alt.replaceAll("]", "\\]")}](${name}${caption})`);
  }

  async box() {
    const { selectionStart: from, selectionEnd: to } = this.area;
    const answer = await ask(t("box_kind"), {
      fields: [
        { name: "kind", label: t("kind"), type: "select", options: ["model", "document", "video", "quote"].map((kind) => [kind, t(`box_${kind}`)]) },
        { name: "value", label: t("box_value"), required: true },
      ],
      ok: t("insert"), cancel: t("cancel"),
    });
    this.area.focus();
    this.area.setSelectionRange(from, to);
    if (!answer) return;
    const value = answer.value.replaceAll('"', "”");
    const written = {
      model: `{{ model(id="${value}") }}`, document: `{{ document(id="${value}") }}`, video: `{{ video(url="${value}", title="") }}`,
      quote: `{{ quote(by="${value}") }}\n\n{{ end }}`,
    };
    this.block(written[answer.kind]);
  }

  /** What Word or a page put on the clipboard becomes Markdown; plain texts are left to the browser. */
  async paste(event) {
    const file = event.clipboardData.files[0];
    const html = event.clipboardData.getData("text/html");
    if (file?.type.startsWith("image/") && !html) {
      event.preventDefault();
      await this.figure(file);
      return;
    }
    if (!html || !/<(p|b|strong|i|em|h[1-6]|ul|ol|li|table|a|blockquote)[\s>]/i.test(html)) return;
    event.preventDefault();
    const plain = event.clipboardData.getData("text/plain");
    const { selectionStart: from, selectionEnd: to } = this.area;
    try {
      const { markdown, left_out: left } = await post("paste", {}, new Blob([html]));
      this.area.setSelectionRange(from, to);
      this.insert(markdown || plain);
      say([t("pasted"), ...left].join(" "));
    } catch {
      this.insert(plain);
    }
  }

  /** Puts mistakes in the text below it, each leading to its place. */
  mark(problems) {
    const own = problems.filter((one) => one.range);
    fill(this.found, own.map((one) => el(`p.${one.severity}`, {}, one.message, one.help && el("small", {}, one.help),
      el("button.plain", { type: "button", onclick: () => this.select(...one.range) }, t("go")))));
    if (own.some((one) => one.severity === "error")) this.area.setAttribute("aria-invalid", "true");
    else this.area.removeAttribute("aria-invalid");
  }

  select(from, to) {
    this.area.focus();
    this.area.setSelectionRange(from, Math.max(to, from));
    const before = this.area.value.slice(0, from).split("\n").length;
    const height = this.area.scrollHeight / this.area.value.split("\n").length;
    this.area.scrollTop = Math.max(0, before * height - this.area.clientHeight / 3);
  }

  /** Goes to a passage of the page. */
  passage(text) {
    const words = text.split(/\s+/);
    for (let length = Math.min(8, words.length); length > 0; length -= 1) {
      const at = this.area.value.indexOf(words.slice(0, length).join(" "));
      if (at >= 0) {
        this.select(at, at + words.slice(0, length).join(" ").length);
        return;
      }
    }
  }
}
