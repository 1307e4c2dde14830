import type { Request, Response } from 'express'
import { z } from 'zod'
import { Conflict } from '../../errors.ts'
import type { House } from '../../house.ts'
import type { ListChange } from '../../search-curation/curation.ts'
import { testAfterChange } from '../../search-curation/test-now.ts'
import { first } from '../first.ts'
import { curationPath, type ListPage } from './frame.ts'

/** In the place of a key: an entry that is not there yet. */
export const fresh = 'new'

export type Keyed = Request<{ key: string }>

/** However much it is, it comes back with what is wrong; what a form may post bounds it. */
export const whole = z.preprocess(first, z.string().catch(''))

const short = (most: number) => z.preprocess(first, z.string().max(most).catch(''))

/** What a result of search brings to a form: the question, and the id of the result. */
export const FromResult = z.object({ q: short(400), id: short(200) })

/** Makes a change, asks the test questions anew, and leads back to the list. */
export async function keep(house: House, { visit }: Pick<Request, 'visit'>, res: Response, change: ListChange) {
  await house.curation.make(change, visit.reader, visit.now)
  await testAfterChange(house, visit.now, visit.reader)
  res.redirect(303, visit.link(`${curationPath}/${pageOf[change.list]}?kept=yes`))
}

/** Makes a change, or answers 409: who was overtaken by somebody else gets back what they typed. */
export async function orGiveBack(res: Response, change: () => Promise<void>, giveBack: () => Promise<void>) {
  try {
    await change()
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    res.status(409)
    await giveBack()
  }
}

const pageOf: Record<ListChange['list'], ListPage> = {
  synonyms: 'synonyms',
  'pinned-results': 'pinned',
  'test-questions': 'questions',
}
