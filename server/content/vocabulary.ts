import { parse } from 'yaml'
import { z } from 'zod'
import { slug, text, unit } from './fields.ts'

const Word = z.strictObject({ slug: slug(), nl: text(80), en: text(80) })

/** Themes and audiences with their names, and the unit pairs that ought to have a linking pin (`vocabulary.yaml`). */
export const Vocabulary = z.strictObject({
  themes: z.array(Word.extend({ icon: slug() })).default([]),
  audiences: z.array(Word).default([]),
  wishedPins: z.array(z.tuple([unit(), unit()])).default([]),
})
export type Vocabulary = z.infer<typeof Vocabulary>

/** @throws {z.ZodError} when the file does not hold what it should */
export const parseVocabulary = (yaml: string): Vocabulary => Vocabulary.parse(parse(yaml) ?? {})

/** The name of a theme or an audience in `language`; the slug itself when it is unknown. */
export function nameOf(words: z.infer<typeof Word>[], wanted: string, language: 'nl' | 'en'): string {
  return words.find((word) => word.slug === wanted)?.[language] ?? wanted
}
