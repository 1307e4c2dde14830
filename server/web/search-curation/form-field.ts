import type { Translate } from '../texts.ts'

/** A field of a form as views/partials/form prints it. */
export interface SimpleField {
  id: string
  name: string
  label: string
  value: string
  help?: string | undefined
  error?: string | undefined
  type?: 'text' | 'date' | 'search'
}

/** The same with what a screen reader must hear beside it. */
export const printed = (field: SimpleField & { optional?: boolean }) => ({
  ...field,
  required: !field.optional,
  describedBy: [field.help && `${field.id}-help`, field.error && `${field.id}-error`].filter(Boolean).join(' '),
})

/** All that is wrong on a page, each with a link to its field; null when nothing is. */
export function summaryOf(fields: SimpleField[], t: Translate) {
  const entries = fields.flatMap(({ id, error }) => (error ? [{ text: error, url: `#${id}` }] : []))
  return entries.length > 0 ? { heading: t('form.errors', { count: entries.length }), entries } : null
}
