import type { Refers } from '../content/fields.ts'
import type { Names } from './names.ts'
import type { Words } from './words.ts'

export interface Option {
  value: string
  label: string
  chosen: boolean
  /** The id of its box, where it has one. */
  id: string
}

/** One field as `views/partials/form/<view>.ejs` prints it. */
export interface PrintedField {
  view: 'input' | 'textarea' | 'select' | 'boxes' | 'rows' | 'group' | 'visibility'
  /** The name under which it is posted. */
  name: string
  id: string
  /** The id of its first box, part or row, that a link to it leads to; without these, its own. */
  target: string
  label: string
  help: string | undefined
  error: string | undefined
  /** The ids of help and error, for `aria-describedby`. */
  describedBy: string
  required: boolean
  /** Whether "(niet verplicht)" stands beside it. */
  optional: boolean
  value: string
  type?: string
  inputMode?: string
  /** What the value names; a list of people to choose from stands on the page, a script may offer items. */
  refers?: Refers
  /** What to choose from; the first of a choice that may stay open is empty. */
  options?: Option[]
  /** The parts of a group, the rows of a list. */
  parts?: PrintedField[]
  /** A row to add to a list, with `__row__` where its number belongs; absent when the list has a fixed number of rows. */
  emptyRow?: PrintedField
  /** A row of a list, whose name only adds a number to that of the list. */
  inRow?: boolean
  /** A new empty row, which the reader asked for just now. */
  fresh?: boolean
  /** The units that may read, when it is some of them. */
  units?: PrintedField
}

/** What the printing of one form needs at every field. */
export interface Printing {
  words: Words
  names: Names
  /** How many rows to show of a list, by its path. */
  rows: Record<string, number>
  errors: Array<{ path: string; text: string }>
  /** Filled while printing: path → the id that a link to the field leads to, in the order of the page. */
  targets: Map<string, string>
}

/** A value of front matter as text in a field; nothing for what no text can stand for. */
export const asText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''
