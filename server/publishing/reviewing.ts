import type { Reader } from '../access/reader.ts'
import { Conflict, Forbidden } from '../errors.ts'
import { type Desk, involvedIn, moveOn, mustBe, open } from './desk.ts'
import type { Draft } from './draft.ts'
import { mustBeGood } from './judge.ts'
import { areOwnWords, isForTheNamed, mayApprove, mayWrite, unitsToVouchFor } from './rights.ts'
import { slugOf } from './slug.ts'

export function reviewing(desk: Desk) {
  const { directory } = desk

  return {
    /** Asks others to look: those named, or whoever approves for its unit. @throws {NotPublishable} */
    async askReview(id: string, of: string[], note: string, reader: Reader, now: Date): Promise<Draft> {
      const { draft, live } = await open(id, reader, desk)
      if (!mayWrite(draft, live, reader)) throw new Forbidden('write item')
      mustBe(draft, 'draft')
      const strangers = of.filter((person) => !directory().colleague(person))
      if (strangers.length > 0) throw new Conflict(`Not a colleague: ${strangers.join(', ')}`)
      await mustBeGood(draft, slugOf(draft.title), desk)
      const review = { askedBy: reader.id, askedAt: now, of, units: unitsToVouchFor(draft, live, reader) }
      const leads = directory().leadersOf(draft.unit)
      const asked = isForTheNamed({ ...draft, review }, live) ? of : [...of, ...leads.map(({ slug }) => slug)]
      const what = { kind: 'review-asked' as const, concerns: asked, note, by: reader, at: now }
      return moveOn(draft, { state: 'in review', review, note }, what, desk)
    },

    /** Says something about a draft. */
    async remark(id: string, text: string, reader: Reader, now: Date): Promise<Draft> {
      const { draft } = await open(id, reader, desk)
      const remarks = [...draft.remarks, { by: reader.id, at: now, text }]
      const what = { kind: 'remark-made' as const, concerns: involvedIn(draft), note: text, by: reader, at: now }
      return moveOn(draft, { remarks }, what, desk)
    },

    /** Gives a draft back to its writers, or takes one's own question back. */
    async sendBack(id: string, why: string, reader: Reader, now: Date): Promise<Draft> {
      const { draft, live } = await open(id, reader, desk)
      mustBe(draft, 'in review', 'planned')
      if (!mayApprove(draft, live, reader) && !mayWrite(draft, live, reader)) throw new Forbidden('approve item')
      const kind = draft.state === 'planned' ? 'plan-cancelled' : 'sent-back'
      const remarks = why ? [...draft.remarks, { by: reader.id, at: now, text: why }] : draft.remarks
      const to = { state: 'draft' as const, remarks, publishOn: undefined }
      return moveOn(draft, to, { kind, concerns: involvedIn(draft), note: why, by: reader, at: now }, desk)
    },

    /**
     * The draft of which this reader may say: this text is good.
     * @param revision the one they read
     * @throws {Forbidden} also for one's own words where four eyes must see them
     * @throws {Conflict} when it says something else by now
     */
    async mustBeApprovable(id: string, revision: number, reader: Reader): Promise<Draft> {
      const { draft, live } = await open(id, reader, desk)
      mustBe(draft, 'in review')
      if (!mayApprove(draft, live, reader)) throw new Forbidden('approve item')
      if (desk.fourEyes && areOwnWords(draft, reader)) throw new Forbidden('approve own words')
      if (draft.revision !== revision) throw new Conflict(`Draft ${id} says something else by now`)
      return draft
    },
  }
}
