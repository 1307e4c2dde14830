import { inspect, type SafeFile, type SentFile } from './inspect.ts'
import { wordsOf } from './names.ts'
import { AttachmentRefused } from './refused.ts'

/** What somebody says of the file they send. */
export interface Words {
  /** What a picture shows, or what the link to a document says. */
  alt: string
  /** Whether a picture tells nothing, so that a screen reader passes it over. */
  decorative: boolean
}

const longestAlt = 250

/** Takes a file with its words when both will do. @throws {AttachmentRefused} */
export async function accept(sent: SentFile | undefined, words: Words): Promise<SafeFile & { alt: string }> {
  if (!sent?.name) throw new AttachmentRefused('missing')
  if (words.alt.length > longestAlt) throw new AttachmentRefused('altTooLong', { most: longestAlt })
  const file = await inspect(sent)
  return { ...file, alt: file.measures ? altOf(words) : words.alt || wordsOf(sent.name) || file.name }
}

/** @throws {AttachmentRefused} when a picture is neither described nor said to be decorative */
function altOf({ alt, decorative }: Words): string {
  if (decorative) return ''
  if (!alt) throw new AttachmentRefused('altMissing')
  return alt
}
