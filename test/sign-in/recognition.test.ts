import { expect } from 'chai'
import type { Reader } from '../../server/access/reader.ts'
import { Person } from '../../server/people/person.ts'
import { type Accounts, openAccounts } from '../../server/sign-in/work-account/accounts.ts'
import { checkAccounts } from '../../server/sign-in/work-account/check-accounts.ts'
import { type Newcomers, openNewcomers } from '../../server/sign-in/work-account/newcomers/newcomers.ts'
import type { Flaw } from '../../server/store/flaw.ts'
import { aHouse, sunday, type TestHouse } from '../support/house.ts'

const admin: Reader = { id: 'ruben-vos', name: 'Ruben Vos', role: 'admin', units: [], leads: [] }

describe('An account and the directory', () => {
  let house: TestHouse
  let accounts: Accounts
  let newcomers: Newcomers
  before(async () => {
    house = await aHouse()
    const { store } = house.house
    accounts = openAccounts(store)
    newcomers = openNewcomers(store, accounts)
    await store.prepare()
  })
  after(() => house.close())

  /** Somebody signs in for the first time. Gives the key of their account. */
  async function arrives(name: string): Promise<string> {
    const key = `tenant:${crypto.randomUUID()}`
    const told = { key, name, email: undefined, role: 'reader' as const, units: [], issuedAt: sunday, sid: undefined }
    await newcomers.welcome(await accounts.arrive(told), house.house)
    return key
  }

  async function isImported(slug: string, name: string): Promise<void> {
    await house.house.directoryStore.save([Person.parse({ slug, name, unit: 'burgerzaken' })], [])
    await house.house.catchUp()
  }
  const candidates = async (key: string) =>
    (await newcomers.candidatesFor(key, house.house)).map((person) => person.slug)
  async function flaws(): Promise<Flaw[]> {
    const found: Flaw[] = []
    for await (const flaw of checkAccounts(house.house.store)) found.push(flaw)
    return found
  }

  it('find each other too when the colleague is imported later, and one entry remains', async () => {
    const key = await arrives('Uma Vink')
    const made = (await accounts.get(key))?.person
    expect(await candidates(key)).to.deep.equal([])
    await isImported('uma-vink', 'Uma Vink')
    expect(await candidates(key)).to.deep.equal(['uma-vink'])
    await newcomers.answer(key, 'uma-vink', house.house)
    await newcomers.decide(key, 'uma-vink', true, admin, house.house)
    await house.house.catchUp()
    expect((await accounts.get(key))?.person).to.equal('uma-vink')
    expect(house.house.directory.colleague(made)).to.equal(undefined)
    expect(house.house.directory.colleague('uma-vink')).to.include({ unit: 'burgerzaken' })
  })

  it('are never tied by an import that has the name of somebody who signed in', async () => {
    const key = await arrives('Vera Zon')
    await isImported('vera-zon', 'Vera Zon')
    expect((await accounts.get(key))?.person).not.to.equal('vera-zon')
    expect((await accounts.get(key))?.confirmed).to.equal(undefined)
  })

  it('are one to one, also when two namesakes ask for the same entry at once', async () => {
    await isImported('wim-berg', 'Wim Berg')
    const [one, other] = [await arrives('Wim Berg'), await arrives('Wim Berg')]
    for (const key of [one, other]) await newcomers.answer(key, 'wim-berg', house.house)
    await newcomers.decide(one, 'wim-berg', true, admin, house.house)
    const refusal = await newcomers.decide(other, 'wim-berg', true, admin, house.house).catch((error) => error)
    expect(refusal).to.include({ status: 409 })
    expect((await accounts.get(other))?.person).to.equal(undefined)
  })

  it('are tied as the one who decided saw it, whatever was asked meanwhile', async () => {
    await isImported('anne-smit', 'Anne Smit')
    await isImported('anne-smit-2', 'Anne Smit')
    const key = await arrives('Anne Smit')
    await newcomers.answer(key, 'anne-smit-2', house.house)
    const refusal = await newcomers.decide(key, 'anne-smit', true, admin, house.house).catch((error) => error)
    expect(refusal).to.include({ status: 404 })
    expect(await accounts.get(key)).to.include({ asks: 'anne-smit-2' })
  })

  it('are parted again when a colleague was wrong, and the entry is free for who it is', async () => {
    await isImported('bo-laan', 'Bo Laan')
    const [wrong, right] = [await arrives('Bo Laan'), await arrives('Bo Laan')]
    await newcomers.answer(wrong, 'bo-laan', house.house)
    await newcomers.decide(wrong, 'bo-laan', true, admin, house.house)
    expect(await candidates(right)).to.deep.equal([])

    await newcomers.decide(wrong, 'bo-laan', false, admin, house.house)
    const { person, confirmed, notThem } = (await accounts.get(wrong)) ?? {}
    expect({ confirmed, notThem }).to.deep.equal({ confirmed: undefined, notThem: ['bo-laan'] })
    expect(person).to.match(/^bo-laan-[0-9a-f]{12}$/)
    expect(await candidates(right)).to.deep.equal(['bo-laan'])
  })

  it('are not tied by a team lead who does not lead all that comes with it', async () => {
    const boss = { slug: 'zita-baas', name: 'Zita Baas', unit: 'burgerzaken', leads: ['burgerzaken', 'belastingen'] }
    await house.house.directoryStore.save([Person.parse(boss)], [])
    await house.house.catchUp()
    const key = await arrives('Zita Baas')
    await newcomers.answer(key, 'zita-baas', house.house)
    const leadOf = (...units: string[]): Reader => ({ id: 'lead', name: 'Lead', role: 'teamlead', units, leads: units })
    const waitsFor = async (lead: Reader) =>
      (await newcomers.waitingFor(lead, house.house)).some(({ account }) => account._id === key)
    expect(await waitsFor(leadOf('burgerzaken'))).to.equal(false)
    expect(await waitsFor(leadOf('burgerzaken', 'belastingen'))).to.equal(true)
  })

  it('are looked over by a check of the store, which makes a newcomer of who is nobody any more', async () => {
    const [gone, asking] = [await arrives('Xander Weg'), await arrives('Yvonne Vraag')]
    await accounts.rows.updateOne({ _id: gone }, { $set: { person: 'nobody', confirmed: true } })
    await accounts.rows.updateOne({ _id: asking }, { $set: { asks: 'nobody-either' } })
    const found = await flaws()
    expect(found.map(({ where, what }) => `${where}: ${what}`)).to.have.members([
      `accounts ${gone}: is person "nobody", who is not there`,
      `accounts ${asking}: says to be "nobody-either", who is not there`,
    ])
    for (const { mend } of found) await mend?.()
    expect(await flaws()).to.deep.equal([])
    expect((await accounts.get(gone))?.person).to.equal(undefined)
  })
})
