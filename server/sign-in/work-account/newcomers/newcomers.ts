import { may, reachOf } from '../../../access/may.ts'
import type { Reader } from '../../../access/reader.ts'
import type { AuditEntry } from '../../../audit.ts'
import { Conflict, Invalid, NotFound } from '../../../errors.ts'
import type { House } from '../../../house.ts'
import type { Person } from '../../../people/person.ts'
import { worksIn } from '../../../people/works-in.ts'
import type { Store } from '../../../store/store.ts'
import type { Account, Accounts } from '../accounts.ts'
import { lookAlikes } from './look-alike.ts'
import { newPerson } from './new-person.ts'

/** Somebody who says that they are `person`, and waits for a colleague who says so too. */
export interface NewcomerRequest {
  account: Account
  person: Person
}

/**
 * Ties accounts to the directory. Who looks like nobody in it gets an entry at once. Who looks like somebody is asked whether they
 * are, and has nothing of that person until an administrator or their team lead confirms it.
 */
export interface Newcomers {
  /** Comes after each sign-in. */
  welcome(account: Account, house: House): Promise<void>
  /** Who in the directory they may be; nobody once that is known or asked. */
  candidatesFor(key: string, house: House): Promise<Person[]>
  /** They say that they are this person, or none of the candidates. @throws {Invalid} for anybody else */
  answer(key: string, person: string | undefined, house: House): Promise<void>
  /** The requests that `reader` may decide on, the oldest first. */
  waitingFor(reader: Reader, house: House): Promise<NewcomerRequest[]>
  /** The latest decisions on people whom `reader` may decide on, newest first. */
  decidedFor(reader: Reader, house: House, most: number): Promise<AuditEntry[]>
  /**
   * Says whether the account is this person; "no" also takes back that it was confirmed.
   * @throws {NotFound} when nobody asked for that, or `by` may not decide on it
   */
  decide(key: string, person: string, isThem: boolean, by: Reader, house: House): Promise<void>
}

/** What is true of an account only as long as it may still say who it is. */
const undecided = { asks: { $exists: false }, confirmed: { $exists: false } }

export function openNewcomers(store: Store, accounts: Accounts): Newcomers {
  const { rows } = accounts

  async function mustGet(key: string): Promise<Account> {
    const account = await accounts.get(key)
    if (!account) throw new NotFound('account', key)
    return account
  }

  async function candidates(account: Account, { directory }: House): Promise<Person[]> {
    if (account.confirmed || account.asks) return []
    const known = [account.person, ...(account.notThem ?? [])]
    const alike = lookAlikes(account, directory).filter(({ slug }) => !known.includes(slug))
    const taken = await rows.find({ person: { $in: alike.map(({ slug }) => slug) } }, { person: 1 }).lean<Account[]>()
    return alike.filter(({ slug }) => !taken.some(({ person }) => person === slug))
  }

  async function welcome(account: Account, house: House): Promise<void> {
    await house.catchUp()
    if (account.person) return account.confirmed ? undefined : followName(account, house)
    if (!account.asks && (await candidates(account, house)).length === 0) await addToDirectory(account, house)
  }

  async function addToDirectory(account: Account, { directoryStore }: House): Promise<void> {
    const person = newPerson(account._id, account)
    await store.transaction(async (session) => {
      const nobodyYet = { _id: account._id, person: { $exists: false } }
      const { matchedCount } = await rows.updateOne(nobodyYet, { $set: { person: person.slug } }, { session })
      if (matchedCount > 0) await directoryStore.put(person, session)
    })
  }

  /** An entry that was made of an account is called what the account is called. */
  async function followName(account: Account, { directory, directoryStore }: House): Promise<void> {
    const present = directory.person(account.person)
    const { name } = newPerson(account._id, account)
    if (present && present.name !== name)
      await store.transaction((session) => directoryStore.put({ ...present, name }, session))
  }

  return {
    welcome,
    candidatesFor: async (key, house) => candidates(await mustGet(key), house),

    async answer(key, slug, house) {
      const account = await mustGet(key)
      const possible = (await candidates(account, house)).map((person) => person.slug)
      if (slug === undefined) {
        await rows.updateOne({ _id: key, ...undecided }, { $addToSet: { notThem: { $each: possible } } })
        return welcome(await mustGet(key), house)
      }
      if (!possible.includes(slug)) throw new Invalid('Somebody says to be a person who does not look like them')
      await rows.updateOne({ _id: key, ...undecided }, { $set: { asks: slug, askedAt: house.now() } })
    },

    async waitingFor(reader, { directory }) {
      const asking = await rows
        .find({ asks: { $exists: true } })
        .sort({ askedAt: 1 })
        .lean<Account[]>()
      return asking.flatMap((account) => {
        const person = directory.colleague(account.asks)
        return person && mayDecide(reader, account, person) ? [{ account, person }] : []
      })
    },

    async decidedFor(reader, { audit, directory }, most) {
      const entries = await audit.latest(['newcomer-confirmed', 'newcomer-refused'], most)
      return entries.filter(({ about }) => {
        const person = directory.person(about)
        return may(reader, 'recognise newcomer', { units: person && worksIn(person) })
      })
    },

    async decide(key, slug, isThem, by, house) {
      await store
        .transaction(async (session) => {
          const account = await rows.findOne({ _id: key }, null, { session }).lean<Account>()
          const person = house.directory.person(slug)
          if (!account || !person || !mayDecide(by, account, person)) throw new NotFound('request', key)
          const isAsked = account.asks === slug && person.active
          const isTakenBack = account.person === slug && account.confirmed && !isThem
          if (!isAsked && !isTakenBack) throw new NotFound('request', key)
          const told = isThem ? { $set: { person: slug, confirmed: true } } : { $addToSet: { notThem: slug } }
          const over = { asks: '', askedAt: '', ...(isTakenBack && { person: '', confirmed: '' }) }
          await rows.updateOne({ _id: key }, { ...told, $unset: over }, { session })
          const made = isThem ? house.directory.person(account.person) : undefined
          if (made) await house.directoryStore.put({ ...made, active: false }, session)
          const action = isThem ? 'newcomer-confirmed' : 'newcomer-refused'
          const who = { by: by.id, byName: by.name, about: slug, aboutName: account.name }
          await house.audit.note({ at: house.now(), action, ...who }, session)
        })
        .catch((error) => {
          if (error.code !== 11000) throw error
          throw new Conflict('Another account is this person already')
        })
      if (!isThem) await welcome(await mustGet(key), house)
    },
  }
}

/** Who does not decide on everybody, decides on people who work in the units they lead, and lead nothing else; never on themselves. */
function mayDecide(by: Reader, account: Account, person: Person): boolean {
  if (reachOf(by.role, 'recognise newcomer') === 'all') return true
  const isSelf = by.id === (account.person ?? account._id)
  const units = [...worksIn(person), ...person.leads]
  const areLed = units.length > 0 && units.every((unit) => may(by, 'recognise newcomer', { units: [unit] }))
  return areLed && !isSelf
}
