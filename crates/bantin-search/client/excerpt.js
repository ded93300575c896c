// Cuts the excerpt of a text that best matches a query, and marks the matches.
import { fold, parts, tokens } from "./text.js";

const LENGTH = 190;
/** Cache of the terms of each token: accented and folded. @type {Map<string, [string, string][]>} */
const KNOWN = new Map();

/** @param {string} token */
function forms(token) {
  let found = KNOWN.get(token);
  if (!found) {
    found = parts(token).map((part) => [part, "~" + fold(part)]);
    KNOWN.set(token, found);
  }
  return found;
}

/** @param {string} text */
export function escaped(text) {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/**
 * Terms with their weights, and names that only match as a whole.
 * @typedef {{wanted: Map<string, number>, names: import("./text.js").Term[][]}} Sought
 */

/**
 * The matching tokens of a text with their weights.
 * @param {string} text
 * @param {Sought} sought
 */
export function matches(text, { wanted, names }) {
  const all = [...tokens(text)].map(({ start, end }) => {
    const own = forms(text.slice(start, end));
    return { start, end, own, weight: Math.max(0, ...own.map(([part, folded]) => wanted.get(part) ?? wanted.get(folded) ?? 0)) };
  });
  for (const name of names) {
    all.forEach((_, at) => {
      const whole = name.every((one, step) => all[at + step]?.own.some(([part]) => part === one.accented));
      if (whole) name.forEach((__, step) => (all[at + step].weight ||= 0.5));
    });
  }
  return all.filter(({ weight }) => weight > 0);
}

/**
 * A text as HTML with its matches in `<mark>`; adjacent matches share one mark.
 * @param {string} text
 * @param {Sought} sought
 */
export function marked(text, sought) {
  const spans = matches(text, sought);
  let html = "";
  let at = 0;
  spans.forEach(({ start, end }, index) => {
    const joined = index > 0 && /^[\s\-–/]*$/.test(text.slice(spans[index - 1].end, start));
    html += joined ? escaped(text.slice(at, start)) : `${escaped(text.slice(at, start))}<mark>`;
    const next = spans[index + 1];
    const joins = next && /^[\s\-–/]*$/.test(text.slice(end, next.start));
    html += escaped(text.slice(start, end)) + (joins ? "" : "</mark>");
    at = end;
  });
  return html + escaped(text.slice(at));
}

/**
 * The part of a text with the highest total weight of matches, and that weight. It lies within one line, a heading or a
 * paragraph, and is cut at words.
 * @param {string} text
 * @param {Sought} sought
 */
export function excerpt(text, sought) {
  const spans = matches(text, sought);
  let best = { weight: 0, start: 0 };
  for (let from = 0; from < spans.length; from += 1) {
    const seen = new Map();
    let near = 0;
    const line = lineEnd(text, spans[from].start);
    for (let at = from; at < spans.length && spans[at].start < line && spans[at].end - spans[from].start < LENGTH - 40; at += 1) {
      const word = fold(text.slice(spans[at].start, spans[at].end));
      seen.set(word, spans[at].weight);
      if (at > from && spans[at].start - spans[at - 1].end < 3) near += spans[at].weight / 2;
    }
    const weight = [...seen.values()].reduce((sum, one) => sum + one, near);
    if (weight > best.weight) best = { weight, start: spans[from].start };
  }
  const first = text.lastIndexOf("\n", best.start - 1) + 1;
  let start = best.start - first < LENGTH / 2 ? first : wordAfter(text, best.start - 40, best.start);
  const last = lineEnd(text, best.start);
  let end = Math.min(last, start + LENGTH);
  if (end < last) end = Math.max(text.lastIndexOf(" ", end), start + 40);
  // The end of a paragraph alone says little: more of what stands before it.
  if (end === last && end - start < LENGTH / 2 && start > first) start = wordAfter(text, Math.max(first, end - LENGTH), start);
  const part = text.slice(start, end).replace(/\s+/g, " ").trim();
  return { weight: best.weight, html: (start > first ? "…" : "") + marked(part, sought) + (end < last ? "…" : "") };
}

/**
 * Where the first word after `at` begins, or `latest` if that is not before it.
 * @param {string} text
 * @param {number} at
 * @param {number} latest
 */
function wordAfter(text, at, latest) {
  const space = text.indexOf(" ", at);
  return space < 0 ? latest : Math.min(space + 1, latest);
}

/**
 * @param {string} text
 * @param {number} at
 */
function lineEnd(text, at) {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}
