import { isDeepStrictEqual } from 'node:util'
import { diffArrays, diffWordsWithSpace } from 'diff'
import { stringify } from 'yaml'

/** A few words, and whether they are only in the one of the two texts that they stand in. */
export interface Words {
  text: string
  changed: boolean
}

/** A stretch of two texts: lines that are the same in both, or what stands there before and after. */
export type Passage = { same: string[] } | { before: Words[]; after: Words[] }

export interface FieldDifference {
  field: string
  before: Words[]
  after: Words[]
}

/** What differs between two versions of an item. */
export interface Differences {
  fields: FieldDifference[]
  body: Passage[]
}

interface Content {
  data: Record<string, unknown>
  body: string
}

/** @param named how people call what a field holds, such as the name of a person; without it the value as it is written */
export const compareContents = (
  before: Content,
  after: Content,
  named: (field: string, value: string) => string = (_field, value) => value,
): Differences => ({
  fields: compareFields(before.data, after.data, named),
  body: compareTexts(before.body, after.body),
})

/** Finding a few edits takes no time; the work grows with their square. Above these the texts simply have little in common. */
const mostLineEdits = 600
const mostWordEdits = 500

/** Compares two texts line by line, and what changed in words. Bounded: what has little in common stands there as a whole. */
export function compareTexts(before: string, after: string): Passage[] {
  const stretches = pairLines(compareLines(linesOf(before), linesOf(after)))
  const changed = stretches.filter((stretch) => !('same' in stretch)).length
  const most = Math.ceil(mostWordEdits / Math.sqrt(Math.max(changed, 1)))
  return stretches.map((stretch) => ('same' in stretch ? stretch : compareWords(stretch.before, stretch.after, most)))
}

const linesOf = (text: string) => (text === '' ? [] : text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n'))

type LineStretch = { same: string[] } | { before: string[]; after: string[] }

function compareLines(before: string[], after: string[]): LineStretch[] {
  const changes = diffArrays(before, after, { maxEditLength: mostLineEdits })
  if (!changes) return [{ before, after }]
  const stretches: LineStretch[] = []
  for (const { value, added, removed } of changes) {
    const last = stretches.at(-1)
    if (!added && !removed) stretches.push({ same: value })
    else if (removed) stretches.push({ before: value, after: [] })
    else if (last && 'before' in last) last.after = value
    else stretches.push({ before: [], after: value })
  }
  return stretches
}

/** Where as many lines came as went, each most likely became the one in its place. */
const pairLines = (stretches: LineStretch[]): LineStretch[] =>
  stretches.flatMap((stretch) => {
    if ('same' in stretch || stretch.before.length !== stretch.after.length) return [stretch]
    if (stretch.before.length > mostLineEdits) return [stretch]
    return stretch.before.map((line, place) => ({ before: [line], after: [stretch.after[place] ?? ''] }))
  })

function compareWords(before: string[], after: string[], most: number): { before: Words[]; after: Words[] } {
  const [one, other] = [before.join('\n'), after.join('\n')]
  const changes = one && other ? diffWordsWithSpace(one, other, { maxEditLength: most }) : undefined
  if (!changes) return { before: whole(before), after: whole(after) }
  const side = (absent: 'added' | 'removed', own: 'added' | 'removed') =>
    changes.filter((change) => !change[absent]).map((change) => ({ text: change.value, changed: change[own] }))
  return { before: side('added', 'removed'), after: side('removed', 'added') }
}

const whole = (lines: string[]): Words[] => (lines.length > 0 ? [{ text: lines.join('\n'), changed: true }] : [])

function compareFields(
  before: Content['data'],
  after: Content['data'],
  named: (field: string, value: string) => string,
): FieldDifference[] {
  const names = [...new Set([...Object.keys(after), ...Object.keys(before)])]
  return names
    .filter((field) => !isDeepStrictEqual(before[field], after[field]))
    .map((field) => {
      const lines = (value: unknown) => linesOf(written(value, (text) => named(field, text)))
      return { field, ...compareWords(lines(before[field]), lines(after[field]), mostWordEdits) }
    })
}

/** A value of the front matter as people read it. */
function written(value: unknown, named: (value: string) => string): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return named(value)
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.map(named).join(', ')
  return typeof value === 'object' ? stringify(value, { schema: 'core', lineWidth: 0 }).trim() : String(value)
}
