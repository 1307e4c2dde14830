import type { FileProblem } from '../content/problem.ts'
import type { Translate } from '../web/texts.ts'
import type { FormField } from './field.ts'
import { isFolded } from './folding.ts'
import type { ItemForm } from './item-form.ts'
import { type Names, shownAs } from './names.ts'
import { printField } from './print-field.ts'
import type { PrintedField, Printing } from './printed.ts'
import { problemText } from './problem-text.ts'
import type { Data } from './read-form.ts'
import { wordsOf } from './words.ts'

export interface FilledForm {
  form: ItemForm
  data: Data
  names: Names
  problems: readonly FileProblem[]
  /** How many rows to show of a list, by its path; see `rowsToShow`. */
  rows?: Record<string, number>
}

export interface PrintedForm {
  /** What belongs together, by its id; the text of the item comes after `what`. */
  sections: Array<{ id: string; heading: string; fields: PrintedField[]; folded: boolean }>
  /** All problems, in the order of the page, each with a link to its field. */
  summary: { heading: string; entries: Array<{ text: string; url: string }> } | null
  /** The people to choose from where somebody types a name. */
  people: Array<{ value: string; more: string }>
}

/** Everything that views/partials/form prints, with the texts of `t` (that of the type's plugin). */
export function printForm({ form, data, names, problems, rows = {} }: FilledForm, t: Translate): PrintedForm {
  const words = wordsOf(form, t)
  const texts = problems.map((problem) => ({ path: problem.field, text: problemText(problem, form.fields, words) }))
  const printing: Printing = { words, names, rows, errors: texts, targets: new Map() }
  const print = (field: FormField) => printField(field, data[field.name], field.name, printing)
  const sections = form.sections.map(({ id, fields }) => {
    const section = { id, heading: t(`form.section.${id}`), fields: fields.map(print) }
    if (id === 'what') printing.targets.set('', body)
    return { ...section, folded: isFolded(section) }
  })
  return {
    sections,
    summary: summaryOf(texts, printing),
    people: names.person.map(({ value, more = '' }) => ({ value: shownAs('person', value, names), more })),
  }
}

/** The id of the field for the text of the item. */
const body = 'body'

function summaryOf(texts: Printing['errors'], { words, targets }: Printing): PrintedForm['summary'] {
  if (texts.length === 0) return null
  const order = [...targets.keys()]
  const entries = texts
    .map(({ path, text }) => ({ text, field: nearest(path, targets) }))
    .sort((one, other) => order.indexOf(one.field) - order.indexOf(other.field))
    .map(({ text, field }) => ({ text, url: `#${targets.get(field) ?? body}` }))
  return { heading: words.t('form.errors', { count: entries.length }), entries }
}

/** The path of the innermost field on the page that holds `path`; empty when none does. */
function nearest(path: string, targets: Map<string, string>): string {
  if (path === '' || targets.has(path)) return path
  return nearest(path.split('.').slice(0, -1).join('.'), targets)
}
