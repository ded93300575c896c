// How the text of queries and pages is read, for Node and for a browser: the cases that Rust
// shares, and a few more.
import { X } from "../../client/codec.js";
import { canonicalTone, decoded, fold, pairHash, parts, termHash, tokens } from "../../client/text.js";
import { oneApart } from "../../client/words.js";

/** The shared cases, by name: files below crates/. */
export const VECTORS = {
  fold: "bantin-text/vectors/fold.json",
  tones: "bantin-text/vectors/tones.json",
  syllables: "bantin-text/vectors/syllables.json",
  search_terms: "bantin-search/vectors/search_terms.json",
  search_hash: "bantin-search/vectors/search_hash.json",
  search_levels: "bantin-search/vectors/search_levels.json",
};

/**
 * Tells each case to `test`. `vectors` gives a file of [`VECTORS`] as it is parsed.
 * @param {{test: (name: string, run: () => void) => void, assert: any, vectors: (name: string) => any}} tools
 */
export function readings({ test, assert, vectors }) {
  test("texts fold as the shared cases say", () => {
    for (const { in: text, out } of vectors("fold")) assert.equal(fold(text), out, text);
  });

  test("tone marks find their place as the shared cases say", () => {
    for (const { in: text, out } of vectors("tones")) {
      const lower = text.toLowerCase().replace(/\p{Alphabetic}+/gu, canonicalTone);
      assert.equal(lower, out.toLowerCase(), text);
    }
  });

  test("texts part as the shared cases say", () => {
    for (const { in: text, out } of vectors("syllables")) {
      assert.deepEqual(tokens(text).map(({ start, end }) => text.slice(start, end)), out, text);
    }
  });

  test("texts have the terms of the shared cases", () => {
    for (const { in: text, out } of vectors("search_terms")) {
      const shown = tokens(text).flatMap(({ start, end, begins }, at) => [...(begins && at ? ["|"] : []), ...parts(text.slice(start, end))]);
      assert.equal(shown.join(" "), out, text);
    }
  });

  test("hashes are those of the shared cases", () => {
    for (const [text, expected] of vectors("search_hash")) {
      const [first, second] = text.split(" ").map(termHash);
      assert.equal(second === undefined ? first : pairHash(first, second), expected, text);
    }
  });

  test("levels are those of the shared cases", () => {
    for (const [level, x] of vectors("search_levels")) assert.ok(Math.abs(X[level] - x) < 1e-4);
  });

  test("Telex and VNI are read", () => {
    const cases = {
      daan: "dân", vaanj: "vận", kheos: "khéo", dan6: "dân", van65: "vận", kheo1: "khéo", dduwowngf: "đường", d9uong72: "đường",
      nguwowif: "người", nguoi72: "người", hoaf: "hòa", uyr: "ủy", huong71: "hướng", quaanj: "quận", soos: "số", viet65: "việt",
    };
    for (const [typed, meant] of Object.entries(cases)) assert.equal(decoded(typed), meant, typed);
  });

  test("words one letter apart are told from others", () => {
    for (const [a, b] of [["van", "vam"], ["van", "vann"], ["dan", "dna"], ["khe", "kheo"]]) assert.ok(oneApart(a, b), `${a} ${b}`);
    for (const [a, b] of [["van", "van"], ["van", "vamm"], ["dan", "nad"], ["", "ab"]]) assert.ok(!oneApart(a, b), `${a} ${b}`);
  });
}
