/** How much one way to say a word counts: `weight` scales Lunr's score, `worth` (0–1) how far the word counts as matched. */
export interface Way {
  weight: number
  worth: number
}

/** The numbers that ranking goes by. docs/search.md tells what each link gains. */
export interface Ranking {
  /** The word itself. */
  exact: Way
  /** The word as a part of a compound, for which weights are low already: the field of the parts has a low boost. */
  part: Way
  /** The parts of the word, when it is a compound. */
  parts: Way
  synonym: Way
  /** Two neighbouring words as one. */
  joined: Way
  /** The same, when one of the two is a stop word by itself: `onder deel` is `onderdeel`. */
  rejoined: Way
  /** What begins with the last word while somebody may still be typing it; and with a word that ends in `*`. */
  prefix: Way
  asked: Way
  /** The most like words for a word that the corpus does not know; divided by how many letters differ. */
  near: Way
  /** The known side of a compound whose other side is like nothing. */
  half: Way
  /** How many words a prefix may stand for, and an unknown word. */
  prefixes: number
  nears: number
  /** Power of the share of the question's words that a document has; 0 leaves coordination out, from 1.5 to 3 little changes. */
  coordination: number
  /** Power of the idf by which words count in that share; 0 lets all words count the same. */
  rarity: number
  /** What is added at most to the score of a text in which the words stand together as they do in the question. */
  neighbours: number
}

export const ranking: Ranking = {
  exact: { weight: 1, worth: 1 },
  part: { weight: 1, worth: 0.9 },
  parts: { weight: 0.6, worth: 0.9 },
  synonym: { weight: 0.7, worth: 0.95 },
  joined: { weight: 1.2, worth: 1 },
  rejoined: { weight: 1.2, worth: 1 },
  prefix: { weight: 0.15, worth: 0.6 },
  asked: { weight: 0.6, worth: 1 },
  near: { weight: 1, worth: 1 },
  half: { weight: 0.3, worth: 0.5 },
  prefixes: 8,
  nears: 5,
  coordination: 2,
  rarity: 0.5,
  neighbours: 0.25,
}
