import { stemDutch } from './dutch-stemmer.ts'
import { stemEnglish } from './english-stemmer.ts'
import { fold } from './fold.ts'
import { isStopWord } from './stop-words.ts'
import { detached, tokenise } from './tokenise.ts'

export const languages = ['nl', 'en'] as const
export type Language = (typeof languages)[number]

/** A word of a text: `surface` is its folded form, `term` its stem, or '' for a stop word. */
export interface AnalysedWord {
  surface: string
  term: string
  start: number
  end: number
  joined: boolean
}

const MEMORY = 200_000
const memory: Record<Language, Map<string, { surface: string; term: string }>> = { nl: new Map(), en: new Map() }

/**
 * The chain from text to index terms, one file a link:
 * tokenise → fold → stop words → stem (Dutch or English). Splitting of compounds needs the corpus and is in compounds.ts.
 * Stems are remembered per word, because text repeats its words and stemming is most of the work.
 */
export function analyse(text: string, language: Language): AnalysedWord[] {
  return tokenise(text).map(({ text: word, start, end, joined }) => {
    const { surface, term } = analyseWord(word, language)
    return { surface, term, start, end, joined }
  })
}

/** Folded form and stem of one word, without cutting it. */
export function analyseWord(word: string, language: Language): { surface: string; term: string } {
  const known = memory[language].get(word)
  if (known) return known
  const own = detached(word)
  const surface = fold(own)
  const analysed = { surface, term: isStopWord(surface, language) ? '' : stem(surface, language) }
  if (memory[language].size >= MEMORY) memory[language].clear()
  memory[language].set(own, analysed)
  return analysed
}

/** The stem of a folded word, also of a stop word. Words with a digit or @ stay as they are. */
export function stem(surface: string, language: Language): string {
  if (!/^\p{L}+$/u.test(surface)) return surface
  return language === 'nl' ? stemDutch(surface) : stemEnglish(surface)
}
