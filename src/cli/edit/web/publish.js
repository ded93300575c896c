// Checking, building and publishing: what will change first, the outcome after.
import { post } from "./api.js";
import { ask, el, fill, unique } from "./dom.js";
import { room } from "./main.js";
import { tell } from "./told.js";
import { t } from "./words.js";

export async function publish(main) {
  const { targets } = room.session;
  const id = unique("target");
  const target = el("select", { id, onchange: () => { go.disabled = true; } }, targets.map((name) => el("option", { value: name }, name)));
  const told = el("pre.told", { tabindex: 0, hidden: true, "aria-label": t("publish") });
  const state = el("p", { role: "status" });
  const run = async (step, good) => {
    for (const button of buttons) button.disabled = true;
    fill(state, t("working"));
    told.hidden = true;
    const asked = post("publish", { step, target: targets.length ? target.value : null });
    const ok = await tell(asked, { told, state, good, bad: "failed" });
    plan.disabled = back.disabled = false;
    go.disabled = !(ok && step === "plan" && targets.length);
  };
  const plan = el("button.main", { onclick: () => run("plan", targets.length ? "planned" : "done") }, t("plan"));
  const go = el("button.main", { disabled: true, onclick: () => run("publish", "done") }, t("publish_now"));
  const back = el("button", {
    onclick: async () => {
      if (await ask(t("rollback"), { text: t("rollback_text"), ok: t("rollback"), cancel: t("cancel"), danger: true })) await run("rollback", "done");
    },
  }, t("rollback"));
  const buttons = [plan, go, back];
  fill(main, el("h1", {}, t("publish")), el("p", {}, t("publish_intro")),
    targets.length ? el("p.field", {}, el("label", { for: id }, t("target")), target) : el("p.strip", {}, t("no_target")),
    el("p.buttons", {}, plan, targets.length > 0 && go, targets.length > 0 && back), state, told);
}
