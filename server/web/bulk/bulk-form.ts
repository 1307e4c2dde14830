import { z } from 'zod'
import { type Change, type ChangeKind, changeKinds } from '../../bulk/change.ts'
import { slug } from '../../content/fields.ts'
import type { House } from '../../house.ts'
import { first } from '../first.ts'
import type { Visit } from '../visit.ts'

const word = z.preprocess(first, z.string().trim().max(80).catch(''))
const several = <T extends z.ZodType>(schema: T) => z.preprocess((value) => [value ?? []].flat(), z.array(schema))

/** What somebody chose: one kind of change, and what they filled in beside each kind. */
export const ChangeForm = z.object({
  kind: z.preprocess(first, z.enum(changeKinds).optional().catch(undefined)),
  addTheme: word,
  removeTheme: word,
  replaceTheme: word,
  by: word,
  owner: word,
  deputy: word,
  review: word,
})
export type ChangeForm = z.infer<typeof ChangeForm>

const id = z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/)

/** The boxes that were ticked; with `all` every item that the filters leave. */
export const ChosenForm = z.object({ item: several(id).catch([]), all: z.literal('yes').optional() })

/** The items of a preview, `plugin/slug@version`. */
export const ForeseenForm = z.object({
  item: several(
    z
      .string()
      .regex(/^[a-z0-9-]+\/[a-z0-9-]+@\d+$/)
      .transform((text) => ({ item: text.split('@')[0] ?? '', version: Number(text.split('@')[1]) })),
  ),
})

/** A problem with a field of the form: the text says what to do. */
export interface FormProblem {
  field: ChangeKind | 'by' | 'kind' | 'item'
  text: string
}

/** The change that was asked for, or what is wrong with the question. */
export function changeIn(form: ChangeForm, house: House, visit: Visit): Change | FormProblem {
  const { kind } = form
  const problem = (field: FormProblem['field'], key: string): FormProblem => ({ field, text: visit.t(key) })
  if (!kind) return problem('kind', 'bulk.problem.kind')
  const value = form[kind]
  if (kind === 'review') {
    if (!z.iso.date().safeParse(value).success) return problem(kind, 'bulk.problem.day')
    return value < visit.today ? problem(kind, 'bulk.problem.past') : { kind, value }
  }
  if (kind === 'owner' || kind === 'deputy')
    return house.directory.colleague(value) ? { kind, value } : problem(kind, 'bulk.problem.person')
  const isTheme = (name: string) => house.reference.vocabulary.themes.some(({ slug }) => slug === name)
  // A theme that the vocabulary has lost is a reason to take it away, not to leave it.
  const known = kind === 'addTheme' ? isTheme(value) : slug().safeParse(value).success
  if (!known) return problem(kind, 'bulk.problem.theme')
  if (kind !== 'replaceTheme') return { kind, value }
  return isTheme(form.by) && form.by !== value ? { kind, value, by: form.by } : problem('by', 'bulk.problem.by')
}

export const isProblem = (given: Change | FormProblem): given is FormProblem => 'field' in given
