import { fold } from '../analyser/fold.ts'
import { isStopWord } from '../analyser/stop-words.ts'
import { tokenise } from '../analyser/tokenise.ts'
import { titleWords } from '../corpus/titles.ts'

/** What somebody typed so far, folded: whole words, and a last one that may be unfinished. */
export interface Typing {
  whole: string[]
  /** Those of the whole words that mean something. */
  telling: string[]
  last: string
}

/** A span of a text: its first place, and the place after its last. */
export type Span = [start: number, end: number]

/** Reads unfinished text; nothing when there is no word in it. */
export function typingOf(text: string): Typing | undefined {
  const words = titleWords(text)
  const last = words.pop()
  return last ? typingFrom(words, last) : undefined
}

export const typingFrom = (whole: string[], last: string): Typing => ({
  whole,
  telling: whole.filter((word) => !isStopWord(word, 'nl')),
  last,
})

/** Whether these words go on from what was typed: each telling word is among them, and one begins as the last. */
export function goesOn(words: string[], { telling, last }: Typing): boolean {
  return telling.every((word) => words.includes(word)) && words.some((word) => word.startsWith(last))
}

/** The stretches of a text that were typed: whole words, and how other words begin. */
export function typedIn(text: string, { whole, last }: Typing): Span[] {
  const found: Span[] = []
  for (const { text: word, start, end } of tokenise(text)) {
    const folded = fold(word)
    if (start < (found.at(-1)?.[1] ?? 0)) continue
    if (whole.includes(folded)) found.push([start, end])
    else if (folded.startsWith(last)) found.push([start, beginningOf(text, start, end, last)])
  }
  return found
}

/** Where the beginning of a word ends; the whole word when folding changed its length. */
function beginningOf(text: string, start: number, end: number, beginning: string): number {
  const middle = start + beginning.length
  return fold(text.slice(start, middle)) === beginning ? middle : end
}
