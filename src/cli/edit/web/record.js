// One record: its form, its text, its page beside them; drafts, saving, and the steps on its way to readers.
import { get, post } from "./api.js";
import { asText, sideBySide } from "./compare.js";
import { addressOf, badge } from "./desk.js";
import { ask, el, fill, say } from "./dom.js";
import { Form, forgetTerms } from "./form.js";
import { room } from "./main.js";
import { Preview } from "./preview.js";
import { Text } from "./text.js";
import { t } from "./words.js";

/** How long nothing is typed before the draft is kept, in milliseconds. */
const PAUSE = 150;

/** Kinds with a text of their own. */
const WITH_TEXT = ["article", "model", "entry", "programme", "document", "page", "rules", "topics"];

/** A value as a text in which the order of keys and what is empty do not count. */
function canonical(value) {
  if (value === undefined || value === null || value === "") return "";
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== "object") return JSON.stringify(value);
  const keys = Object.keys(value).filter((key) => canonical(value[key]) !== "").sort();
  return keys.length ? `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}` : "";
}

/** Shows a record; answers what is to be done when it is left. */
export async function openRecord(main, file, index, at) {
  forgetTerms();
  const where = { file, index };
  const opened = new Opened(main, where, await get("record", where));
  opened.draw();
  if (at) opened.go(JSON.parse(at));
  return () => opened.leave();
}

class Opened {
  constructor(main, where, record) {
    Object.assign(this, { main, where, record, saving: false, sending: null, wanted: false });
    this.values = structuredClone(record.fields);
    this.backup = `bantin-draft ${where.file}#${where.index ?? ""}`;
    this.onNews = () => this.heard();
    this.onKey = (event) => {
      if (event.isComposing || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      this.save();
    };
    room.news.addEventListener("news", this.onNews);
    addEventListener("keydown", this.onKey);
  }

  get title() {
    return this.values.title ?? this.values.name ?? this.record.row?.title ?? this.where.file;
  }

  /** What was changed: new values of keys, and the text. */
  changes() {
    const fields = {};
    for (const key of new Set([...Object.keys(this.values), ...Object.keys(this.record.fields)])) {
      if (canonical(this.values[key]) !== canonical(this.record.fields[key])) fields[key] = this.values[key] ?? null;
    }
    const body = this.text && this.text.value !== (this.record.body ?? "") ? this.text.value : null;
    return { base: this.record.hash, fields, body };
  }

  isChanged() {
    const { fields, body } = this.changes();
    return Object.keys(fields).length > 0 || body !== null;
  }

  draw() {
    const { record, main } = this;
    this.form = new Form(record, () => this.changed());
    const hasText = WITH_TEXT.includes(record.kind);
    this.text = hasText ? new Text(this.where.file, record.body ?? "", () => this.changed()) : null;
    this.preview = new Preview(this);
    this.state = el("p.state", { role: "status" });
    this.strips = el("div.strips");
    this.others = el("div.problems.others");
    this.heading = el("h1", {}, this.title);
    this.standing = el("span", {});
    this.saveButton = el("button.main", { onclick: () => this.save() }, t("save"));
    const parts = [["text", hasText && this.text.place], ["form", el("section.details", { "aria-label": t("tab_form") }, this.others, this.form.draw(this.values))], ["preview", this.preview.place]].filter(([, part]) => part);
    const panes = el(`div.panes${hasText ? "" : ".without-text"}`, { "data-shown": parts[0][0] });
    const tabs = el("div.tabs", { role: "group", "aria-label": t("desk") }, parts.map(([name], number) => el("button", {
      type: "button", "aria-pressed": String(number === 0),
      onclick: (event) => {
        panes.dataset.shown = name;
        for (const tab of tabs.children) tab.setAttribute("aria-pressed", String(tab === event.currentTarget));
      },
    }, t(`tab_${name}`))));
    this.show = (name) => tabs.children[parts.findIndex(([own]) => own === name)]?.click();
    parts.forEach(([name, part]) => { part.dataset.pane = name; });
    fill(panes, el("div.writing", {}, parts.filter(([name]) => name !== "preview").map(([, part]) => part)), this.preview.place);
    fill(main,
      el("div.bar", {},
        el("a.back", { href: "#/" }, `← ${t("back")}`),
        el("div.titles", {}, this.heading, el("p.where", {}, this.standing, ` ${this.where.file.replace(/^content\//, "")}${this.where.index === null ? "" : ` · ${Number(this.where.index) + 1}`}`)),
        el("div.doing", {}, this.state, this.saveButton, this.menu())),
      this.strips, tabs, panes);
    this.told(record);
    this.tellState();
    this.offerDraft();
  }

  /** Shows what an answer of the room tells of the state of the site. */
  told(answer) {
    if (answer.row !== undefined) this.record.row = answer.row;
    fill(this.standing, this.record.row && this.record.kind !== "site" ? badge(this.record.row) : []);
    const own = (answer.problems ?? []).filter((one) => (one.index ?? null) === (this.where.index === null ? null : Number(this.where.index)));
    const left = this.form.mark(own);
    this.text?.mark(own);
    fill(this.others, left.map((one) => el(`p.${one.severity}`, {}, one.message, one.help && el("small", {}, one.help))));
    this.preview.show(answer.page, this.record.row);
  }

  tellState(text) {
    fill(this.state, text ?? (this.isChanged() ? t("unsaved") : t("same")));
  }

  changed() {
    this.heading.textContent = this.title;
    this.tellState();
    const changes = this.changes();
    // What the program cannot take, because it is not there, stays in the browser.
    localStorage.setItem(this.backup, JSON.stringify(changes));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), PAUSE);
  }

  /** Keeps the draft; one request at a time, the newest text last. */
  async keep() {
    if (this.sending) {
      this.wanted = true;
      return;
    }
    this.wanted = false;
    if (this.saving) return;
    this.sending = (async () => {
      try {
        const answer = await post("draft", this.where, this.changes());
        if (this.isChanged()) this.tellState(`${t("kept")} ${new Date().toLocaleTimeString("vi", { hour: "2-digit", minute: "2-digit" })}`);
        else this.tellState();
        if (answer.error) this.tellState(`${t("not_kept")} ${answer.error}`);
        if (answer.stale) this.changedOutside();
        this.told(answer);
        localStorage.removeItem(this.backup);
      } catch (why) {
        this.tellState(why.status === 0 ? t("lost") : `${t("not_kept")} ${why.message}`);
        if (why.status === 0) {
          clearTimeout(this.timer);
          this.timer = setTimeout(() => this.keep(), 3000);
        }
      }
    })();
    await this.sending;
    this.sending = null;
    if (this.wanted) await this.keep();
  }

  async save() {
    clearTimeout(this.timer);
    if (this.saving) return;
    this.saving = true;
    this.saveButton.disabled = true;
    if (this.sending) await this.sending;
    const sent = this.changes();
    try {
      const answer = await post("save", this.where, sent);
      this.took(answer);
      say(t(answer.approval_taken_back ? "taken_back" : "saved"));
    } catch (why) {
      if (why.status === 409) await this.conflict(why.value.theirs, sent);
      else {
        say(why.status === 0 ? t("lost") : why.message, "wrong");
        this.tellState();
      }
    } finally {
      this.saving = false;
      this.saveButton.disabled = false;
    }
  }

  /** The file is what the room says; what was typed since the request stays. */
  took(record) {
    this.record = record;
    localStorage.removeItem(this.backup);
    fill(this.strips);
    this.told(record);
    this.tellState(this.isChanged() ? undefined : t("saved"));
  }

  async conflict(theirs, sent) {
    const mine = { kind: this.record.kind, fields: { ...this.record.fields, ...this.values }, body: this.text?.value ?? "" };
    const answer = await ask(t("conflict"), {
      wide: true, text: [t("conflict_text"), sideBySide(asText(theirs), asText(mine))],
      extra: [[t("put_mine"), "mine"], [t("take_theirs"), "theirs"]], cancel: t("close"),
    });
    if (answer === "mine") {
      try {
        const saved = await post("save", this.where, { ...sent, base: theirs.hash });
        this.reopen(saved);
        say(t("saved"));
      } catch (why) {
        say(why.message, "wrong");
      }
    } else if (answer === "theirs") {
      this.reopen(await post("discard", this.where));
    }
  }

  /** Draws the record anew. */
  reopen(record) {
    localStorage.removeItem(this.backup);
    this.record = record;
    this.values = structuredClone(record.fields);
    this.draw();
  }

  /** A draft that was found is a strip above the text, and never in the way. */
  offerDraft() {
    const own = localStorage.getItem(this.backup);
    const draft = this.record.draft ?? (own && JSON.parse(own));
    if (!draft || (Object.keys(draft.fields ?? {}).length === 0 && (draft.body ?? null) === null)) return;
    const theirs = { kind: this.record.kind, fields: { ...this.record.fields, ...draft.fields }, body: draft.body ?? this.record.body };
    fill(this.strips, el("div.strip", { role: "status" },
      el("p", {}, t("found_draft"), draft.stale && ` (${t("found_stale")})`),
      el("p.buttons", {},
        el("button", { onclick: () => ask(t("compare"), { wide: true, text: sideBySide(asText(this.record), asText(theirs)), cancel: t("close") }) }, t("compare")),
        el("button.main", { onclick: () => {
          for (const [key, value] of Object.entries(draft.fields ?? {})) {
            if (value === null) delete this.values[key];
            else this.values[key] = value;
          }
          const body = draft.body ?? this.record.body ?? "";
          const kept = this.record.body;
          this.record.body = body;
          this.record.draft = null;
          this.draw();
          this.record.body = kept;
          fill(this.strips);
          this.changed();
        } }, t("take")),
        el("button", { onclick: async () => { this.reopen(await post("discard", this.where)); } }, t("drop")))));
  }

  changedOutside() {
    if (this.strips.querySelector(".outside")) return;
    this.strips.append(el("div.strip.outside", { role: "status" }, el("p", {}, t("changed_outside")), el("p.buttons", {},
      el("button", { onclick: async () => {
        const theirs = await get("record", this.where);
        if (this.isChanged()) await this.conflict(theirs, this.changes());
        else this.reopen(theirs);
      } }, t(this.isChanged() ? "compare" : "reload")))));
  }

  /** The site has changed: perhaps this very file. */
  async heard() {
    if (!this.heading.isConnected) return;
    if (this.saving || this.sending) return;
    try {
      const now = await get("record", this.where);
      if (this.saving || this.sending) return;
      if (now.hash !== this.record.hash) this.changedOutside();
      else this.told(now);
    } catch (why) {
      if (why.status === 404) this.changedOutside();
    }
  }

  /** Goes to a field by its path, or to a range of the text. */
  go(at) {
    if (at.length === 2 && at.every(Number.isInteger) && this.text) {
      this.show("text");
      this.text.select(...at);
      return;
    }
    const field = this.form.find(at);
    if (!field) return;
    this.show("form");
    for (let above = field; above; above = above.parentElement) if (above.tagName === "DETAILS") above.open = true;
    field.scrollIntoView({ block: "center" });
    field.querySelector("input, textarea, select, button")?.focus();
  }

  async leave() {
    room.news.removeEventListener("news", this.onNews);
    removeEventListener("keydown", this.onKey);
    this.preview.close();
    clearTimeout(this.timer);
    if (this.sending) await this.sending;
    if (this.isChanged()) {
      await this.keep();
      say(t("leave"));
    }
    await post("close", this.where).catch(() => null);
  }

  menu() {
    const keys = room.forms.mappings[room.forms.kinds[this.record.kind]?.mapping] ?? [];
    const has = (name) => keys.some((key) => key.name === name);
    const item = (key, act) => el("li", {}, el("button.plain", { type: "button", onclick: (event) => {
      event.target.closest("details").open = false;
      act();
    } }, t(key)));
    const approves = room.session.approvals && has("approved");
    return el("details.menu", {}, el("summary", {}, t("actions")), el("ul", {},
      approves && this.record.fields.draft === true && item("send", () => this.change({ draft: null }, "sent")),
      approves && item("approve", () => this.approve()),
      has("date") && ["article", "page"].includes(this.record.kind) && item("schedule", () => this.schedule()),
      has("corrections") && item("correct", () => this.correct()),
      has("withdrawn") && item("withdraw", () => this.withdraw()),
      this.record.fields.withdrawn && item("purge", () => this.purge()),
      has("aliases") && item("readdress", () => this.readdress()),
      this.where.index === null && !["site", "rules", "contest"].includes(this.record.kind) && item("duplicate", () => this.duplicate()),
      item("history", () => this.history()),
      !["site"].includes(this.record.kind) && item("trash", () => this.throwAway())));
  }

  /** Saves what is typed first; a step is taken on what readers would get. */
  async settled() {
    if (this.isChanged()) await this.save();
    return !this.isChanged();
  }

  async change(fields, said) {
    if (!(await this.settled())) return;
    try {
      this.reopen(await post("change", this.where, { fields }));
      say(t(said));
    } catch (why) {
      say(why.message, "wrong");
    }
  }

  async approve() {
    const known = localStorage.getItem("bantin-name") ?? "";
    const answer = await ask(t("approve"), {
      text: t("approval_text"), fields: [{ name: "by", label: t("approver"), value: known, required: true }], ok: t("approve"), cancel: t("cancel"),
    });
    if (!answer) return;
    localStorage.setItem("bantin-name", answer.by);
    const isOwn = (this.values.authors ?? []).some((author) => author.name === answer.by);
    if (isOwn && !(await ask(t("own_text"), { ok: t("approve"), cancel: t("cancel") }))) return;
    const { now } = await get("session");
    await this.change({ approved: { by: answer.by, date: now }, draft: null }, "approved");
  }

  async schedule() {
    const { publisher, now } = await get("session");
    const answer = await ask(t("schedule"), {
      text: t(publisher.alive ? "publisher_alive" : "publisher_none"),
      fields: [{ name: "at", label: t("schedule_at"), type: "datetime-local", required: true, value: String(this.values.date ?? now).replace(" ", "T") }],
      ok: t("save"), cancel: t("cancel"),
    });
    if (answer) await this.change({ date: answer.at.replace("T", " "), draft: null }, "saved");
  }

  async correct() {
    const answer = await ask(t("correct"), { fields: [{ name: "text", label: t("correction"), type: "textarea", required: true }], ok: t("save"), cancel: t("cancel") });
    if (!answer) return;
    const { now } = await get("session");
    await this.change({ corrections: [...(this.record.fields.corrections ?? []), { date: now.slice(0, 10), text: answer.text }] }, "saved");
  }

  async withdraw() {
    const answer = await ask(t("withdraw"), {
      text: t("withdraw_text"),
      fields: [{ name: "reason", label: t("reason"), type: "textarea", required: true }], ok: t("withdraw"), cancel: t("cancel"), danger: true,
    });
    if (!answer) return;
    const { now } = await get("session");
    await this.change({ withdrawn: { date: now.slice(0, 10), reason: answer.reason } }, "withdrawn");
    if (this.record.fields.withdrawn) await this.purge();
  }

  /** Which addresses caches have to forget: all that show the record, told by the program. */
  async purge() {
    const { id = "", contest } = this.record.row ?? {};
    const named = this.record.kind === "entry" ? `${contest}/${id}` : id;
    const told = el("pre.told", { tabindex: 0, role: "status", "aria-label": t("purge") }, t("working"));
    post("publish", { step: "purge", target: null }).then(({ text }) => {
      const all = text.split("\n").filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
      const own = all.find((one) => one.kind === this.record.kind && one.id === named);
      fill(told, own ? [...own.urls, ...own.prefixes.map((prefix) => `${prefix}*`)].join("\n") : t("purge_none"));
    }, (why) => fill(told, why.message));
    await ask(t("purge"), { text: [t("purge_text"), told], cancel: t("close"), wide: true });
  }

  async readdress() {
    const answer = await ask(t("readdress"), { fields: [{ name: "id", label: t("readdress"), value: this.record.row?.id ?? "", required: true, help: t("readdress_help") }], ok: t("readdress"), cancel: t("cancel") });
    if (!answer || !(await this.settled())) return;
    try {
      this.reopen(await post("readdress", { ...this.where, id: answer.id }));
      say(t("saved"));
    } catch (why) {
      say(why.message, "wrong");
    }
  }

  async duplicate() {
    if (!(await this.settled())) return;
    try {
      location.hash = addressOf(await post("duplicate", this.where));
    } catch (why) {
      say(why.message, "wrong");
    }
  }

  async throwAway() {
    if (!(await ask(t("trash"), { text: t("trash_text"), ok: t("trash"), cancel: t("cancel"), danger: true }))) return;
    try {
      await post("trash", this.where);
      this.values = structuredClone(this.record.fields);
      location.hash = "#/";
    } catch (why) {
      say(why.message, "wrong");
    }
  }

  async history() {
    const { stamps } = await get("history", this.where);
    const time = (stamp) => stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/, (_, y, m, d, h, min, s, ms) => new Date(`${y}-${m}-${d}T${h}:${min}:${s}.${ms}Z`).toLocaleString("vi"));
    const place = el("div");
    const look = async (stamp) => {
      const [{ text }, { text: now }] = await Promise.all([get("former", { ...this.where, stamp }), this.wholeText()]);
      fill(place, sideBySide(text, now, [time(stamp), t("theirs")]), el("button", { type: "button", onclick: async (event) => {
        const dialog = event.target.closest("dialog");
        try {
          const record = await post("restore", { ...this.where, stamp });
          dialog.close();
          this.reopen(record);
          say(t("saved"));
        } catch (why) {
          say(why.message, "wrong");
        }
      } }, t("restore")));
    };
    await ask(t("history"), {
      wide: true, cancel: t("close"),
      text: [stamps.length ? el("ul.stamps", {}, stamps.map((stamp) => el("li", {}, el("button.plain", { type: "button", onclick: () => look(stamp) }, time(stamp))))) : t("no_history"), place],
    });
  }

  /** The file of now, for comparing with a former one. */
  async wholeText() {
    return get("text", this.where);
  }
}
