import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { PeerDocument } from '../peers/peer.ts'
import { seeded } from '../support.ts'
import { misspelt, splitter, unsigned } from './variants.ts'

/** A question with the ids of the documents that answer it. */
export interface Judged {
  q: string
  rel: string[]
}

/** Documents, and judged questions in some variants. */
export interface Collection {
  name: string
  documents: PeerDocument[]
  questions: Record<string, Judged[]>
}

/** A piece of a report or act under its heading; `title` is that of the whole. */
export interface Section extends PeerDocument {
  heading: string
}

/** Which half of the questions: only the first may be tuned on. */
export type Half = 'development' | 'held out'

const data = (name: string) => readFileSync(join(import.meta.dirname, '../data', name))

function lines<T>(name: string): T[] {
  return gunzipSync(data(name))
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T)
}

/** Names of municipal products → the article of law that they rest on. */
export function products(): Collection {
  const questions = JSON.parse(data('r1-queries-dev.json').toString()) as Collection['questions']
  return { name: 'products', documents: lines('r1-documents.jsonl.gz'), questions }
}

/** Headings → the section that stood under them, which does not hold the heading itself. */
export function headings(half: Half): Collection {
  const sections = lines<Section>('sections.jsonl.gz')
  const times = new Map<string, number>()
  for (const { heading } of sections) times.set(heading, (times.get(heading) ?? 0) + 1)
  const base = sections
    .filter(({ heading }) => times.get(heading) === 1 && isQuestion(heading) && halfOf(heading) === half)
    .map(({ heading, id }) => ({ q: heading.toLowerCase(), rel: [id] }))
  const documents = sections.map(({ id, title, body }) => ({ id, title, body }))
  const split = splitter(sections.map(({ heading, body }) => `${heading} ${body}`))
  return {
    name: 'headings',
    documents,
    questions: {
      base,
      typo: varied(base, (text) => misspelt(text, seeded(hash(text)))),
      split: varied(base, (text) => split(text)),
      reverse: varied(base, (text) => split(text, true)),
      dia: varied(base, unsigned),
    },
  }
}

/** Numbers and general words as "Artikel 3" or "Resultaten" ask nothing. */
function isQuestion(heading: string): boolean {
  const words = heading.split(' ').length
  const isNumbered = /^(?:artikel|hoofdstuk|afdeling|paragraaf|titel|taak|bijlage|fase|stap|§)\b|^§/i.test(heading)
  return !isNumbered && words <= 12 && heading.length > 8
}

/** The questions of which a variant can be made, in that variant. */
function varied(base: Judged[], vary: (text: string) => string | undefined): Judged[] {
  return base.flatMap(({ q, rel }) => {
    const varied = vary(q)
    return varied ? [{ q: varied, rel }] : []
  })
}

const halfOf = (text: string): Half => (hash(text) % 2 === 0 ? 'development' : 'held out')

/** FNV-1a, mixed once more so that its last bit is worth something. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return (value ^ (value >>> 15)) >>> 0
}
