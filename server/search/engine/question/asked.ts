import { analyse } from '../analyser/index.ts'
import type { Corpus } from '../corpus/corpus.ts'
import { titleWords } from '../corpus/titles.ts'
import type { Readable } from '../readers/readable.ts'
import type { Lessons } from '../types.ts'
import { goesOn, type Typing } from './typing.ts'

/** More are not looked through while somebody types. */
const MOST = 2000
/** What leaves out, keeps together or narrows; a question with such signs is somebody's own. */
const SIGNS = /["*:+^~]|(?:^|\s)-/

/** Questions that helped others, the most asked first, to be offered to those who begin to type them. */
export class AskedQuestions {
  readonly #questions: Array<{ text: string; words: string[] }>

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
    const fitting = this.#questions.filter(({ words }) => goesOn(words, typing))
    const first = typing.whole[0] ?? typing.last
    const [from, within] = [true, false].map((begins) =>
      fitting.filter(({ words }) => words[0]?.startsWith(first) === begins),
    )
    const found: string[] = []
    for (const { text } of [...(from ?? []), ...(within ?? [])]) {
      if (found.length >= limit) break
      if (isKnown(text, corpus, known)) found.push(text)
    }
    return found
  }
}

/** Whether all words of a text that mean something stand in these documents. */
function isKnown(text: string, { vocabulary }: Corpus, known: Readable): boolean {
  const terms = (['nl', 'en'] as const).map((language) => analyse(text, language))
  const [dutch = [], english = []] = terms
  const count = (term = '') => vocabulary.termCount(term, known)
  const words = dutch.map(({ term }, i) => ({ dutch: term, english: english[i]?.term }))
  const telling = words.filter((word) => word.dutch && word.english)
  return telling.length > 0 && telling.every((word) => count(word.dutch) > 0 || count(word.english) > 0)
}
