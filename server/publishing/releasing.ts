import type { Reader } from '../access/reader.ts'
import { idOf } from '../content/rows.ts'
import { Conflict, Forbidden, Problem } from '../errors.ts'
import { type Desk, involvedIn, liveOf, moveOn, mustBe, open, othersThan } from './desk.ts'
import type { Draft } from './draft.ts'
import { mustBeGood } from './judge.ts'
import { mayPublish, mayWrite } from './rights.ts'
import { freeSlug, slugOf } from './slug.ts'

/** Who acts when nobody does: planned publication and expiry. */
const kenniskompas = { id: 'kenniskompas', name: 'Kenniskompas' }

type Actor = Pick<Reader, 'id' | 'name'>

export function releasing(desk: Desk) {
  const { store, drafts, items } = desk

  /** Puts a draft live as the next version of its item, and takes the draft away. Gives the id of the item. */
  async function release(draft: Draft, by: Actor, now: Date): Promise<string> {
    const live = await liveOf(draft, desk)
    if ((live?.version ?? 0) !== draft.base)
      throw new Conflict(`${draft.item} has a newer version than draft ${draft.id} began from`)
    const slug =
      live?.slug ??
      (await freeSlug(slugOf(draft.title), async (name) => (await items.known([`${draft.plugin}/${name}`])).size > 0))
    const file = await mustBeGood(draft, slug, desk)
    const id = idOf(file)
    const happening = {
      kind: 'published' as const,
      at: now,
      by,
      about: { id, title: file.content.title },
      path: `/${id}`,
      concerns: othersThan(by, involvedIn(draft)),
      note: draft.note,
      version: draft.base + 1,
    }
    await store.transaction(async (session) => {
      await drafts.remove(draft, session)
      await items.mustBeAt(id, draft.base, session)
      await items.publish(
        [file],
        { by: draft.writers.at(-1) ?? by.id, at: now, note: draft.note, minor: draft.minor },
        session,
      )
      await desk.witness(happening, session)
    })
    return id
  }

  async function plan(draft: Draft, publishOn: string, by: Actor, now: Date): Promise<void> {
    await mustBeGood(draft, slugOf(draft.title), desk)
    const what = { kind: 'planned' as const, concerns: involvedIn(draft), note: publishOn, by, at: now }
    await moveOn(draft, { state: 'planned', publishOn }, what, desk)
  }

  /** Now, or on a later day. Gives the id of the item when it is live. */
  async function releaseOn(draft: Draft, day: string | undefined, by: Actor, now: Date): Promise<string | undefined> {
    if (!day) return release(draft, by, now)
    await plan(draft, day, by, now)
    return undefined
  }

  async function move(id: string, state: 'published' | 'archived', why: string, by: Actor, now: Date): Promise<void> {
    const [live] = await items.select({ _id: id })
    if (!live) return
    const happening = {
      kind: state === 'archived' ? ('archived' as const) : ('brought-back' as const),
      at: now,
      by,
      about: { id, title: live.title },
      path: `/${id}`,
      concerns: othersThan(by, [live.owner, live.deputy]),
      note: why,
    }
    await store.transaction(async (session) => {
      await items.setState(id, state, session)
      await desk.witness(happening, session)
    })
  }

  async function mustBePublisher(id: string, reader: Reader) {
    const live = await items.get(id, reader)
    if (!mayPublish(live, live, reader)) throw new Forbidden('publish item')
  }

  return {
    releaseOn,

    /** Publishes without a review. @throws {Forbidden} where four eyes must see it */
    async publish(id: string, day: string | undefined, reader: Reader, now: Date): Promise<string | undefined> {
      const { draft, live } = await open(id, reader, desk)
      mustBe(draft, 'draft')
      if (desk.fourEyes || !mayWrite(draft, live, reader) || !mayPublish(draft, live, reader))
        throw new Forbidden('publish item')
      return releaseOn(draft, day, reader, now)
    },

    /** Takes an item away from its readers at once; it stays, with its versions, for those who look after it. */
    async archive(id: string, why: string, reader: Reader, now: Date): Promise<void> {
      await mustBePublisher(id, reader)
      await move(id, 'archived', why, reader, now)
    },

    async bringBack(id: string, why: string, reader: Reader, now: Date): Promise<void> {
      await mustBePublisher(id, reader)
      await move(id, 'published', why, reader, now)
    },

    /** Publishes what was planned for `today` or before; what cannot be published goes back to its writers. */
    async publishPlanned(today: string, now: Date): Promise<void> {
      for (const { id } of await drafts.list({ state: 'planned', publishOn: { $lte: today } })) {
        const draft = await drafts.get(id)
        if (draft?.state === 'planned')
          await release(draft, kenniskompas, now).catch((error) => giveBack(draft, error, now))
      }
    },

    /** Archives what nobody checked in time, of the types that ask for that. */
    async archiveOverdue(today: string, now: Date): Promise<void> {
      const type = { $in: desk.types.withdrawnWhenOverdue() }
      const overdue = await items.select({ state: 'published', type, review: { $lt: today } })
      for (const { id, review } of overdue) await move(id, 'archived', review, kenniskompas, now)
    },

    /** Archives what held until yesterday. */
    async archiveExpired(today: string, now: Date): Promise<void> {
      const expired = await items.select({ state: 'published', expires: { $lt: today } })
      for (const { id, expires = '' } of expired) await move(id, 'archived', expires, kenniskompas, now)
    },
  }

  async function giveBack(was: Draft, error: unknown, now: Date): Promise<void> {
    if (!(error instanceof Problem)) throw error
    const what = {
      kind: 'sent-back' as const,
      concerns: involvedIn(was),
      note: error.message,
      by: kenniskompas,
      at: now,
    }
    await moveOn(was, { state: 'draft', publishOn: undefined }, what, desk)
  }
}
