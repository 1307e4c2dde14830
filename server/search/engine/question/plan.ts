import type { Clause } from '../corpus/clause.ts'
import type { Corpus } from '../corpus/corpus.ts'
import { optionalTerm, TITLE } from '../corpus/term-index.ts'
import type { Readable } from '../readers/readable.ts'
import type { Synonyms } from '../words/synonyms.ts'
import { answersWho, typeNamed } from '../words/type-words.ts'
import { addBegun } from './begun-words.ts'
import type { Effort } from './effort.ts'
import { NearWords } from './near-words.ts'
import { addOpen, isOpen, openWords } from './open-words.ts'
import { addJoined, addSynonyms } from './other-words.ts'
import { isStarred, type ParsedQuery, type QueryWord } from './query-parser.ts'
import type { Ranking } from './ranking.ts'
import { type Group, Ways } from './ways.ts'

/** A quoted phrase: for each word, in order, the terms it may have. */
export interface PhraseSought {
  words: string[][]
  inTitle: boolean
}

/** What is looked for, and how much each way to find it counts. */
export interface Plan {
  groups: Group[]
  /** Only small words were asked for, such as `de` or `wie is`, that mean nothing by themselves. */
  isVague: boolean
  forbidden: Clause[]
  phrases: PhraseSought[]
  forbiddenPhrases: PhraseSought[]
  /** Types that the question asks for, with the factor for their scores. */
  favouredTypes: Map<string, number>
  alsoSearched: string[]
  /** Best spelling for words nobody may have meant, by place in the groups. */
  corrections: Map<number, string>
  /** Power of the share of the words that a document has. */
  coordination: number
}

const NAMED = 1.6
const WHO = 2.5

/** Decides what to look for: stems, synonyms, compound parts, prefixes, and near spellings for unknown words only. */
export function makePlan(
  parsed: ParsedQuery,
  corpus: Corpus,
  synonyms: Synonyms,
  readable: Readable,
  ranking: Ranking,
  effort: Effort,
): Plan {
  const ways = new Ways(corpus, readable, ranking)
  const telling = parsed.words.filter(({ surface }) => ways.termsOf(surface).length > 0)
  const isVague = telling.length === 0 && (parsed.words.length > 0 || parsed.asksWho)
  const asked = isVague ? parsed.words : telling
  const groups = asked.filter(({ presence }) => presence !== 'not').map((word) => groupOf(word, ways))
  const favouredTypes = favoured(parsed, groups)
  const alsoSearched = addSynonyms(groups, synonyms, ways)
  addJoined(groups, parsed.words, ways)
  addBegun(groups, parsed, ways)
  addOpen(groups, ways, effort)
  const corrections = isVague ? new Map<number, string>() : new NearWords(ways, effort).addTo(groups)
  if (corrections.size > 0) alsoSearched.push(...addSynonyms(groups, synonyms, ways, corrections))
  for (const group of groups) group.rarity = ways.rarityOf(group.alternatives) * group.word.times
  return {
    groups,
    isVague,
    forbidden: forbiddenBy(telling, ways, effort),
    phrases: phrasesOf(telling, 'must', parsed.phrases, ways),
    forbiddenPhrases: phrasesOf(telling, 'not', parsed.phrases, ways),
    favouredTypes,
    alsoSearched,
    corrections,
    coordination: ranking.coordination,
  }
}

const groupOf = (word: QueryWord, ways: Ways): Group => ({
  word,
  term: ways.termsOf(word.surface)[0] ?? '',
  optional: false,
  rarity: 1,
  alternatives: ways.toSay(word.surface),
  ...(word.inTitle && { fields: [TITLE] }),
})

function forbiddenBy(words: QueryWord[], ways: Ways, effort: Effort): Clause[] {
  const forbidden = words.filter(({ presence, phrase }) => presence === 'not' && phrase === undefined)
  const most = effort.share('forbidden', forbidden.filter(isOpen).length)
  return forbidden.flatMap((word) => {
    const open = openWords(word, most, ways, effort).map(({ term }) => term)
    effort.spend('forbidden', open.length)
    const terms = new Set(isStarred(word) ? open : [...ways.termsOf(word.surface), ...open])
    const fields = word.inTitle ? [TITLE] : undefined
    return [...terms].map((term): Clause => ({ ...optionalTerm(term, 1, fields), presence: 'prohibited' }))
  })
}

/** The types that the question names, whose words are optional then, and those that answer "wie". */
function favoured(parsed: ParsedQuery, groups: Group[]): Map<string, number> {
  const types = new Map<string, number>()
  for (const group of groups) {
    const type = typeNamed(group.word.surface)
    if (!type) continue
    types.set(type, NAMED)
    group.optional = groups.length > 1 && group.word.presence === 'should'
  }
  if (parsed.asksWho) for (const type of answersWho) types.set(type, WHO)
  return types
}

function phrasesOf(words: QueryWord[], presence: 'must' | 'not', count: number, ways: Ways): PhraseSought[] {
  const phrases = Array.from({ length: count }, (): PhraseSought => ({ words: [], inTitle: false }))
  for (const { surface, phrase, presence: own, inTitle } of words) {
    const sought = phrases[phrase ?? -1]
    if (!sought || own !== presence) continue
    sought.words.push(ways.termsOf(surface))
    sought.inTitle = inTitle
  }
  return phrases.filter((sought) => sought.words.length > 0)
}
