// What a command of the program said, below its buttons.
import { el, fill } from "./dom.js";
import { t } from "./words.js";

/** Shows the words of an answer `{ok, text}` in `told`, and the word for its outcome in `state`; says whether it went well. */
export async function tell(asked, { told, state, good, bad }) {
  let ok = false;
  try {
    const answer = await asked;
    ok = answer.ok;
    told.textContent = answer.text;
    told.hidden = answer.text === "";
  } catch (why) {
    told.textContent = why.status === 0 ? t("lost") : why.message;
    told.hidden = false;
  }
  fill(state, el(`span.${ok ? "good" : "bad"}`, {}, t(ok ? good : bad)));
  return ok;
}
