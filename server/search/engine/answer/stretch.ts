/** A word found: where it stands, which word of the question it answers, and how much that one tells. */
export interface FoundWord {
  start: number
  end: number
  /** The place of the word in the question. */
  place: number
  /** The rarer the word, the more. */
  weight: number
}

/** A piece of a text, from a character up to another. */
export interface Stretch {
  from: number
  to: number
}

export const LONGEST = 220
/** Words found that are looked at; no stretch gets much better after so many. */
const MOST = 2000
/** How much it counts when words stand side by side as they were asked. */
const TOGETHER = 0.5
/** So many characters before the first word found may belong to its sentence. */
const LEAD = 100

/** The stretch of at most 220 characters where the words that tell most stand closest together; whole sentences where they fit. */
export function densest(text: string, found: FoundWord[]): Stretch {
  if (text.length <= LONGEST) return { from: 0, to: text.length }
  let best = { first: 0, last: 0, worth: 0 }
  for (let i = 0; i < Math.min(found.length, MOST); i++) {
    const one = beginningWith(found, i)
    if (one.worth > best.worth) best = one
  }
  return inSentences(text, best.first, best.last)
}

/** What a stretch that begins with this word found is worth, and where its last one ends. */
function beginningWith(found: FoundWord[], at: number): { first: number; last: number; worth: number } {
  const { start: first } = found[at] as FoundWord
  const seen = new Set<number>()
  let last = first
  let worth = 0
  for (let i = at; i < found.length; i++) {
    const { start, end, place, weight } = found[i] as FoundWord
    if (end > first + LONGEST - LEAD / 2) break
    const before = found[i - 1]
    const isNext = i > at && before?.place === place - 1 && start - before.end < 12
    if (!seen.has(place)) {
      worth += weight
      last = end
    }
    if (isNext) worth += weight * TOGETHER
    seen.add(place)
  }
  return { first, last, worth: worth - (last - first) / 10_000 }
}

function inSentences(text: string, first: number, last: number): Stretch {
  const from = beginOf(text, first, last)
  if (from + LONGEST >= text.length) return { from, to: text.length }
  const room = text.slice(from, from + LONGEST)
  const ends = [...room.matchAll(/[.!?](?=\s)|\n/g)].map(({ index }) => from + index + 1)
  const end = ends.findLast((one) => one >= last && one > from + LONGEST / 2)
  return { from, to: end ?? Math.max(last, from + room.lastIndexOf(' ')) }
}

/** The beginning of the text or of the sentence when all fits behind it; else of a word a little before. */
function beginOf(text: string, first: number, last: number): number {
  if (last <= LONGEST / 2) return 0
  const lead = text.slice(Math.max(0, first - LEAD), first)
  const sentence = [...lead.matchAll(/(?:[.!?]\s|\n)\s*/g)].at(-1)
  if (sentence) return first - lead.length + sentence.index + sentence[0].length
  if (first <= lead.length) return 0
  return first - Math.min(lead.length, 40) + lead.slice(-40).indexOf(' ') + 1
}
