// Decodes the files of the index; format: docs/search-format.md.

/**
 * The postings of one spelling; `more` is how many are left out.
 * @typedef {{documents: Uint32Array, levels: Uint8Array, more: number}} List
 */
/**
 * The posting list of a folded term; `count` is its document frequency.
 * @typedef {{spellings: Map<number, List>, count: number}} PostingList
 */
/**
 * Lists by fingerprint: their bytes, or number of the file, offset and length of one that stands apart.
 * @typedef {{entries: Map<number, (Uint8Array | number[])[]>, expansions: [string, string, string[]][]}} Shard
 */

export const VERSION = 3;
const LEVELS = 32;
const K1 = 1.2;

/** The `x` at the middle of each level. */
export const X = Array.from({ length: LEVELS }, (_, level) => {
  const share = (level + 0.5) / LEVELS;
  return (K1 * share) / (1 - share);
});

/**
 * The BM25 score without idf, from the sum of `x`.
 * @param {number} x
 */
export function saturated(x) {
  return (x * (K1 + 1)) / (x + K1);
}

/** Reads LEB128 integers. */
class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  next() {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at];
      if (byte === undefined) throw new RangeError("the list ends early");
      this.at += 1;
      number += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return number;
    }
  }
}

/**
 * @param {Uint8Array} bytes
 * @returns {Shard}
 */
export function readShard(bytes) {
  const reader = new Reader(bytes);
  const count = reader.next();
  /** @type {[number, number, number[]?][]} */
  const heads = [];
  let name = 0;
  for (let left = count; left > 0; left -= 1) {
    name += reader.next();
    const length = reader.next();
    heads.push([name, length, length ? undefined : [reader.next(), reader.next(), reader.next()]]);
  }
  /** @type {Shard} */
  const shard = { entries: new Map(), expansions: [] };
  let at = reader.at;
  for (const [fingerprint, length, apart] of heads) {
    const same = shard.entries.get(fingerprint) ?? [];
    same.push(apart ?? bytes.subarray(at, at + length));
    shard.entries.set(fingerprint, same);
    at += length;
  }
  if (at < bytes.length) shard.expansions = JSON.parse(new TextDecoder().decode(bytes.subarray(at)));
  return shard;
}

/**
 * @param {Uint8Array[]} lists
 * @param {number} spellingBytes
 * @param {number} kept a spelling with so many documents also says how many are left out
 * @returns {PostingList}
 */
export function readEntry(lists, spellingBytes, kept) {
  /** @type {PostingList} */
  const entry = { spellings: new Map(), count: 0 };
  for (const bytes of lists) {
    const reader = new Reader(bytes);
    while (reader.at < bytes.length) {
      let spelling = bytes[reader.at];
      if (spellingBytes === 2) spelling += bytes[reader.at + 1] * 256;
      reader.at += spellingBytes;
      const list = readList(reader, kept);
      entry.spellings.set(spelling, list);
      entry.count += list.documents.length + list.more;
    }
  }
  return entry;
}

/**
 * @param {Reader} reader
 * @param {number} kept
 * @returns {List}
 */
function readList(reader, kept) {
  /** @type {number[]} */
  const documents = [];
  /** @type {number[]} */
  const levels = [];
  for (let last = false; !last;) {
    const head = reader.next();
    last = (head & 1) === 1;
    const level = (head >>> 1) & 31;
    for (let left = (head >>> 6) + 1, next = 0; left > 0; left -= 1) {
      const document = next + reader.next();
      documents.push(document);
      levels.push(level);
      next = document + 1;
    }
  }
  const more = documents.length >= kept ? reader.next() : 0;
  return { documents: Uint32Array.from(documents), levels: Uint8Array.from(levels), more };
}
