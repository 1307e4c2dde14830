import { isDeepStrictEqual } from 'node:util'
import { diff3Merge } from 'node-diff3'
import type { DraftContent } from './draft.ts'

/** A stretch of the body: the same for both, or one of which both made something else. */
export type BodyStretch = { text: string } | { mine: string; theirs: string }

/** A field of the front matter that both changed. */
export interface FieldConflict {
  field: string
  mine?: unknown
  theirs?: unknown
}

/** Two texts that began as one, put together. */
export interface Merge {
  /** With `mine` wherever both changed the same. */
  data: Record<string, unknown>
  fields: FieldConflict[]
  body: BodyStretch[]
}

/** Puts together what two writers made of `base`, by field and by line of the body. */
export function merge(mine: DraftContent, base: DraftContent, theirs: DraftContent): Merge {
  const names = [...new Set([...Object.keys(theirs.data), ...Object.keys(mine.data)])]
  const merged = names.map((field) => mergeField(field, mine.data[field], base.data[field], theirs.data[field]))
  return {
    data: Object.fromEntries(
      merged.filter(({ value }) => value !== undefined).map(({ field, value }) => [field, value]),
    ),
    fields: merged.flatMap(({ conflict }) => conflict ?? []),
    body: mergeBody(mine.body, base.body, theirs.body),
  }
}

/** The merged text; undefined when somebody must choose. */
export function mergedContent({ data, fields, body }: Merge): DraftContent | undefined {
  if (fields.length > 0 || body.some((stretch) => !('text' in stretch))) return undefined
  return { data, body: body.map((stretch) => ('text' in stretch ? stretch.text : '')).join('\n') }
}

function mergeField(field: string, mine: unknown, base: unknown, theirs: unknown) {
  if (isDeepStrictEqual(mine, theirs) || isDeepStrictEqual(theirs, base)) return { field, value: mine }
  if (isDeepStrictEqual(mine, base)) return { field, value: theirs }
  return { field, value: mine, conflict: { field, mine, theirs } }
}

const linesOf = (text: string) => text.replace(/\r\n?/g, '\n').split('\n')

function mergeBody(mine: string, base: string, theirs: string): BodyStretch[] {
  const [a, o, b] = [linesOf(mine), linesOf(base), linesOf(theirs)] as const
  if (isTooMuch(a, o) || isTooMuch(o, b)) return mergeWhole(mine, base, theirs)
  return diff3Merge(a, o, b, { excludeFalseConflicts: true }).map(({ ok, conflict }) =>
    conflict ? { mine: conflict.a.join('\n'), theirs: conflict.b.join('\n') } : { text: (ok ?? []).join('\n') },
  )
}

/** A merge of this many lines, or pairs of lines that are the same, takes about a second. */
const mostLines = 10_000
const mostPairs = 500_000

/** The work grows with every line of the one that stands in the other too: thousands of equal lines would hold up everybody. */
function isTooMuch(one: string[], other: string[]): boolean {
  if (Math.max(one.length, other.length) > mostLines) return true
  const times = new Map<string, number>()
  for (const line of one) times.set(line, (times.get(line) ?? 0) + 1)
  return other.reduce((pairs, line) => pairs + (times.get(line) ?? 0), 0) > mostPairs
}

/** Texts that are too much to look into line by line, as one stretch. */
function mergeWhole(mine: string, base: string, theirs: string): BodyStretch[] {
  if (mine === theirs || theirs === base) return [{ text: mine }]
  return [mine === base ? { text: theirs } : { mine, theirs }]
}

/** A merge after somebody chose; `choice` of `field.0` and `body.3` is `mine`, `theirs` or, for stretches of the body, `both`. */
export function assemble({ data, fields, body }: Merge, choice: (name: string) => unknown): DraftContent {
  const chosen = fields.map(({ field, mine, theirs }, place) => [
    field,
    choice(`field.${place}`) === 'theirs' ? theirs : mine,
  ])
  const stretches = body.map((stretch, place) => {
    if ('text' in stretch) return stretch.text
    const wanted = choice(`body.${place}`)
    if (wanted === 'both') return `${stretch.mine}\n${stretch.theirs}`
    return wanted === 'theirs' ? stretch.theirs : stretch.mine
  })
  const all = { ...data, ...Object.fromEntries(chosen) }
  const filled = Object.entries(all).filter(([, value]) => value !== undefined)
  return { data: Object.fromEntries(filled), body: stretches.join('\n') }
}
