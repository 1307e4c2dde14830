import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { pick, type Random, seeded } from './support.ts'
import { type Material, shippedLibrary } from './synthetic-library.ts'

export type Kind = 'one word' | 'two words' | 'typing error' | 'compound' | 'person' | 'no result'

export interface Query {
  kind: Kind
  text: string
}

/** Questions as people type them, in equal parts of each kind, mixed; the same count always gives the same questions. */
export function queriesFrom({ moulds, words }: Material, count: number): Query[] {
  const random = seeded(count)
  const keywords = [...moulds.values()].flat().flatMap((mould) => (mould.data.keywords as string[] | undefined) ?? [])
  const single = keywords.filter((word) => /^\p{L}{4,}$/u.test(word))
  const pairs = keywords.filter((word) => /^\p{L}{3,} \p{L}{3,}$/u.test(word))
  const long = [...new Set(words.filter((word) => word.length >= 12))]
  const people = peopleNames()
  const kinds: Record<Kind, () => string> = {
    'one word': () => pick(single, random),
    'two words': () => pick(pairs, random),
    'typing error': () => misspelt(pick(long, random), random),
    compound: () => (random() < 0.5 ? pick(long, random) : pick(words, random) + pick(single, random)),
    person: () => (random() < 0.5 ? pick(people, random) : `wie is ${pick(people, random).split(' ')[0]}`),
    'no result': () => nonsense(random),
  }
  const names = Object.keys(kinds) as Kind[]
  return Array.from({ length: count }, (_, i) => {
    const kind = names[i % names.length] as Kind
    return { kind, text: kinds[kind]() }
  })
}

/** What somebody has typed on the way to each question: its first two, four and seven letters. */
export const keystrokes = (queries: Query[]) =>
  queries.flatMap(({ text }) => [2, 4, 7].map((length) => text.slice(0, length)))

function peopleNames(): string[] {
  const { persons } = parse(readFileSync(join(shippedLibrary, 'people', 'persons.yaml'), 'utf8')) as {
    persons: Array<{ name: string }>
  }
  return persons.map((person) => person.name)
}

/** One letter left out, doubled, or changed places with the next. */
function misspelt(word: string, random: Random): string {
  const at = 1 + Math.floor(random() * (word.length - 2))
  const [before, letter, after] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)]
  return pick(
    [before + after, before + letter + letter + after, before + after.charAt(0) + letter + after.slice(1)],
    random,
  )
}

const nonsense = (random: Random) => Array.from({ length: 9 }, () => pick([...'qxzwvjkyf'], random)).join('')
