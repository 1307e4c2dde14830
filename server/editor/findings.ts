import { type BodyProblem, brokenInBody, type Known } from '../content/library-check.ts'
import { MarkdownRefused } from '../content/markdown.ts'
import { findPersonalData, type PersonalDatum } from '../content/personal-data.ts'
import { type Level, readability } from '../content/readability.ts'

/** What a writer should look at; lines and columns count from 1 in the body. */
export type Finding =
  | PersonalDatum
  | BodyProblem
  | { kind: 'long-sentence'; line: number; words: number }
  | { kind: 'refused'; line: number }

export interface Judged {
  /** In the order of the text. */
  findings: Finding[]
  /** How easily the text reads; undefined for one without Dutch sentences. */
  readability?: { level: Level; fleschDouma: number }
}

/** The text of an item of `plugin` as it is being written. */
export interface Writing {
  plugin: string
  body: string
  language: 'nl' | 'en'
}

/** All that a writer wants to know of a text before it goes out: the same as the check of a library, and data on persons. */
export function judgeWriting({ plugin, body, language }: Writing, known: Known): Judged {
  const measured = language === 'nl' && body.trim() !== '' ? readability(body) : undefined
  const findings: Finding[] = [
    ...findPersonalData(body, known.directory),
    ...broken(plugin, body, known),
    ...(measured?.longSentences ?? []).map(({ line, words }) => ({ kind: 'long-sentence' as const, line, words })),
  ]
  findings.sort((a, b) => a.line - b.line)
  if (!measured || measured.words === 0) return { findings }
  return { findings, readability: { level: measured.level, fleschDouma: measured.fleschDouma } }
}

function broken(plugin: string, body: string, known: Known): Finding[] {
  try {
    return brokenInBody(plugin, body, known)
  } catch (error) {
    if (error instanceof MarkdownRefused) return [{ kind: 'refused', line: 1 }]
    throw error
  }
}
