import type { Translate } from '../web/texts.ts'
import type { ItemForm } from './item-form.ts'

/** What a form says, in one language. Paths are those of the schema, without the numbers of rows: `legalBasis.label`. */
export interface Words {
  t: Translate
  /** The name beside the field; made of the field's own name when its plugin gives none. */
  label(path: string): string
  /** The name of a row of a list, before its number. */
  row(path: string): string
  help(path: string): string | undefined
  choice(path: string, value: string): string
  /** What to do when it was left empty, such as "Vul een titel in". */
  missing(path: string): string | undefined
}

/** The words of a form, from the messages of its plugin (`<type>.field.<path>.label`) or else the kernel's (`field.<path>.label`). */
export function wordsOf({ type }: Pick<ItemForm, 'type'>, t: Translate): Words {
  const written = (path: string, part: string) =>
    [`${type}.field.${path}.${part}`, `field.${path}.${part}`]
      .map((key) => ({ key, text: t(key) }))
      .find(({ key, text }) => key !== text)?.text
  const label = (path: string) => written(path, 'label') ?? asWords(path.split('.').at(-1) ?? path)
  return {
    t,
    label,
    row: (path) => written(path, 'row') ?? label(path),
    help: (path) => written(path, 'help'),
    choice: (path, value) => written(path, `choice.${value}`) ?? asWords(value),
    missing: (path) => written(path, 'missing'),
  }
}

/** The path of a field in its schema, for the path of its value: `legalBasis.0.label` → `legalBasis.label`. */
export const schemaPath = (path: string) =>
  path
    .split('.')
    .filter((name) => !/^\d+$/.test(name))
    .join('.')

/** `legalBasis` → `Legal basis` */
function asWords(name: string): string {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
