import type { House } from '../../house.ts'
import { readTypedFilters } from '../../search/index.ts'
import { searchPath } from '../links.ts'
import type { Visit } from '../visit.ts'
import { filterWords } from './filter-words.ts'
import { valueName } from './filters.ts'

const UNFINISHED = /^(?<before>.*?)(?<filter>[+-]?(?<name>\p{L}+):)"?(?<begun>[^":]*)$/u
/** A longer text is not being typed. */
const longest = 100
const most = 9

/** How to finish a filter at the end of a text that says too little yet: after `soort:p` all kinds that begin so. */
export function endsOfFilter(house: House, visit: Visit, text: string) {
  if (text.length > longest) return []
  const { before = '', filter = '', name = '', begun = '' } = UNFINISHED.exec(text)?.groups ?? {}
  const known = filterWords(house)
  const facet = known.find(({ names }) => names.includes(name.toLowerCase()))
  if (!facet || readTypedFilters(filter + begun, known).filters.length > 0) return []
  const isBegun = (one: string) => one.toLowerCase().startsWith(begun.toLowerCase())
  return facet.values
    .filter(({ names }) => names.some(isBegun))
    .slice(0, most)
    .map(({ value }) => {
      const finished = filter + inOnePiece(valueName(house, visit, facet.facet, value))
      const url = visit.link(searchPath(before + finished))
      return { text: finished, typed: [[0, filter.length]], url, note: '' }
    })
}

/** A value as it is typed behind the colon. */
const inOnePiece = (value: string) => (value.includes(' ') ? `"${value}"` : value.toLowerCase())
