// The page beside the form, as the engine makes it from what is typed: another origin, in a sandbox.
import { post } from "./api.js";
import { el, fill, say, unique } from "./dom.js";
import { room } from "./main.js";
import { t } from "./words.js";

const WIDTHS = { phone: 390, tablet: 820, desktop: 1280 };

export class Preview {
  constructor(opened) {
    this.opened = opened;
    this.origin = new URL(room.session.preview).origin;
    this.address = null;
    this.frame = el("iframe", { title: t("preview_of"), sandbox: "allow-scripts allow-same-origin", hidden: true });
    this.hold = el("div.hold", {}, this.frame);
    this.none = el("p.none", { hidden: true }, t("no_page"));
    this.ribbon = el("p.ribbon", { hidden: true });
    const widths = el("div.widths", { role: "group", "aria-label": t("preview_of") }, Object.keys(WIDTHS).map((name) => el("button", {
      type: "button", "aria-pressed": String(name === "phone"),
      onclick: (event) => {
        for (const other of widths.children) other.setAttribute("aria-pressed", String(other === event.currentTarget));
        this.width = WIDTHS[name];
        this.fit();
      },
    }, t(name))));
    this.width = WIDTHS.phone;
    const dark = el("button", { type: "button", "aria-pressed": "false", onclick: () => {
      const isDark = dark.getAttribute("aria-pressed") !== "true";
      dark.setAttribute("aria-pressed", String(isDark));
      this.frame.style.colorScheme = isDark ? "dark" : "light";
    } }, t("dark"));
    const clock = unique("clock");
    const at = el("input", { id: clock, type: "datetime-local", value: room.session.as_of ? room.session.now.replace(" ", "T") : "" });
    const look = async (moment) => {
      try {
        room.session = await post("clock", { at: moment });
        if (!moment) at.value = "";
      } catch (why) {
        say(why.message, "wrong");
      }
    };
    const clocks = el("form.clock", { onsubmit: (event) => { event.preventDefault(); look(at.value.replace("T", " ")); } },
      el("label", { for: clock }, t("as_of")), at, el("button", {}, t("look")), el("button", { type: "button", onclick: () => look("") }, t("now")));
    this.place = el("section.preview", { "aria-label": t("tab_preview") }, el("div.controls", {}, widths, dark), this.ribbon, this.hold, this.none, el("details", {}, el("summary", {}, t("as_of")), clocks));
    this.hear = (event) => {
      if (event.origin !== this.origin || event.source !== this.frame.contentWindow || event.data?.from !== "bantin") return;
      if (typeof event.data.passage === "string") {
        this.opened.show("text");
        this.opened.text?.passage(event.data.passage);
      }
    };
    addEventListener("message", this.hear);
    this.watched = new ResizeObserver(() => this.fit());
    this.watched.observe(this.hold);
    opened.text?.area.addEventListener("scroll", () => {
      const { area } = opened.text;
      const space = area.scrollHeight - area.clientHeight;
      if (document.activeElement === area && space > 0) this.frame.contentWindow?.postMessage({ scrollTo: area.scrollTop / space }, this.origin);
    }, { passive: true });
  }

  show(page, row) {
    const address = page ? room.session.preview + page : null;
    if (address !== this.address) {
      this.address = address;
      if (address) this.frame.src = address;
    }
    this.frame.hidden = !address;
    this.none.hidden = Boolean(address);
    const standing = row?.standing;
    const text = { draft: t("ribbon_draft"), waiting: t("ribbon_waiting"), withdrawn: t("ribbon_withdrawn"), hidden: t("ribbon_hidden"), scheduled: `${t("ribbon_scheduled")} ${row?.date ?? ""}` }[standing];
    this.ribbon.hidden = !text;
    fill(this.ribbon, text ?? "");
    this.fit();
  }

  /** The page has the width of its readers' screens, and is drawn smaller where there is no room for it. */
  fit() {
    const room = this.hold.clientWidth;
    if (!room) return;
    const scale = Math.min(1, room / this.width);
    this.frame.style.width = `${this.width}px`;
    this.frame.style.height = `${this.hold.clientHeight / scale}px`;
    this.frame.style.transform = `scale(${scale})`;
    this.frame.style.marginLeft = `${Math.max(0, (room - this.width * scale) / 2)}px`;
  }

  close() {
    removeEventListener("message", this.hear);
    this.watched.disconnect();
  }
}
