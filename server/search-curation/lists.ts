import { z } from 'zod'
import { day, itemRef, text } from '../content/fields.ts'

/** The longest question or phrase that somebody keeps. */
export const longestPhrase = 80
export const mostQuestions = 10
export const mostPinned = 3
/** A test question asks for a place among the results of the first page. */
export const lastPlace = 10

/** Words and phrases that search takes for each other. */
export const SynonymGroup = z.array(z.coerce.string()).min(2)
export type SynonymGroup = z.infer<typeof SynonymGroup>

/** What stands on top for a question in these words, in this order, up to and including the last day. */
export const PinnedResults = z.strictObject({
  questions: z.array(text(longestPhrase)).min(1).max(mostQuestions),
  results: z.array(itemRef()).min(1).max(mostPinned),
  until: day().optional(),
})
export type PinnedResults = z.infer<typeof PinnedResults>

/** A question with the item or person that must be among its first results. */
export const TestQuestion = z.strictObject({
  question: text(200),
  expects: itemRef(),
  within: z.int().min(1).max(lastPlace).default(3),
})
export type TestQuestion = z.infer<typeof TestQuestion>

/** The lists that teach search, each a file of the library; editors change them in the app. */
export const listSchemas = {
  synonyms: SynonymGroup,
  'pinned-results': PinnedResults,
  'test-questions': TestQuestion,
}
export type ListName = keyof typeof listSchemas
export type EntryOf<Name extends ListName> = z.infer<(typeof listSchemas)[Name]>

export const listNames = Object.keys(listSchemas) as ListName[]

export const isList = (name: string): name is ListName => Object.hasOwn(listSchemas, name)
