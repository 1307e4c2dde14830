import fc from 'fast-check'
import type { FormField } from '../../server/forms/field.ts'
import type { Data, Posted } from '../../server/forms/read-form.ts'

/** Front matter as a browser posts it: one value under a name, or a list of them. */
export function asPosted(fields: readonly FormField[], data: Data): Posted {
  const posted: Record<string, string[]> = {}
  const put = (name: string, value: unknown) => {
    posted[name] ??= []
    posted[name].push(value === true ? 'yes' : value === false ? 'no' : String(value))
  }
  const putField = (field: FormField, value: unknown, path: string): void => {
    if (value === undefined) return
    if (field.kind === 'group')
      for (const part of field.parts) putField(part, (value as Data)[part.name], `${path}.${part.name}`)
    else if (field.kind === 'several') for (const one of value as unknown[]) put(path, one)
    else if (field.kind === 'visibility') putVisibility(value, path)
    else if (field.kind !== 'list') put(path, value)
    else if (field.element.kind !== 'group') for (const row of value as unknown[]) put(path, row)
    else for (const [number, row] of (value as unknown[]).entries()) putField(field.element, row, `${path}.${number}`)
  }
  const putVisibility = (value: unknown, path: string) => {
    put(path, Array.isArray(value) ? 'units' : value)
    if (Array.isArray(value)) for (const unit of value) put(`${path}.units`, unit)
  }
  for (const field of fields) putField(field, data[field.name], field.name)
  return posted
}

/** Text as people type it in a field: not empty, without spaces around it, and no number or day. */
const line = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .map((text) => `w${text.replace(/\s+/g, ' ').trimEnd()}`)
const lines = fc.array(line, { minLength: 1, maxLength: 4 }).map((all) => all.join('\n'))
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

/** Any front matter that people could fill in, good or bad, without what a form leaves out. */
export function anyFrontMatter(fields: readonly FormField[]): fc.Arbitrary<Data> {
  const parts = Object.fromEntries(fields.map((field) => [field.name, anyValue(field)]))
  return fc.record(parts, { requiredKeys: [] }).map((data) => ({ ...data }))
}

function anyValue(field: FormField): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case 'long':
      return lines
    case 'number':
      return fc.integer({ min: -999, max: 999 })
    case 'day':
      return day
    case 'switch':
      return fc.boolean().filter((value) => value !== field.preset)
    case 'choice':
      return fc.constantFrom(...field.choices.filter((choice) => choice !== field.preset), 'iets anders')
    case 'several':
      return fc.array(line, { minLength: 1, maxLength: 5 })
    case 'list':
      return fc.array(filled(field.element), { minLength: 1, maxLength: 5 })
    case 'group':
      return filled(field)
    case 'visibility':
      return fc.oneof(fc.constant('editors'), fc.array(line, { maxLength: 3 }))
    default:
      return line
  }
}

/** With something in it: what is empty is no row and no group. */
const filled = (field: FormField): fc.Arbitrary<unknown> =>
  field.kind === 'group' ? anyFrontMatter(field.parts).filter((data) => Object.keys(data).length > 0) : anyValue(field)
