import { createHash, randomUUID } from 'node:crypto'
import type { ClientSession, Connection } from 'mongoose'
import { type NoticeRow, noticeModel } from './model.ts'
import type { KeptNotice, Notice } from './notice.ts'

/** What people are told inside Kenniskompas. The store forgets it after ninety days. */
export interface Notices {
  /**
   * Tells each of `persons` (ids of readers).
   * @param session the transaction that makes it so, where there is one
   */
  tell(persons: string[], notice: Notice, session?: ClientSession): Promise<void>
  /** How many notices somebody has not read, counted up to `mostCounted`. */
  unreadOf(person: string): Promise<number>
  /** One page of somebody's notices: the unread first, then the newest. */
  of(person: string, page: { skip: number; limit: number }): Promise<{ total: number; notices: KeptNotice[] }>
  /** One notice of this person, or undefined when there is none of theirs with this id. */
  get(person: string, id: string): Promise<KeptNotice | undefined>
  /** Marks one of somebody's notices as read, or all of them. */
  markRead(person: string, id?: string): Promise<void>

  /** Which of these people have direct notices, from their `since` on, that were not read and not mailed. */
  awaitingMail(people: Array<{ person: string; since: Date }>): Promise<string[]>
  /** Takes what was not read and not mailed yet for one letter, newest first; no other letter gets it then. */
  takeForMail(person: string, unmailed: Unmailed, letter: string): Promise<KeptNotice[]>
  /** Puts back what was taken for a letter that was not sent. */
  giveBackMail(letter: string): Promise<void>
}

/** Which notices are to be mailed: all, or only those that are no news of what somebody follows; from `since` on. */
export interface Unmailed {
  which: 'all' | 'direct'
  since: Date
}

const followed = ['published-new', 'published-changed']

/** Beyond this nobody counts any more, so that counting costs the same for everybody. */
export const mostCounted = 100

export function openNotices(connection: Connection): Notices {
  const rows = noticeModel(connection)
  return {
    async tell(persons, { once, ...notice }, session) {
      const name = once ?? randomUUID()
      const writes = [...new Set(persons)].map((person) => ({
        updateOne: {
          filter: { _id: idOf(person, name) },
          update: { $setOnInsert: { ...notice, person, unread: true } },
          upsert: true,
        },
      }))
      if (writes.length > 0) await rows.bulkWrite(writes, session ? { session } : {})
    },

    unreadOf: (person) => rows.countDocuments({ person, unread: true }, { limit: mostCounted }),

    async of(person, { skip, limit }) {
      const [total, found] = await Promise.all([
        rows.countDocuments({ person }),
        rows.find({ person }).sort({ unread: -1, at: -1, _id: 1 }).skip(skip).limit(limit).lean(),
      ])
      return { total, notices: found.map(noticeOf) }
    },

    async get(person, id) {
      const row = await rows.findOne({ _id: id, person }).lean()
      return row ? noticeOf(row) : undefined
    },

    async markRead(person, id) {
      await rows.updateMany({ person, unread: true, ...(id && { _id: id }) }, { $set: { unread: false } })
    },

    async awaitingMail(people) {
      if (people.length === 0) return []
      const waiting = { unread: true, letter: unset, kind: { $nin: followed } }
      return rows.distinct('person', {
        $or: people.map(({ person, since }) => ({ ...waiting, person, at: { $gte: since } })),
      })
    },

    async takeForMail(person, { which, since }, letter) {
      const kind = which === 'direct' ? { kind: { $nin: followed } } : {}
      const waiting = { person, unread: true, at: { $gte: since }, letter: unset, ...kind }
      await rows.updateMany(waiting, { $set: { letter } })
      return (await rows.find({ person, letter }).sort({ at: -1, _id: 1 }).lean()).map(noticeOf)
    },

    async giveBackMail(letter) {
      await rows.updateMany({ letter }, { $unset: { letter: '' } })
    },
  }
}

const unset = { $exists: false }

/** The same news for the same person has the same id, short and safe in an address. */
const idOf = (person: string, name: string) =>
  createHash('sha256').update(`${person}|${name}`).digest('base64url').slice(0, 22)

const noticeOf = ({ _id, person: _, letter: __, ...notice }: NoticeRow): KeptNotice => ({ id: _id, ...notice })
