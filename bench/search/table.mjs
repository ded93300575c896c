// The figures as a table, next to their limits.
export const quantile = (numbers, part = 0.5) => [...numbers].sort((a, b) => a - b)[Math.ceil(numbers.length * part) - 1] ?? NaN;
const mean = (numbers) => numbers.reduce((a, b) => a + b, 0) / numbers.length;

/** Limits: absolute figures, and ratios to Pagefind's. */
const MOST = { requests: 10, memory: 300 };
const MOST_KILOBYTES = { 10_000: { 1: 25, 2: 35, 4: 50 }, 50_000: { 1: 28, 2: 42, 4: 68 } };
const SHARES = { slow: 0.35, warm: 0.1, cpu: 0.08 };

const digits = (count) => (number) => number.toFixed(count);
const mark = (met) => (met ? " ✓" : " ✗");

/**
 * @param {number} articles how many articles the site has
 * @param {Record<string, any>} figures by engine: `bantin`, and `pagefind` where it ran
 */
export function table(articles, { bantin, pagefind }) {
  const rows = [];
  /** One figure of both engines; `pick` returns undefined if it was not measured. */
  const row = (name, pick, show, { most, share } = {}) => {
    const [own, theirs] = [bantin, pagefind].map((engine) => engine && pick(engine));
    if (own === undefined && theirs === undefined) return;
    const ratio = own !== undefined && theirs ? own / theirs : undefined;
    const bar = { text: "", met: undefined };
    if (most !== undefined) [bar.text, bar.met] = [`≤ ${most}`, own === undefined ? undefined : own <= most];
    if (share !== undefined) [bar.text, bar.met] = [`≤ ${share} ×`, ratio === undefined ? undefined : ratio <= share];
    rows.push([
      name,
      theirs === undefined ? "" : show(theirs),
      own === undefined ? "" : show(own),
      ratio === undefined ? "" : `${ratio.toFixed(ratio < 0.095 ? 3 : 2)} ×`,
      bar.text + (bar.met === undefined ? "" : mark(bar.met)),
    ]);
  };

  const kilobytes = MOST_KILOBYTES[articles > 20_000 ? 50_000 : 10_000];
  for (const length of Object.keys(bantin.cold ?? {})) {
    const of = (key, part = 0.5) => ({ cold }) => quantile(cold[length].map((run) => run[key]), part);
    const thousands = (pick) => (engine) => pick(engine) / 1000;
    const name = `${length} syllable${length > 1 ? "s" : ""}`;
    row(`kB to ten results, cold, ${name}, median`, thousands(of("bytes")), digits(1), { most: kilobytes[length] });
    row("… most", thousands(of("bytes", 1)), digits(1));
    if (bantin.cold[length][0].withHeads) row("… median with the heads of answers", thousands(of("withHeads")), digits(1));
    row(`requests, ${name}, median`, of("requests"), digits(0), { most: MOST.requests });
    row("… most", of("requests", 1), digits(0));
    const few = ({ cold }) => cold[length].filter(({ shown }) => shown < 10).length;
    row(`… with fewer than ten results, of ${bantin.cold[length].length}`, few, digits(0));
  }
  for (const line of Object.keys(bantin.slow ?? {})) {
    const name = `s to ten results, cold, 2 syllables, ${line}, median`;
    row(name, ({ slow }) => quantile(slow[line]) / 1000, digits(2), { share: SHARES.slow });
    row("… most", ({ slow }) => quantile(slow[line], 1) / 1000, digits(2));
  }
  const warm = (part) => (engine) => engine.warm && quantile(engine.warm, part);
  row("ms for one more query, everything loaded, median", warm(0.5), digits(2), { share: SHARES.warm });
  row("… 95th percentile", warm(0.95), digits(2), { share: SHARES.warm });
  row("CPU s for the index", ({ cost }) => cost?.cpu, digits(1), { share: SHARES.cpu });
  row("MiB of memory for the index", ({ cost }) => cost?.memory, digits(0), { most: MOST.memory });
  row("files of the index", ({ size }) => size?.files, digits(0));
  row("MB of the index", ({ size }) => size && size.bytes / 1e6, digits(1));
  row("… each file packed with gzip", ({ size }) => size && size.gzip / 1e6, digits(1));
  for (const [sort, ranks] of Object.entries(bantin.relevance ?? {})) {
    row(`MRR@10, ${sort}, ${ranks.length} queries`, ({ relevance }) => mean(relevance[sort]), digits(3));
  }
  const lines = [["figure", "Pagefind", "Bản Tin", "ratio", "bar"], ["---", "---:", "---:", "---:", "---:"], ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
