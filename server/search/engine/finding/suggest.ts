import { analyse } from '../analyser/index.ts'
import type { Corpus } from '../corpus/corpus.ts'
import { type Shelf, titleWords } from '../corpus/titles.ts'
import type { Readable } from '../readers/readable.ts'
import type { Suggestion, SuggestRequest } from '../types.ts'
import { allowedDistance, editDistance } from '../words/spelling.ts'
import type { Word } from '../words/vocabulary.ts'
import type { Taught } from './taught.ts'
import { goesOn, type Typing, typedIn, typingFrom, typingOf } from './typing.ts'

const MAX_TEXT = 100
const MOST = { asked: 3, person: 3, unit: 2, theme: 2 }
/** Respellings of the last word that are tried, and words that are compared with it. */
const RESPELT = 3
const COMPARED = 300
/** So many forms of a word are looked through for each that is suggested. */
const FORMS = 4

/** What suggestions are made from, for one reader. */
export interface Sources {
  corpus: Corpus
  taught: Taught
  readable: Readable
  /** What everybody may read. */
  open: Readable
}

/**
 * Ways to go on from unfinished text, by kind: questions that helped others, titles, persons, units, themes, and words that
 * finish the last one. Only when nothing fits, the last word is taken for a slip of the pen.
 */
export function suggest(request: SuggestRequest, sources: Sources): Suggestion[] {
  const typing = typingOf(request.text.slice(0, MAX_TEXT))
  if (!typing || request.limit < 1) return []
  const suggester = new Suggester(sources, typing, request)
  const found = suggester.goingOnFrom(typing)
  if (found.length > 0) return found
  for (const last of respellings(typing.last, sources)) {
    const respelt = suggester.goingOnFrom({ ...typing, last })
    if (respelt.length > 0) return respelt
  }
  return []
}

class Suggester {
  readonly #sources: Sources
  readonly #own: string
  readonly #themes: NonNullable<SuggestRequest['themes']>
  readonly #limit: number
  readonly #isNarrowed: boolean
  readonly #isOffered: (place: number) => boolean

  /** @param own what was typed, which is no suggestion itself */
  constructor(sources: Sources, own: Typing, { themes = [], limit, narrowed }: SuggestRequest) {
    const { corpus, readable } = sources
    this.#sources = sources
    this.#own = [...own.whole, own.last].join(' ')
    this.#themes = themes
    this.#limit = limit
    this.#isNarrowed = narrowed !== undefined
    const passes = narrowed ? corpus.facets.passing(narrowed) : () => true
    this.#isOffered = (place) => readable.has(place) && passes(place)
  }

  goingOnFrom(typing: Typing): Suggestion[] {
    const items = this.#items(typing)
    const titles = new Set(items.map(({ text }) => text.toLowerCase()))
    const questions = this.#questions(typing).filter((text) => !titles.has(text.toLowerCase()))
    const found = shared(this.#limit, [
      questions.map((text) => ({ type: 'asked', text, typed: typedIn(text, typing) })),
      items.length > 0 ? items : this.#documentsInOtherWords(typing),
      this.#documents(typing, 'person', MOST.person),
      this.#documents(typing, 'unit', MOST.unit),
      this.#fittingThemes(typing),
    ])
    return [...found, ...this.#words(typing, found)]
  }

  /** What others asked of everything tells nothing of a part. */
  #questions(typing: Typing): string[] {
    const { taught, corpus, open } = this.#sources
    return this.#isNarrowed ? [] : taught.asked.find(typing, corpus, open, MOST.asked)
  }

  /** Knowledge first, as in the results: a unit's name begins the title of each of its pins. */
  #items(typing: Typing): Suggestion[] {
    const knowledge = this.#documents(typing, 'item', this.#limit)
    const room = this.#limit - knowledge.length
    return room > 0 ? [...knowledge, ...this.#documents(typing, 'pin', room)] : knowledge
  }

  #documents(typing: Typing, shelf: Shelf, limit: number): Suggestion[] {
    const { corpus } = this.#sources
    return corpus.titles.find([...typing.telling, typing.last], shelf, this.#isOffered, limit).map((place) => {
      const { type, title, url, summary } = corpus.document(place)
      const note = type === 'person' && summary ? { note: summary } : {}
      return { type, text: title, url, ...note, typed: typedIn(title, typing) }
    })
  }

  /** By synonyms: `contactpersoon` → what is called `linkingpin`. */
  #documentsInOtherWords({ whole, last }: Typing): Suggestion[] {
    const words = [...whole, last]
    const terms = words.map((word) => analyse(word, 'nl')[0]?.term ?? '')
    const found = this.#sources.taught.synonyms.in(terms).flatMap(({ at, length, others }) =>
      others.flatMap(({ text }) => {
        const said = [...words.slice(0, at), ...titleWords(text), ...words.slice(at + length)]
        return this.#items(typingFrom(said.slice(0, -1), said.at(-1) ?? ''))
      }),
    )
    return [...new Map(found.map((one) => [one.url, one])).values()]
  }

  #fittingThemes(typing: Typing): Suggestion[] {
    const { facets } = this.#sources.corpus
    return this.#themes
      .filter(({ name }) => goesOn(titleWords(name), typing))
      .filter(({ slug }) => facets.has('theme', slug, this.#isOffered))
      .slice(0, MOST.theme)
      .map(({ name, url }) => ({ type: 'theme', text: name, url, typed: typedIn(name, typing) }))
  }

  /** Words that finish the last one, where there is room left. */
  #words(typing: Typing, found: Suggestion[]): Suggestion[] {
    const { whole, last } = typing
    const { corpus, readable } = this.#sources
    const room = this.#limit - found.length
    if (room === 0) return []
    const known = new Set([this.#own, ...found.map(({ text }) => text.toLowerCase())])
    return oneFormEach(corpus.vocabulary.startingWith(last, this.#limit * FORMS, readable))
      .filter(({ surface }) => !surface.includes('@'))
      .map(({ surface }) => [...whole, surface].join(' '))
      .filter((text) => !known.has(text))
      .slice(0, room)
      .map((text) => ({ type: 'word', text, typed: typedIn(text, typing) }))
  }
}

/** Of the words with one stem the first. */
const oneFormEach = (words: Word[]): Word[] =>
  words.filter(({ stem }, place) => words.findIndex((other) => other.stem === stem) === place)

/** Readable words that were perhaps meant: nearly the same, or beginning nearly so, since a word may be unfinished as well. */
function respellings(word: string, { corpus, readable }: Sources): string[] {
  const distance = Math.min(1, allowedDistance(word))
  if (distance === 0) return []
  const near = corpus.spelling.near(word, distance, RESPELT, readable).map(({ word: { surface } }) => surface)
  const beginnings = corpus.vocabulary
    .startingWith(word.slice(0, 2), COMPARED, readable)
    .map(({ surface }) => nearBeginning(surface, word))
    .filter((beginning) => beginning !== undefined)
  return [...new Set([...near, ...beginnings])].slice(0, RESPELT)
}

/** How a word begins, when that is one slip of the pen away from what was typed. */
function nearBeginning(surface: string, typed: string): string | undefined {
  const lengths = [typed.length, typed.length + 1, typed.length - 1]
  return lengths.map((length) => surface.slice(0, length)).find((start) => editDistance(typed, start, 1) <= 1)
}

/** At most `limit` of all: what has most gives way, of equals the later. */
function shared(limit: number, groups: Suggestion[][]): Suggestion[] {
  const sizes = groups.map(({ length }) => length)
  for (let over = groups.flat().length - limit; over > 0; over--) {
    const most = sizes.lastIndexOf(Math.max(...sizes))
    sizes[most] = (sizes[most] as number) - 1
  }
  return groups.flatMap((group, i) => group.slice(0, sizes[i]))
}
