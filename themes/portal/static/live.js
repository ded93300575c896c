// Live boxes (weather, water levels and the like) from a file that the portal's IT refreshes; see docs/live-boxes.md.
// Missing values and outdated or empty boxes are left out; without any box the area stays hidden.
{
  const place = /** @type {any} */ (document.querySelector("[data-live]"));
  const language = document.documentElement.lang;

  /** A text, which may be given per language. @type {(text: any) => string} */
  const words = (text) => (typeof text === "object" && text ? text[language] ?? text.vi ?? "" : text) ?? "";

  const element = (/** @type {string} */ name, /** @type {string} */ text, className = "") =>
    Object.assign(document.createElement(name), { textContent: text, className });

  const isFresh = (/** @type {any} */ { updated, valid_minutes = 180 }) => {
    const age = Date.now() - Date.parse(updated);
    return age > -600_000 && age < valid_minutes * 60_000;
  };

  /** Date and time in the time zone of the site: 22/11/2026, 17:14. */
  const moment = (/** @type {Date} */ date) => {
    const timeZone = place.dataset.zone;
    const day = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { timeZone, day: "2-digit", month: language === "en" ? "long" : "2-digit", year: "numeric" });
    const hour = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
    return `${day.format(date)}, ${hour.format(date)}`;
  };

  /** The panel of a box; none if it has no values. @type {(box: any) => HTMLElement[]} */
  const panels = ({ title, updated, rows, source }) => {
    const said = (/** @type {any} */ row) => words(row?.label) !== "" && words(row?.value) !== "";
    const known = (Array.isArray(rows) ? rows : []).filter(said);
    if (!known.length || words(title) === "") return [];
    const list = element("dl", "");
    for (const row of known) list.append(element("dt", words(row.label)), element("dd", words(row.value)));
    const note = element("p", `${place.dataset.updated} `, "soft");
    note.append(Object.assign(element("time", moment(new Date(updated))), { dateTime: updated }));
    if (words(source) !== "") note.append(` · ${words(source)}`);
    const panel = element("div", "", "panel");
    panel.append(element("h3", words(title)), list, note);
    return [panel];
  };

  const show = async () => {
    const answer = await fetch(place.dataset.live, { cache: "no-cache" });
    const { boxes } = answer.ok ? await answer.json() : { boxes: [] };
    const fresh = (Array.isArray(boxes) ? boxes : []).filter((box) => box && isFresh(box));
    const shown = fresh.flatMap(panels);
    if (shown.length) {
      const grid = element("div", "", "grid");
      grid.append(...shown);
      place.append(grid);
      place.hidden = false;
    }
  };

  show().catch(() => {});
}
