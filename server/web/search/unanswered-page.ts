import type { RequestHandler } from 'express'
import { addDays } from '../../days.ts'
import type { House } from '../../house.ts'
import { keptForDays } from '../../search-analytics/model.ts'
import { searchPath } from '../links.ts'
import { sendPage } from '../render.ts'
import { searchUpkeep } from './upkeep.ts'

const mostShown = 100

/** For editors: what colleagues looked for and did not find. Who asked is not known to anybody. */
export function unansweredPage(house: House): RequestHandler {
  return async (req, res) => {
    const { t, link, today } = req.visit
    const questions = await house.searchAnalytics.unanswered(addDays(today, -keptForDays), mostShown)
    await sendPage(house, req, res, 'unanswered', {
      title: t('unanswered.heading'),
      heading: t('unanswered.heading'),
      tabs: searchUpkeep(req.visit, 'unanswered'),
      questions: questions.map((question) => ({
        ...question,
        url: link(searchPath(question.text)),
      })),
      breadcrumbs: [
        { label: 'Kenniskompas', url: link('/') },
        { label: t('door.search'), url: link('/search') },
        { label: t('unanswered.heading') },
      ],
    })
  }
}
