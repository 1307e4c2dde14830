import { expect } from 'chai'
import type { House } from '../../server/house.ts'
import type { Person, Unit } from '../../server/people/person.ts'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'

const secret = '/desk-protocols/zonnebloem'

type Change = (house: House) => { persons?: Person[]; units?: Unit[] }

/** The entry of somebody in the directory, with something else in it. */
const person =
  (slug: string, change: Partial<Person>): Change =>
  ({ directory }) => ({
    persons: directory.persons.filter((one) => one.slug === slug).map((one) => ({ ...one, ...change })),
  })

/** A unit that lies under no other any more. */
const loose =
  (slug: string): Change =>
  ({ directory }) => ({ units: directory.units.filter((one) => one.slug === slug).map(({ parent, ...unit }) => unit) })

/** What is taken from whom, and how a page answers from then on that they could open. */
const withdrawals: Array<[what: string, who: string, change: Change, path: string, answer: number]> = [
  ['a role', 'lotte-van-dam', person('lotte-van-dam', { role: 'reader' }), '/search/insights', 403],
  ['the role of administrator', 'ruben-vos', person('ruben-vos', { role: 'editor' }), '/sessions', 403],
  ['a unit that they led', 'tessa-top', person('tessa-top', { leads: [] }), secret, 404],
  ['a unit below the one that they lead', 'theo-top', loose('burgerzaken'), secret, 404],
  ['their unit', 'pieter-dijk', person('pieter-dijk', { unit: 'belastingen', leads: [] }), secret, 404],
  ['their place in the directory', 'mirjam-kok', person('mirjam-kok', { active: false }), '/', 303],
]

const leads = { unit: 'gemeente', leads: ['gemeente'], role: 'teamlead' as const }

describe('Somebody who is signed in and loses', () => {
  let house: TestHouse
  before(async () => {
    const library = await aLibrary(
      { 'desk-protocols/zonnebloem.md': protocol({ title: 'Zonnebloemzaak', visibility: ['burgerzaken'] }) },
      {
        persons: [
          { slug: 'tessa-top', name: 'Tessa Top', ...leads },
          { slug: 'theo-top', name: 'Theo Top', ...leads },
        ],
      },
    )
    house = await aHouse({ library })
  })
  after(() => house.close())

  for (const [what, who, change, path, answer] of withdrawals) {
    it(`${what}, does so with their next request`, async () => {
      const browser = await house.as(who)
      await browser.get(path).expect(200)
      const { persons = [], units = [] } = change(house.house)
      expect([...persons, ...units]).to.have.length(1)
      await house.house.directoryStore.save(persons, units)
      await browser.get(path).expect(answer)
    })
  }
})
