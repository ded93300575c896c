// The page: its head, and the views by the part of the address behind `#`.
import { Refused, get, hasToken, setLanguage } from "./api.js";
import { desk, problems } from "./desk.js";
import { el, fill, say } from "./dom.js";
import { importing } from "./import.js";
import { publish } from "./publish.js";
import { openRecord } from "./record.js";
import { language, speak, t } from "./words.js";

/** What all views share. */
export const room = { session: null, forms: null, news: new EventTarget() };

let leave = async () => true;

function head() {
  const link = (to, text) => {
    const here = location.hash.split("?")[0] === to || (to === "#/" && location.hash.startsWith("#/record"));
    return el("a", { href: to, "aria-current": here ? "page" : null }, text);
  };
  fill(document.getElementById("top"),
    el("a.brand", { href: "#/" }, el("strong", {}, room.session?.title ?? "Bản Tin"), el("span", {}, t("room"))),
    el("nav", { "aria-label": t("room") }, link("#/", t("desk")), link("#/problems", t("problems")), link("#/import", t("import")), link("#/publish", t("publish"))),
    el("button.plain", {
      lang: language() === "vi" ? "en" : "vi",
      onclick: () => {
        localStorage.setItem("bantin-language", language() === "vi" ? "en" : "vi");
        start();
      },
    }, t("other_language")));
  document.getElementById("skip").textContent = t("skip");
}

async function show() {
  await leave();
  leave = async () => true;
  const main = document.getElementById("main");
  const [view, query] = location.hash.replace(/^#\/?/, "").split("?");
  const asked = new URLSearchParams(query ?? "");
  head();
  try {
    if (view === "record") {
      leave = (await openRecord(main, asked.get("file"), asked.get("index"), asked.get("at"))) ?? leave;
    } else if (view === "problems") await problems(main);
    else if (view === "import") await importing(main);
    else if (view === "publish") await publish(main);
    else await desk(main, asked);
  } catch (why) {
    if (!(why instanceof Refused)) throw why;
    fill(main, el("h1", {}, t("room")), el("p.strip.wrong", { role: "alert" }, why.status === 0 ? t("lost") : why.message));
  }
  document.title = `${document.querySelector("h1")?.textContent ?? ""} · ${t("room")}`;
}

/** Hears of every new state of the site. */
async function follow(since) {
  let number = since;
  for (;;) {
    try {
      const told = await get("wait", { since: number });
      if (told.number !== number) {
        number = told.number;
        room.news.dispatchEvent(new Event("news"));
      }
    } catch (why) {
      if (why.status === 401) {
        say(t("no_token"), "wrong");
        return;
      }
      await new Promise((done) => setTimeout(done, 2000));
    }
  }
}

async function start() {
  const chosen = localStorage.getItem("bantin-language");
  speak(chosen ?? "vi");
  setLanguage(chosen ?? "program");
  const main = document.getElementById("main");
  if (!hasToken()) {
    head();
    fill(main, el("h1", {}, t("room")), el("p.strip.wrong", {}, t("no_token")));
    return;
  }
  try {
    room.session = await get("session");
    speak(room.session.language);
    setLanguage(room.session.language);
    room.forms = await get("forms");
  } catch (why) {
    head();
    fill(main, el("h1", {}, t("room")), el("p.strip.wrong", { role: "alert" }, why.status === 0 ? t("lost") : t("no_token")));
    return;
  }
  await show();
  if (!start.follows) {
    start.follows = true;
    follow(room.session.number);
  }
}

addEventListener("hashchange", () => {
  if (location.hash === "#main") return;
  show().then(() => document.getElementById("main").focus({ preventScroll: true }));
  scrollTo(0, 0);
});
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("main").focus();
});
start();
