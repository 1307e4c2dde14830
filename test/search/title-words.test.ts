import { expect } from 'chai'
import fc from 'fast-check'
import { Titles } from '../../server/search/engine/corpus/titles.ts'
import { aDocument } from './library.ts'

const words = ['aan', 'aanvraag', 'aanvragen', 'a', 'balie', 'bij', 'de', 'paspoort']
const titles = fc.array(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 5 }), { maxLength: 12 })
const typed = fc.array(fc.constantFrom(...words, 'aa', 'b', 'pas'), { minLength: 1, maxLength: 2 })

describe('Titles for what somebody types', () => {
  it('are the same, in the same order, as when all titles are compared', () => {
    fc.assert(
      fc.property(titles, typed, fc.integer({ min: 1, max: 9 }), (made, said, limit) => {
        const own = new Titles()
        own.add(new Map(made.map((one, i) => [i, aDocument(`d${i}`, one.join(' '))])))
        const isReadable = (place: number) => place % 5 !== 3
        const places = [...made.keys()].filter((place) => isReadable(place) && distance(made[place], said) < 100)
        const expected = places.sort((a, b) => {
          const [one, other] = [made[a] ?? [], made[b] ?? []]
          return distance(one, said) - distance(other, said) || one.length - other.length || own.rank(a) - own.rank(b)
        })
        expect(own.find(said, 'item', isReadable, limit)).to.deep.equal(expected.slice(0, limit))
      }),
      { numRuns: 500, seed: 20261122 },
    )
  })
})

/** How far the nearest word that begins as was typed is from its place; 100 when the title does not fit. */
function distance(title: string[] = [], said: string[]): number {
  const last = said.at(-1) ?? ''
  const others = said.slice(0, -1)
  if (!others.every((word) => title.includes(word))) return 100
  const far = title.map((word, i) =>
    word.startsWith(last) ? Math.abs(i - others.length) + (word === last ? 0 : 0.5) : 100,
  )
  return Math.min(...far)
}
