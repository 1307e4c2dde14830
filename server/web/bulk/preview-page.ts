import { randomUUID } from 'node:crypto'
import type { Request, RequestHandler, Response } from 'express'
import type { Foreseen } from '../../bulk/bulk.ts'
import type { Change } from '../../bulk/change.ts'
import { Invalid } from '../../errors.ts'
import type { House } from '../../house.ts'
import { ItemFilters, itemsWanted } from '../item-filters.ts'
import { sendPage } from '../render.ts'
import { ChangeForm, ChosenForm, changeIn, ForeseenForm, type FormProblem, isProblem } from './bulk-form.ts'
import { sendChoosePage } from './choose-page.ts'
import { beforeAndAfter, changeText } from './present-bulk.ts'

/** The second step: what will change in each item, and which are passed over and why. Nothing has changed yet. */
export function previewPage(house: House): RequestHandler {
  return async (req, res) => {
    const { visit, body } = req
    const filters = ItemFilters.parse(filtersIn(body))
    const form = ChangeForm.parse(body)
    const { item: ticked, all } = ChosenForm.parse(body)
    const wanted = all ? await house.bulks.choose(itemsWanted(filters, house), visit.reader) : []
    const chosen = all ? wanted.map(({ id }) => id) : ticked
    const change = changeIn(form, house, visit)
    const problems: FormProblem[] = [
      ...(chosen.length === 0 ? [{ field: 'item' as const, text: visit.t('bulk.problem.items') }] : []),
      ...(isProblem(change) ? [change] : []),
    ]
    if (problems.length > 0 || isProblem(change)) {
      res.status(422)
      return sendChoosePage(house, req, res, filters, form, { chosen: ticked, all: Boolean(all), problems })
    }
    await sendPreview(house, req, res, await house.bulks.foresee(chosen, change, visit.reader), change, form)
  }
}

/** The filters travel along with a name of their own: the change has an owner too. */
const filtersIn = (body: Record<string, unknown>) => ({
  type: body.filterType,
  theme: body.filterTheme,
  unit: body.filterUnit,
  owner: body.filterOwner,
})

async function sendPreview(
  house: House,
  req: Request,
  res: Response,
  foreseen: Foreseen[],
  change: Change,
  form: ChangeForm,
): Promise<void> {
  const { visit } = req
  const { t, link } = visit
  const changing = foreseen.flatMap(({ item, effect }) => (typeof effect === 'string' ? [] : [{ item, effect }]))
  const passed = foreseen.flatMap(({ item, effect }) => (typeof effect === 'string' ? [{ item, why: effect }] : []))
  const heading = t('bulk.preview.heading')
  await sendPage(house, req, res, 'bulk-preview', {
    title: heading,
    change: changeText(house, visit, change),
    count: t('bulk.preview.count', { count: changing.length }),
    apply: t('bulk.preview.apply', { count: changing.length }),
    carried: Object.entries(form).filter(([, value]) => value),
    changing: changing.map(({ item, effect }) => ({
      key: `${item.id}@${item.version}`,
      title: item.title,
      url: link(`/${item.id}`),
      values: beforeAndAfter(house, visit, item, effect),
    })),
    passed: passed.map(({ item, why }) => ({
      title: item.title,
      url: link(`/${item.id}`),
      why: t(`bulk.why.${why}`),
    })),
    breadcrumbs: [
      { label: 'Kenniskompas', url: link('/') },
      { label: t('bulk.heading'), url: link('/bulk') },
      { label: heading },
    ],
  })
}

/** The third step: does it, as far as one request can; the page of the bulk goes on from there. */
export function beginBulk(house: House, steps: number): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const change = changeIn(ChangeForm.parse(req.body), house, visit)
    if (isProblem(change)) throw new Invalid(change.text)
    const { item: chosen } = ForeseenForm.parse(req.body)
    const inDutch = { t: house.texts.in('nl'), language: 'nl' as const }
    const note = inDutch.t('bulk.note', { change: changeText(house, inDutch, change) })
    const id = randomUUID()
    await house.bulks.begin(id, { chosen, change, note }, visit.reader, visit.now)
    await house.bulks.goOn(id, steps, visit.reader, visit.now)
    res.redirect(303, visit.link(`/bulk/${id}`))
  }
}
