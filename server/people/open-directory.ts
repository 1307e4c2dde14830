import { isDeepStrictEqual } from 'node:util'
import { type ClientSession, Schema } from 'mongoose'
import type { ChangeLog } from '../store/changes.ts'
import type { Store } from '../store/store.ts'
import { Directory } from './directory.ts'
import type { Person, Unit } from './person.ts'

/** Where persons and units are kept. */
export interface DirectoryStore {
  load(): Promise<Directory>
  /** Makes the directory say what `persons` and `units` say; nobody who is not among them is removed. Repeating it changes nothing. */
  save(persons: Person[], units: Unit[]): Promise<void>
  /** Writes one person as part of a transaction. */
  put(person: Person, session: ClientSession): Promise<void>
}

const loose = { versionKey: false as const, strict: false as const, minimize: false }

const replacement = <T extends { slug: string }>(row: T) => ({
  replaceOne: { filter: { _id: row.slug }, replacement: { _id: row.slug, ...row }, upsert: true },
})

export function openDirectory(store: Store, changes: ChangeLog): DirectoryStore {
  const persons = store.connection.model('person', new Schema({ _id: String }, loose), 'persons')
  const units = store.connection.model('unit', new Schema({ _id: String }, loose), 'units')

  async function load(): Promise<Directory> {
    const [personRows, unitRows] = await Promise.all([
      persons.find().sort({ _id: 1 }).lean<Array<Person & { _id: string }>>(),
      units.find().sort({ _id: 1 }).lean<Array<Unit & { _id: string }>>(),
    ])
    const withoutId = <T extends { _id: string }>({ _id, ...row }: T) => row
    return new Directory(personRows.map(withoutId) as Person[], unitRows.map(withoutId) as Unit[])
  }

  return {
    load,

    async put(person, session) {
      await persons.bulkWrite([replacement(person)], { session })
      await changes.record('directory', [person.slug], session)
    },

    async save(wantedPersons, wantedUnits) {
      const present = await load()
      const newPersons = wantedPersons.filter((person) => !isDeepStrictEqual(person, present.person(person.slug)))
      const newUnits = wantedUnits.filter((unit) => !isDeepStrictEqual(unit, present.unit(unit.slug)))
      const changed = [...newPersons, ...newUnits].map((row) => row.slug)
      if (changed.length === 0) return
      await store.transaction(async (session) => {
        if (newPersons.length > 0) await persons.bulkWrite(newPersons.map(replacement), { session })
        if (newUnits.length > 0) await units.bulkWrite(newUnits.map(replacement), { session })
        await changes.record('directory', changed, session)
      })
    },
  }
}
