import { randomUUID } from 'node:crypto'
import { type ClientSession, Schema } from 'mongoose'
import type { Store } from './store.ts'

/** What may change under a running process: every process follows this log to keep its directory and search fresh. */
export type ChangeKind = 'item' | 'directory' | 'reference' | 'lessons'

export interface Change {
  /** 1, 2, 3 … in the order of commit. */
  number: number
  kind: ChangeKind
  /** Which one: an item's id, a person's or unit's slug, a reference's name, `search` for lessons. */
  id: string
}

export interface ChangeLog {
  /** Notes a change inside the transaction that makes it, so that nobody hears of a change that did not happen. */
  record(kind: ChangeKind, ids: string[], session: ClientSession): Promise<void>
  latest(): Promise<number>
  /** What tells a change from one with the same number in another store; absent when the log does not hold it. */
  sealOf(number: number): Promise<string | undefined>
  /** What changed after this number, in the order of commit. */
  since(number: number): Promise<Change[]>
  /** Calls `onChange` once for all that came after `from`, then for every later batch. */
  follow(from: number, everyMs: number, onChange: TakeChanges, onError: (error: unknown) => void): Following
}

/** @param isWhole false when the log does not reach back to what was known, so that there were more changes than these */
export type TakeChanges = (changes: Change[], isWhole: boolean) => Promise<void>

export interface Following {
  /** Looks at once, without waiting for the next turn. */
  look(): void
  stop(): Promise<void>
}

/** Whether these are all changes after number `known`, when there must be some, or the log was cut off in between. */
export const isWhole = (changes: Change[], known: number): boolean => changes[0]?.number === known + 1

interface ChangeRow {
  _id: number
  kind: ChangeKind
  ids: string[]
  /** Made up, so that no two histories have it; rows of before there were seals have none. */
  seal?: string
}

const changeSchema = new Schema<ChangeRow>(
  { _id: Number, kind: String, ids: [String], seal: String },
  { versionKey: false },
)
const counterSchema = new Schema<{ _id: string; last: number }>({ _id: String, last: Number }, { versionKey: false })

/** Rows that are read in one go while pages are being served; an import writes a hundred ids in each. */
const rowsAtOnce = 20

export function openChangeLog(store: Store): ChangeLog {
  const changes = store.connection.model('change', changeSchema, 'changes')
  const counters = store.connection.model('counter', counterSchema, 'counters')

  async function since(number: number): Promise<Change[]> {
    const rows = changes
      .find({ _id: { $gt: number } }, { seal: 0 })
      .sort({ _id: 1 })
      .lean<ChangeRow[]>()
    const found: Change[] = []
    for await (const { _id, kind, ids } of rows.cursor({ batchSize: rowsAtOnce }))
      for (const id of ids) found.push({ number: _id, kind, id })
    return found
  }

  return {
    since,

    async record(kind, ids, session) {
      if (ids.length === 0) return
      const counter = await counters.findByIdAndUpdate(
        'changes',
        { $inc: { last: 1 } },
        { upsert: true, returnDocument: 'after', session },
      )
      await changes.insertOne({ _id: counter.last, kind, ids, seal: randomUUID() }, { session })
    },

    async latest() {
      return (await counters.findById('changes').lean())?.last ?? 0
    },

    async sealOf(number) {
      return (await changes.findById(number, { seal: 1 }).lean())?.seal
    },

    follow(from, everyMs, onChange, onError) {
      let seen = from
      let stopped = false
      let timer: NodeJS.Timeout | undefined
      let isLooking = false
      let again = false
      let running: Promise<void> = Promise.resolve()
      const look = async () => {
        const fresh = await since(seen)
        const last = fresh.at(-1)
        if (!last || stopped) return
        await onChange(fresh, isWhole(fresh, seen))
        seen = last.number
      }
      const next = (inMs: number) => {
        timer = setTimeout(() => {
          isLooking = true
          again = false
          // What failed is told and tried again at the next turn: the log keeps what was not seen yet.
          running = look().catch(onError)
          running.then(() => {
            isLooking = false
            if (!stopped) next(again ? 0 : everyMs)
          })
        }, inMs)
      }
      next(everyMs)
      return {
        look() {
          again = true
          if (isLooking || stopped) return
          clearTimeout(timer)
          next(0)
        },
        async stop() {
          stopped = true
          clearTimeout(timer)
          await running
        },
      }
    },
  }
}
