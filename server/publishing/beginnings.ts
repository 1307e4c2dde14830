import type { Reader } from '../access/reader.ts'
import type { Directory } from '../people/directory.ts'
import type { DraftContent } from './draft.ts'

/** What belongs to one item and its moment, and never to another that is made after it. */
const itsOwn = ['review', 'expires', 'mustRead']

/** What no other item can take over from the one that a template was made of. */
const itsOwnersToo = [...itsOwn, 'title', 'owner', 'deputy']

/** What is known of an item before a word is written: who begins it, where they work, and that they look at it today. */
function known({ reader, directory, today, title }: Beginning): Record<string, string> {
  const person = directory.colleague(reader.id)
  return {
    ...(title && { title }),
    ...(person?.unit && { unit: person.unit }),
    ...(person && { owner: person.slug }),
    checked: today,
  }
}

export interface Beginning {
  reader: Reader
  directory: Directory
  /** `YYYY-MM-DD` */
  today: string
  /** What it is called, when that is known already. */
  title?: string | undefined
}

/** A new item with the text of an example; its fields are for the writer to fill in. */
export const newContent = (body: string, beginning: Beginning): DraftContent => ({ data: known(beginning), body })

/** A new item made after a template. */
export const fromTemplate = ({ data, body }: DraftContent, beginning: Beginning): DraftContent => {
  const { unit, ...own } = known(beginning)
  return { data: { ...(unit && { unit }), ...without(data, itsOwnersToo), ...own }, body }
}

/** A new item that says the same as another, under another title. */
export const copyOf = ({ data, body }: DraftContent, title: string, { today }: Beginning): DraftContent => ({
  data: { ...without(data, itsOwn), title, checked: today },
  body,
})

/** What of an item goes into a template. */
export const forTemplate = ({ data, body }: DraftContent): DraftContent => ({ data: without(data, itsOwnersToo), body })

const without = (data: Record<string, unknown>, names: string[]) =>
  Object.fromEntries(Object.entries(data).filter(([name]) => !names.includes(name)))
