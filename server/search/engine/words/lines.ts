import { patternTest } from './pattern.ts'

/** Many words as one text, a line each, in which those that fit a pattern are found without a look at every word. */
export class Lines {
  readonly #text: string
  /** Where the break before each line stands, and the last one. */
  readonly #breaks: Uint32Array

  constructor(words: readonly string[]) {
    this.#text = `\n${words.join('\n')}\n`
    this.#breaks = new Uint32Array(words.length + 1)
    for (const [i, { length }] of words.entries()) this.#breaks[i + 1] = (this.#breaks[i] as number) + 1 + length
  }

  /** The numbers of the words that fit a pattern with `*`, in order. */
  like(pattern: string): number[] {
    const fits = patternTest(pattern)
    const piece = longest(`\n${pattern}\n`.split(/\*+/))
    const found: number[] = []
    let line = 0
    for (let at = this.#text.indexOf(piece); at >= 0; at = this.#text.indexOf(piece, this.#breaks[line])) {
      while ((this.#breaks[line + 1] as number) <= at) line++
      if (line + 1 === this.#breaks.length) break
      if (fits(this.#text.slice((this.#breaks[line] as number) + 1, this.#breaks[line + 1]))) found.push(line)
      line++
    }
    return found
  }
}

const longest = (pieces: string[]): string =>
  pieces.reduce((most, piece) => (piece.length > most.length ? piece : most), '')
