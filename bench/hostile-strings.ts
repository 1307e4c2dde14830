import { pick, type Random, seeded } from './support.ts'

type Make = (random: Random, words: string[]) => string

const signs = [...'+-"*~^:()/\\@.,\'´`<>{}[]|&%$#!?;=_']
const oddSigns = ['\0', '\ud800', '\udc00', '\u202e', '\u200b', '\ufeff', '́', '👩‍👩‍👧‍👦', '🇳🇱', 'ﷺ', 'ﬃ', 'Ⅷ']
const rightToLeft = ['جواز', 'السفر', 'דרכון', 'אבד', '\u202eתעודה\u202c']
const common =
  'het artikel van de wet en de minister of het lid bedoeld in eerste tweede regeling worden besluit'.split(' ')
const fields = ['type', 'soort', 'unit', 'afdeling', 'thema', 'title', 'wet', 'http']

const row = (length: number, make: () => string, between = ' ') => Array.from({ length }, make).join(between)
const upTo = (most: number, random: Random) => 1 + Math.floor(random() * most)
const nonsense = (random: Random, length = 4 + upTo(12, random)) =>
  row(length, () => pick([...'abcdefghijklmnoprstuvwz'], random), '')

/** A word with a star at its beginning and one in its middle. */
const starred = (word: string) => `*${word.slice(1, word.length / 2)}*${word.slice(-2)}`

/** What somebody may paste, mistype or try: one maker for each kind. */
export const hostileKinds: Record<string, Make> = {
  'edit distance': (random, words) => `${pick(words, random)}~${pick(['9', '999999', '', '-1', '1e9'], random)}`,
  boost: (random, words) => `${pick(words, random)}^${pick(['9', '1e308', '-1', ''], random)}`,
  'many edit distances': (random, words) => row(24, () => `${pick(words, random)}~2`),
  'stars in words': (random, words) => row(upTo(24, random), () => starred(pick(words, random))),
  'stars everywhere': (random) =>
    row(upTo(24, random), () => `*${row(upTo(6, random), () => nonsense(random, 1), '*')}*~9^9`),
  'not with stars': (random, words) =>
    row(upTo(24, random), () => `-${pick([starred(pick(words, random)), '*e*', '*en'], random)}`),
  'not what begins so': (random) => row(upTo(24, random), () => `-${pick([...'abdegkmorstv'], random)}*`),
  'not what looks like it': (random, words) => row(upTo(24, random), () => `-${pick(words, random)}~2`),
  'all operators': (random, words) =>
    row(24, () => {
      const sign = pick(['', '+', '-'], random) + pick(['', 'titel:', 'title:'], random)
      return `${sign}${pick([pick(words, random), starred(pick(words, random))], random)}${pick(['', '*', '~2', '^9'], random)}`
    }),
  titles: (random, words) => row(upTo(24, random), () => `titel:${pick(words, random)}`),
  'titles in quotes': (random) =>
    row(upTo(12, random), () => `titel:"${pick(common, random)} ${pick(common, random)}"`),
  wildcards: (random) => row(upTo(2000, random), () => '*', pick(['', ' '], random)),
  'short prefixes': (random) => row(upTo(24, random), () => `${pick([...'abdegkmorstv'], random)}*`),
  'prefixes of known words': (random, words) => row(upTo(24, random), () => `${pick(words, random).slice(0, 3)}*`),
  'pasted text': (random, words) => row(15_000, () => pick(words, random)),
  'one endless word': (random) => pick([...'ax9é'], random).repeat(100_000),
  'lone signs': (random) => row(upTo(200, random), () => pick(signs, random), pick(['', ' '], random)),
  'odd signs': (random, words) => row(upTo(40, random), () => pick([...oddSigns, ...words.slice(0, 5)], random), ''),
  'right to left': (random) => row(upTo(24, random), () => pick(rightToLeft, random)),
  emoji: (random) => row(upTo(200, random), () => pick(['😀', '🎉', '👩‍🚒', '🏳️‍🌈', '❤️'], random), ''),
  'many minuses': (random, words) => `${'-'.repeat(upTo(1000, random))}${pick(words, random)}`,
  'only forbidden': (random, words) => row(upTo(24, random), () => `-${pick(words, random)}`),
  'all required': (random, words) => row(upTo(24, random), () => `+${pick(words, random)}`),
  phrases: (random, words) => row(upTo(60, random), () => `"${pick(common, random)} ${pick(words, random)}"`),
  'common phrases': (random) => row(upTo(12, random), () => `"${pick(common, random)} ${pick(common, random)}"`),
  'forbidden phrases': (random) => row(upTo(12, random), () => `-"${pick(common, random)} ${pick(common, random)}"`),
  'open quotes': (random, words) => row(upTo(60, random), () => `"${pick(words, random)}`),
  'filters in filters': (random, words) =>
    row(upTo(60, random), () => `${row(3, () => pick(fields, random), ':')}:${pick(words, random)}`),
  'many filters': (random, words) => row(upTo(100, random), () => `${pick(fields, random)}:"${pick(words, random)}`),
  'long compounds': (random, words) => row(upTo(8, random), () => row(upTo(9, random), () => pick(words, random), '')),
  'compounds with mistakes': (random, words) =>
    row(upTo(24, random), () => pick(words, random) + nonsense(random, 3) + pick(words, random)),
  'unknown words': (random) => row(24, () => nonsense(random)),
  'unknown short words': (random) => row(24, () => nonsense(random, 4)),
  'common words': (random) => row(24, () => pick(common, random)),
  'joined words': (random, words) => row(24, () => pick(words, random).slice(0, 4)),
  'hyphens and dots': (random, words) =>
    row(upTo(200, random), () => pick(words, random), pick(['-', '.', '_', "'"], random)),
  code: (random) =>
    pick(['<script>alert(1)</script>', "' OR 1=1 --", '{"$ne":null}', '../../etc/passwd', '%00%ff'], random),
  'any bytes': (random) => row(upTo(300, random), () => String.fromCharCode(Math.floor(random() * 0x10000)), ''),
}

/** Hostile questions of every kind in equal parts; the same count always gives the same ones. @param words what the texts are made of */
export function hostileStrings(count: number, words: string[]): Array<{ kind: string; text: string }> {
  const random = seeded(count)
  const kinds = Object.entries(hostileKinds)
  return Array.from({ length: count }, (_, i) => {
    const [kind, make] = kinds[i % kinds.length] as [string, Make]
    return { kind, text: make(random, words) }
  })
}
