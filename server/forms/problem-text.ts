import type { FileProblem } from '../content/problem.ts'
import { type FormField, fieldAt } from './field.ts'
import { schemaPath, type Words } from './words.ts'

/** What to do about a problem, in the language of `words`: "Vul een titel in". */
export function problemText(problem: FileProblem, fields: readonly FormField[], words: Words): string {
  const path = schemaPath(problem.field)
  const { t } = words
  const found = fieldAt(fields, path)
  const field = found?.kind === 'list' && path !== problem.field ? found.element : found
  const label = problem.field ? words.label(path) : ''
  const values = { label, ...problem.values }
  if (['missing', 'too-few'].includes(problem.code) && isChosen(field))
    return words.missing(path) ?? t('problem.choose', values)
  if (problem.code === 'missing') return words.missing(path) ?? t('problem.missing', values)
  if (problem.code === 'unknown' && field && 'refers' in field && field.refers)
    return t(`problem.unknown.${field.refers}`, values)
  return t(`problem.${problem.code}`, problem.code === 'unreadable' ? { ...values, message: problem.message } : values)
}

const isChosen = (field: FormField | undefined) =>
  field !== undefined && ['choice', 'switch', 'several', 'visibility'].includes(field.kind)
