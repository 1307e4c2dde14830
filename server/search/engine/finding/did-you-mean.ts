import type { Corpus } from '../corpus/corpus.ts'
import type { Plan } from '../question/plan.ts'
import type { ParsedQuery, QueryWord } from '../question/query-parser.ts'
import type { Readable } from '../readers/readable.ts'
import { allowedDistance } from '../words/spelling.ts'

const MUCH_MORE = 20
const CLOSEST = 5
/** So many words of a question are compared with others. */
const MOST = 4

/** The text with its unknown words respelt, or undefined when there was nothing to correct. */
export function corrected(parsed: ParsedQuery, plan: Plan): string | undefined {
  if (plan.corrections.size === 0) return undefined
  const replacements = [...plan.corrections].map(([group, surface]) => ({ word: plan.groups[group]?.word, surface }))
  return respell(parsed.text, replacements)
}

/** A far more usual spelling for a rare but existing word; the results stay those of the question. */
export function better(parsed: ParsedQuery, plan: Plan, corpus: Corpus, readable: Readable): string | undefined {
  const rare = plan.groups.flatMap(({ word, term }) => {
    const own = word.surface.length < 5 || word.slips > 0 ? 0 : corpus.vocabulary.termCount(term, readable)
    return own === 1 || own === 2 ? [{ word, term, own }] : []
  })
  const replacements = rare.slice(0, MOST).flatMap(({ word, term, own }) => {
    const [near] = corpus.spelling
      .near(word.surface, 1, 5, readable)
      .filter(({ word: other, count }) => other.stem.text !== term && count >= own * MUCH_MORE)
    return near ? [{ word, surface: near.word.surface }] : []
  })
  return replacements.length > 0 ? respell(parsed.text, replacements) : undefined
}

/** Known words that look like those of a question without results. */
export function closestTerms(parsed: ParsedQuery, corpus: Corpus, readable: Readable): string[] {
  const asked = new Set(parsed.words.map(({ surface }) => surface))
  const found = new Map<string, string>()
  const unlike = parsed.words.filter(({ presence, surface }) => presence !== 'not' && surface.length > 2)
  for (const { surface: asTyped } of unlike.slice(0, MOST)) {
    const surface = asTyped.replaceAll('*', '')
    if (found.size >= CLOSEST) break
    const near = corpus.spelling.near(surface, allowedDistance(surface) + 1, CLOSEST, readable)
    const alike = corpus.vocabulary.startingWith(surface.slice(0, 4), CLOSEST, readable)
    for (const { surface: other, stem } of [...near.map(({ word }) => word), ...alike]) {
      if (!asked.has(other) && !found.has(stem.text)) found.set(stem.text, other)
    }
  }
  return [...found.values()].slice(0, CLOSEST)
}

function respell(text: string, replacements: Array<{ word: QueryWord | undefined; surface: string }>): string {
  let respelt = text
  for (const { word, surface } of replacements.toReversed()) {
    if (word) respelt = respelt.slice(0, word.start) + surface + respelt.slice(word.end)
  }
  return respelt
}
