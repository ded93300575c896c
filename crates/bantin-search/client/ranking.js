// The constants of ranking that a query applies, each with what it is worth. Those of the index (k1, b, the weights of
// title and names) are in src/impact.rs and src/forward_index.rs. `bench/search` measures each alone.

export const RANKING = {
  /** The share of a term's score that depends on its accents, where these were typed. */
  accents: 0.6,
  /** The same for pairs, whose accents are seldom wrong. */
  pairAccents: 0.9,
  /** The weight of pairs of adjacent terms, beside 1 for terms: Vietnamese words are pairs of syllables. */
  pairs: 0.6,
  /** Rare terms count a little more than BM25 gives them: the power of idf. */
  idfPower: 1.15,
  /** The weight of words that only ask: "là gì", "như thế nào", "bao nhiêu". */
  questionWords: 0.3,
  /** Whether accents count nothing for a term that no document has with them: it was typed wrongly. */
  forgiveAccents: true,
  /** The weight of a spelling alone, where its folded form is too common to be read: "cửa" beside "của". */
  rareSpelling: 0.8,
  /** What a title that is the query adds to the score, in parts of the best one; in longer titles less. */
  titlePhrase: 0.4,
  /** What a title adds besides that says nothing but the query: a page that is asked for by its name. */
  titleIsQuery: 0.4,
  /** What terms close together add to the scores of the best documents, at most. */
  nearness: 0.4,
  /** So many lists are read for a long question in the layout `files`; 0: all of them. Costs a little, saves half. */
  longLists: 16,
};
