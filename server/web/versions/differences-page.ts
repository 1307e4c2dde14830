import { compareContents, type Passage, type Words } from '../../content/differences.ts'
import { nameOf } from '../../content/vocabulary.ts'
import type { House } from '../../house.ts'
import type { DraftContent } from '../../publishing/draft.ts'
import { visitFor } from '../begin-visit.ts'
import { personName, unitName } from '../present.ts'
import { longDate } from '../texts.ts'
import type { Visit } from '../visit.ts'

/** One of two texts that stand side by side. */
export interface Side {
  label: string
  content: DraftContent
}

/** Lines around a change that stay in sight; what stays the same further on is folded. */
const linesAround = 2

/** Two texts of one item as `partials/differences.ejs` prints them: fields that differ, then the text passage by passage. */
export function differencesBetween(house: House, visit: Visit, plugin: string, before: Side, after: Side) {
  const { fields, body } = compareContents(before.content, after.content, (field, value) =>
    named(house, visit, field, value),
  )
  return {
    before: before.label,
    after: after.label,
    none: fields.length === 0 && body.every((passage) => 'same' in passage),
    fields: fields.map((one) => ({ ...one, label: fieldLabel(visitFor(house, visit, plugin), one.field) })),
    body: body.flatMap((passage, place) => present(passage, place === 0, place === body.length - 1, visit)),
  }
}

/** What a form calls a field; the field's own name where no form asks for it. */
function fieldLabel({ t }: Visit, field: string): string {
  const key = `field.${field}.label`
  const label = t(key)
  return label === key ? field : label
}

/** What people call the person, unit, theme or day that a field names. */
function named(house: House, { language }: Visit, field: string, value: string): string {
  const { themes, audiences } = house.reference.vocabulary
  if (field === 'owner' || field === 'deputy') return personName(house, value)
  if (field === 'unit') return unitName(house, value)
  if (field === 'themes') return nameOf(themes, value, language)
  if (field === 'audience') return nameOf(audiences, value, language)
  return /^\d{4}-\d\d-\d\d$/.test(value) && Date.parse(value) ? longDate(value, language) : value
}

type Row =
  | { kind: 'same'; text: string }
  | { kind: 'folded'; text: string; label: string }
  | { kind: 'changed'; before: Words[]; after: Words[] }

function present(passage: Passage, isFirst: boolean, isLast: boolean, { t }: Visit): Row[] {
  if (!('same' in passage)) return [{ kind: 'changed', ...passage }]
  const lines = passage.same
  const above = isFirst ? 0 : linesAround
  const below = isLast ? 0 : linesAround
  const folded = lines.slice(above, lines.length - below)
  if (folded.length < 2) return shown(lines)
  return [
    ...shown(lines.slice(0, above)),
    { kind: 'folded', text: folded.join('\n'), label: t('compare.sameLines', { count: folded.length }) },
    ...shown(lines.slice(lines.length - below)),
  ]
}

/** Empty lines at the edges keep nothing apart here. */
function shown(lines: string[]): Row[] {
  const text = lines.join('\n').replace(/^\s*\n|\s+$/g, '')
  return text ? [{ kind: 'same', text }] : []
}
