import type { RequestHandler } from 'express'
import { z } from 'zod'
import { day, person } from '../../content/fields.ts'
import type { House } from '../../house.ts'
import { NotPublishable } from '../../publishing/judge.ts'
import { optional } from '../../setting.ts'

type Step = RequestHandler<{ id: string }>

const text = (max: number) => z.string().trim().max(max).default('')
const several = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => [value ?? []].flat().filter((one) => one !== ''), z.array(schema).max(20))

/** A day from today on; absent for at once. */
const When = z.object({ on: optional(day()) })

/** The day that was asked for, when it has not come yet. */
function laterThan(today: string, { on }: z.infer<typeof When>): string | undefined {
  return on && on > today ? on : undefined
}

/** What was published is read at its own address; what is planned still waits as a draft. */
const afterRelease = (draft: string, item: string | undefined) =>
  item ? `/${item}?told=published` : `/drafts/${draft}/review?told=planned`

/** What is not good enough to publish goes back to the editor, which says what and where. */
const orBackToEditor = (step: Step): Step => {
  return async (req, res, next) => {
    try {
      await step(req, res, next)
    } catch (error) {
      if (!(error instanceof NotPublishable)) throw error
      res.redirect(303, req.visit.link(`/drafts/${req.params.id}?check=1`))
    }
  }
}

export const askReview = (house: House): Step =>
  orBackToEditor(async ({ params, body, visit }, res) => {
    const { of, note } = z.object({ of: several(person()), note: text(300) }).parse(body)
    await house.publishing.askReview(params.id, of, note, visit.reader, visit.now)
    res.redirect(303, visit.link(`/drafts/${params.id}/review?told=asked`))
  })

export const remark =
  (house: House): Step =>
  async ({ params, body, visit }, res) => {
    const remark = z.object({ text: text(2000) }).parse(body)
    if (remark.text) await house.publishing.remark(params.id, remark.text, visit.reader, visit.now)
    res.redirect(303, visit.link(`/drafts/${params.id}/review${remark.text ? '' : '?empty=1'}#remarks`))
  }

export const sendBack =
  (house: House): Step =>
  async ({ params, body, visit }, res) => {
    const { text: why } = z.object({ text: text(2000) }).parse(body)
    await house.publishing.sendBack(params.id, why, visit.reader, visit.now)
    res.redirect(303, visit.link(`/drafts/${params.id}/review?told=sentBack`))
  }

export const approve = (house: House): Step =>
  orBackToEditor(async ({ params, body, visit }, res) => {
    const { revision, ...when } = When.extend({ revision: z.coerce.number().int().min(1) }).parse(body)
    const item = await house.publishing.approve(
      params.id,
      revision,
      laterThan(visit.today, when),
      visit.reader,
      visit.now,
    )
    res.redirect(303, visit.link(afterRelease(params.id, item)))
  })

export const publish = (house: House): Step =>
  orBackToEditor(async ({ params, body, visit }, res) => {
    const item = await house.publishing.publish(
      params.id,
      laterThan(visit.today, When.parse(body)),
      visit.reader,
      visit.now,
    )
    res.redirect(303, visit.link(afterRelease(params.id, item)))
  })

export const discard =
  (house: House): Step =>
  async ({ params, visit }, res) => {
    const { live } = await house.publishing.get(params.id, visit.reader)
    await house.publishing.discard(params.id, visit.reader, visit.now)
    res.redirect(303, visit.link(live ? `/${live.id}` : '/'))
  }
