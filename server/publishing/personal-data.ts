import { findPersonalData, type PersonalDatum } from '../content/personal-data.ts'
import type { Directory } from '../people/directory.ts'
import type { DraftContent } from './draft.ts'

/** Data on a person in what somebody typed: in the text, or in a field by its path; `note` is what is new in the version. */
export type TypedDatum = PersonalDatum & { field?: string }

/** Everything that looks like data on a person in a draft, wherever it was typed. Addresses of pages are passed over. */
export const personalDataIn = ({ data, body }: DraftContent, note: string, own: Directory): TypedDatum[] => [
  ...findPersonalData(body, own),
  ...[...textsIn({ ...data, note })].flatMap(({ field, text }) =>
    findPersonalData(text, own).map((found) => ({ ...found, field })),
  ),
]

/** Every text of the front matter, with the path of its field. */
function* textsIn(value: unknown, path: string[] = []): Generator<{ field: string; text: string }> {
  if (typeof value === 'string' && !/^https?:/.test(value)) yield { field: path.join('.'), text: value }
  if (typeof value !== 'object' || value === null) return
  for (const [name, part] of Object.entries(value)) yield* textsIn(part, [...path, name])
}
