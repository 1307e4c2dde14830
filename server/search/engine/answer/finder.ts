import { fold } from '../analyser/fold.ts'
import type { Language } from '../analyser/index.ts'
import type { Corpus } from '../corpus/corpus.ts'
import type { Plan } from '../question/plan.ts'
import type { Readable } from '../readers/readable.ts'
import { noParts, type Word } from '../words/vocabulary.ts'
import type { Recognise } from './highlight.ts'

type Known = NonNullable<ReturnType<Recognise>>

/** Recognises the words of a question in what was found, as far as the reader may know how rare they are. */
export class Finder {
  readonly in: Record<Language, Recognise>
  readonly #corpus: Corpus
  readonly #wanted = new Map<string, Known>()

  constructor(plan: Plan, corpus: Corpus, readable: Readable) {
    this.#corpus = corpus
    for (const [place, { alternatives, term }] of plan.groups.entries()) {
      const weight = Math.log(2 + corpus.size / (1 + corpus.vocabulary.termCount(term, readable)))
      for (const text of alternatives.flatMap(({ terms }) => terms)) {
        if (!this.#wanted.has(text)) this.#wanted.set(text, { place, weight })
      }
    }
    this.in = { nl: this.#remembering('nl'), en: this.#remembering('en') }
  }

  /** Roughly at which share (0–1) of a long text most of the question stands together, from its words alone. */
  thickest(ids: Uint32Array): number {
    const near = Math.round(ids.length / 50) + 20
    let best = { at: 0, worth: 0 }
    const last = new Map<number, number>()
    for (let at = 0; at < ids.length; at++) {
      const known = this.#ofWord(this.#corpus.vocabulary.word(ids[at] as number))
      if (!known) continue
      last.set(known.place, at)
      let worth = 0
      for (const seen of last.values()) if (at - seen < near) worth++
      if (worth > best.worth) best = { at, worth }
    }
    return best.at / Math.max(1, ids.length)
  }

  #ofWord({ stem, parts = noParts }: Word): Known | undefined {
    for (const { text } of [stem, ...parts]) {
      const known = this.#wanted.get(text)
      if (known) return known
    }
    return undefined
  }

  /** Remembers, because hits share their words. */
  #remembering(language: Language): Recognise {
    const known = new Map<string, Known | undefined>()
    return (word) => {
      if (known.has(word)) return known.get(word)
      const own = this.#corpus.vocabulary.wordOf(fold(word), language)
      const found = own && this.#ofWord(own)
      known.set(word, found)
      return found
    }
  }
}
