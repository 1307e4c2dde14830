import { expect } from 'chai'
import { may, type Thing } from '../../server/access/may.ts'
import { type Reader, type Role, roles } from '../../server/access/reader.ts'
import { type Action, rules } from '../../server/access/rules.ts'
import { mayRead, type Readers, readableBy } from '../../server/access/visibility.ts'

/** Somebody who works in Burgerzaken, and leads it where their role is to lead. */
const somebody = (role: Role): Reader => ({
  id: 'kim',
  name: 'Kim',
  role,
  units: ['burgerzaken', 'balie'],
  leads: role === 'teamlead' ? ['burgerzaken', 'balie'] : [],
})

const own: Thing = { persons: ['kim'], units: ['belastingen'] }
const ofTheirUnit: Thing = { persons: ['sam'], units: ['balie'] }
const ofAnotherUnit: Thing = { persons: ['sam'], units: ['belastingen'] }

const scenarios: Array<{ action: Action; thing: Thing; what: string; allowed: Role[] }> = [
  {
    action: 'look after item',
    thing: own,
    what: 'that is their own',
    allowed: ['reader', 'editor', 'teamlead', 'admin'],
  },
  { action: 'look after item', thing: ofTheirUnit, what: 'of their unit', allowed: ['editor', 'teamlead', 'admin'] },
  { action: 'look after item', thing: ofAnotherUnit, what: 'of another unit', allowed: ['editor', 'admin'] },
  { action: 'write item', thing: own, what: 'that is their own', allowed: [...roles] },
  { action: 'write item', thing: ofTheirUnit, what: 'of their unit', allowed: ['editor', 'teamlead', 'admin'] },
  { action: 'write item', thing: ofAnotherUnit, what: 'of another unit', allowed: ['editor', 'admin'] },
  { action: 'publish item', thing: ofTheirUnit, what: 'of their unit', allowed: ['editor', 'teamlead', 'admin'] },
  { action: 'publish item', thing: ofAnotherUnit, what: 'of another unit', allowed: ['editor', 'admin'] },
  { action: 'approve item', thing: ofTheirUnit, what: 'of their unit', allowed: ['editor', 'teamlead', 'admin'] },
  { action: 'approve item', thing: ofAnotherUnit, what: 'of another unit', allowed: ['editor', 'admin'] },
  {
    action: 'approve item, asked by name',
    thing: own,
    what: 'when they were asked',
    allowed: [...roles],
  },
  {
    action: 'approve item, asked by name',
    thing: ofTheirUnit,
    what: 'when another was asked',
    allowed: ['admin'],
  },
  {
    action: 'read item',
    thing: { state: 'archived', ...own },
    what: 'that is archived and their own',
    allowed: [...roles],
  },
  {
    action: 'read item',
    thing: { state: 'archived', ...ofAnotherUnit },
    what: 'that is archived and of another unit',
    allowed: ['editor', 'admin'],
  },
  { action: 'count who has read', thing: ofTheirUnit, what: 'in their unit', allowed: ['editor', 'teamlead', 'admin'] },
  { action: 'count who has read', thing: ofAnotherUnit, what: 'in another unit', allowed: ['editor', 'admin'] },
  { action: 'see who has read', thing: ofTheirUnit, what: 'in their unit', allowed: ['teamlead'] },
  { action: 'see who has read', thing: ofAnotherUnit, what: 'in another unit', allowed: [] },
  { action: 'see unanswered questions', thing: {}, what: 'of everybody', allowed: ['editor', 'admin'] },
  { action: 'curate search', thing: {}, what: 'for everybody', allowed: ['editor', 'admin'] },
  { action: 'export items', thing: {}, what: 'that they may read', allowed: ['editor', 'admin'] },
  { action: 'keep templates', thing: {}, what: 'for everybody', allowed: ['editor', 'admin'] },
  { action: 'choose about the folder', thing: {}, what: 'of everybody', allowed: ['editor', 'admin'] },
  { action: 'recognise newcomer', thing: ofTheirUnit, what: 'in their unit', allowed: ['teamlead', 'admin'] },
  { action: 'recognise newcomer', thing: ofAnotherUnit, what: 'in another unit', allowed: ['admin'] },
  { action: 'end sessions', thing: { persons: ['kim'] }, what: 'of themselves', allowed: [...roles] },
  { action: 'end sessions', thing: ofTheirUnit, what: 'of others', allowed: ['admin'] },
]

describe('The rules of access', () => {
  for (const { action, thing, what, allowed } of scenarios) {
    it(`let ${allowed.join(', ') || 'nobody'} ${action} ${what}`, () => {
      expect(roles.filter((role) => may(somebody(role), action, thing))).to.deep.equal(allowed)
    })
  }

  it('each have a scenario, here or where whole pages are looked at', () => {
    const told = new Set([...scenarios.map(({ action }) => action), 'read item'])
    expect(rules.filter(({ action }) => !told.has(action))).to.deep.equal([])
  })

  it('let nobody do what they do not speak of', () => {
    for (const role of roles) {
      expect(may(somebody(role), 'read item', { audience: 'everyone' }), role).to.equal(false)
      expect(may(somebody(role), 'read everything' as Action), role).to.equal(false)
    }
  })

  const audiences: Readers[] = ['everyone', 'editors', ['burgerzaken'], ['belastingen'], ['belastingen', 'balie'], []]
  for (const role of roles) {
    it(`give the store a filter for a ${role} that says the same as the question for one item`, () => {
      const reader = somebody(role)
      const wanted = readableBy(reader).visibility?.$in
      for (const readers of audiences) {
        const passes = !wanted || [readers].flat().some((one) => wanted.includes(one))
        expect(passes, JSON.stringify(readers)).to.equal(mayRead(readers, reader))
      }
    })
  }
})
