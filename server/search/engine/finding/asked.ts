import { analyseWord, languages } from '../analyser/index.ts'
import type { Corpus } from '../corpus/corpus.ts'
import { titleWords } from '../corpus/titles.ts'
import type { Readable } from '../readers/readable.ts'
import type { Lessons } from '../types.ts'
import { goesOn, type Typing } from './typing.ts'

/** More are not looked through while somebody types. */
const MOST = 2000
/** What leaves out, keeps together or narrows; a question with such signs is somebody's own. */
const SIGNS = /["*:+^~]|(?:^|\s)-/

interface Question {
  text: string
  words: string[]
}

/** Questions that helped others, the most asked first, to be offered to those who begin to type them. */
export class AskedQuestions {
  readonly #questions: Question[]

  constructor(asked: NonNullable<Lessons['asked']>) {
    this.#questions = asked
      .filter(({ text }) => !SIGNS.test(text))
      .sort((a, b) => b.count - a.count)
      .slice(0, MOST)
      .map(({ text }) => ({ text, words: titleWords(text) }))
  }

  /**
   * Questions that go on from what was typed, those that begin with it first.
   * @param known what the words must stand in: what everybody may read, so that no question tells of anything else
   */
  find(typing: Typing, corpus: Corpus, known: Readable, limit: number): string[] {
    const first = typing.telling[0] ?? typing.last
    const isWithin = ({ words }: Question) => (words[0]?.startsWith(first) ? 0 : 1)
    const fitting = this.#questions.filter(({ words }) => goesOn(words, typing))
    const found: string[] = []
    for (const { text, words } of fitting.sort((a, b) => isWithin(a) - isWithin(b))) {
      if (found.length >= limit) break
      if (isKnown(words, corpus, known)) found.push(text)
    }
    return found
  }
}

/** Whether all words that mean something stand in these documents. */
function isKnown(words: string[], { vocabulary }: Corpus, known: Readable): boolean {
  const terms = words.map((word) => languages.map((language) => analyseWord(word, language).term))
  const telling = terms.filter((either) => !either.includes(''))
  return telling.length > 0 && telling.every((either) => either.some((term) => vocabulary.termCount(term, known) > 0))
}
