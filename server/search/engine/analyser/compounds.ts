/** Letters that a part has at least. */
export const MIN_PART = 4
const MIN_COMPOUND = 8
const MAX_COMPOUND = 48
const MAX_PARTS = 4
const MEMORY = 20_000

/** Letters that may stand between the parts of a compound. */
export const LINKING = ['', 's', 'en', 'e', 'n']

/** Prefix of the terms of compound parts: Lunr adds up document counts over fields, so parts need names of their own. */
export const PART = '_'

/** Words in form that are endings when they stand in a compound (`burger-lijk`). */
const ENDINGS = new Set([
  'lijk',
  'lijke',
  'heid',
  'heden',
  'baar',
  'bare',
  'loos',
  'loze',
  'achtig',
  'rijke',
  'ingen',
  'ende',
])

/** A word of which one side is known. */
export interface Half {
  known: string[]
  unknown: string
  unknownFirst: boolean
}

/** Cuts Dutch compounds with the words that the corpus itself uses: `clientondersteuning` → `client`, `ondersteuning`. */
export class Compounds {
  readonly #words = new Set<string>()
  readonly #memory = new Map<string, string[]>()

  /** Takes these folded words as parts from now on, or no longer. */
  change(words: Iterable<{ surface: string; cuts: boolean }>): void {
    for (const { surface, cuts } of words) {
      if (cuts && isPart(surface)) this.#words.add(surface)
      else this.#words.delete(surface)
    }
    this.#memory.clear()
  }

  /** The folded parts of a folded word, or [] when it is not a compound of known words. */
  cut(word: string): string[] {
    const parts = isCuttable(word) ? this.#cut(word, MAX_PARTS) : undefined
    return parts && parts.length > 1 ? parts : []
  }

  /** As `cut`, remembered. */
  split(word: string): string[] {
    const parts = this.#memory.get(word) ?? this.cut(word)
    if (this.#memory.size > MEMORY) this.#memory.clear()
    this.#memory.set(word, parts)
    return parts
  }

  /** Cuts of an unknown word into a side that the corpus knows and a side it does not, the longest known side first. */
  halves(word: string): Half[] {
    const halves: Half[] = []
    if (!isCuttable(word)) return halves
    for (let at = MIN_PART; at <= word.length - MIN_PART; at++) {
      const [left, right] = [word.slice(0, at), word.slice(at)]
      const before = this.#knownParts(left)
      const after = this.#knownParts(right)
      if (before) halves.push({ known: before, unknown: right, unknownFirst: false })
      if (after) halves.push({ known: after, unknown: left, unknownFirst: true })
    }
    return halves.sort((a, b) => a.unknown.length - b.unknown.length)
  }

  #knownParts(side: string): string[] | undefined {
    const whole = this.#withoutLinking(side)
    return whole ? [whole] : this.#cut(side, MAX_PARTS - 1)
  }

  /** Fewest parts first; of equals the one with the longest last part, the head of a Dutch compound. */
  #cut(word: string, depth: number): string[] | undefined {
    let best: string[] | undefined
    for (let at = MIN_PART; at <= word.length - MIN_PART; at++) {
      const left = this.#withoutLinking(word.slice(0, at))
      if (!left) continue
      const right = word.slice(at)
      const last = this.#head(right)
      const rest = last ? [last] : depth > 2 ? this.#cut(right, depth - 1) : undefined
      if (rest && (!best || rest.length + 1 < best.length)) best = [left, ...rest]
    }
    return best
  }

  /** The last part as the corpus has it, or its singular: `parkeerboetes` is a kind of `boete`. */
  #head(right: string): string | undefined {
    if (this.#words.has(right)) return right
    const singular = right.replace(/(?:en|s)$/, '')
    return singular.length >= MIN_PART && this.#words.has(singular) ? singular : undefined
  }

  #withoutLinking(left: string): string | undefined {
    for (const letters of LINKING) {
      if (!left.endsWith(letters)) continue
      const word = left.slice(0, left.length - letters.length)
      if (word.length >= MIN_PART && this.#words.has(word)) return word
    }
    return undefined
  }
}

/** Whether a folded word may be a part of compounds. */
export function isPart(word: string): boolean {
  return word.length >= MIN_PART && /^[a-z]+$/.test(word) && !ENDINGS.has(word)
}

/** Whether a folded word can be a compound. */
export function isCuttable(word: string): boolean {
  return word.length >= MIN_COMPOUND && word.length <= MAX_COMPOUND && /^[a-z]+$/.test(word)
}
