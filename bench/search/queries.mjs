// Queries drawn from the pages of the site: the same ones for the same site.
import { readPage } from "./pages.mjs";
import { drawing, unaccented } from "./slices.mjs";

/** Words that contain a letter, without surrounding punctuation. */
function syllables(text) {
  const bare = text.split(/\s+/).map((one) => one.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""));
  return bare.filter((one) => /\p{L}/u.test(one));
}

/** `count` elements of a list, evenly spaced. */
function spread(list, count) {
  const length = Math.min(count, list.length);
  return Array.from({ length }, (_, at) => list[Math.floor(((at + 0.5) * list.length) / length)]);
}

/** `length` consecutive syllables at a random place of a title; null if it is too short. */
function ofTitle(title, length, random) {
  const words = syllables(title);
  const start = Math.floor(random() * (words.length - length + 1));
  return words.length < length ? null : words.slice(start, start + length).join(" ");
}

/**
 * 15 queries of 1, 2 and 4 syllables from titles over the whole collection, every other one without accents.
 * @returns {Record<string, string[]>}
 */
export function lengthQueries(site, articles, count = 15) {
  const queries = {};
  for (const length of [1, 2, 4]) {
    const random = drawing(length);
    queries[length] = spread(articles, count).map((page, at) => {
      const query = ofTitle(readPage(site, page).title, length, random) ?? "tin";
      return at % 2 ? unaccented(query) : query;
    });
  }
  return queries;
}

/**
 * Queries with known answers, each with and without accents. Title: four syllables of an article's title; the answer is
 * that article. Keyword: one or two two-syllable words that are characteristic of an article; the answer is that article
 * or one of the few others that contain all of them.
 * @returns {{sort: string, query: string, right: string[]}[]}
 */
export function knownItems(site, articles, count) {
  const read = spread(articles, 10_000);
  const words = new Words(read.map((page) => readPage(site, page).text));
  const random = drawing(5);
  return spread(read, count).flatMap((page) => {
    const { title, text } = readPage(site, page);
    const told = words.telling(text, random);
    const asked = [
      ["title", ofTitle(title, 4, random), [page.url]],
      ["keyword", told?.query, told?.texts.map((at) => read[at].url)],
    ];
    return asked.filter(([, query]) => query).flatMap(([sort, query, right]) => [
      { sort: `${sort}, accented`, query, right },
      { sort: `${sort}, unaccented`, query: unaccented(query), right },
    ]);
  });
}

/** Maps each syllable and each pair of adjacent syllables to the texts that contain it. */
class Words {
  constructor(texts) {
    this.texts = texts.length;
    this.most = Math.max(3, texts.length / 200);
    this.found = new Map();
    texts.forEach((text, at) => {
      const pairs = pairsOf(text);
      for (const term of new Set([...pairs, ...pairs.flatMap((pair) => pair.split(" "))])) {
        if (!this.found.has(term)) this.found.set(term, new Set());
        this.found.get(term).add(at);
      }
    });
  }

  of(term) {
    return this.found.get(term) ?? new Set();
  }

  /** The quarter of a text's two-syllable words that characterise it best: frequent in it, rare elsewhere. */
  topics(text) {
    const times = new Map();
    for (const pair of pairsOf(text)) times.set(pair, (times.get(pair) ?? 0) + 1);
    // The two syllables of a word co-occur more often than by chance.
    const words = [...times.keys()].filter((pair) => {
      const [first, second] = pair.split(" ");
      return this.of(pair).size >= 0.2 * Math.max(this.of(first).size, this.of(second).size);
    });
    const weight = (pair) => times.get(pair) * Math.log(this.texts / this.of(pair).size);
    words.sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1));
    return words.slice(0, Math.ceil(words.length / 4));
  }

  /**
   * One or two words of a text that few other texts contain together; null if there are none.
   * @returns {{query: string, texts: number[]} | null}
   */
  telling(text, random) {
    const words = this.topics(text);
    const draw = () => words[Math.floor(random() * words.length)];
    for (let attempt = 0; words.length > 2 && attempt < 100; attempt += 1) {
      const [first, second] = [draw(), draw()];
      const one = random() < 0.3 || first === second;
      const texts = [...this.of(first)].filter((at) => one || this.of(second).has(at));
      if (texts.length <= this.most) return { query: one ? first : `${first} ${second}`, texts };
    }
    return null;
  }
}

/** Pairs of adjacent syllables within a clause. */
function pairsOf(text) {
  return text.toLowerCase().split(/[.,;:!?…()“”"\n]/).flatMap((clause) => {
    const words = clause.trim().split(/\s+/);
    return words.slice(1).map((word, at) => `${words[at]} ${word}`).filter((pair) => /^\p{L}+ \p{L}+$/u.test(pair));
  });
}
