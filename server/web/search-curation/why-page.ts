import type { RequestHandler } from 'express'
import { z } from 'zod'
import { NotFound } from '../../errors.ts'
import type { House } from '../../house.ts'
import type { ExplainedWord, Explanation } from '../../search/index.ts'
import { requestOf } from '../../search-curation/effect.ts'
import { first } from '../first.ts'
import { searchPath } from '../links.ts'
import { sendPage } from '../render.ts'
import type { Visit } from '../visit.ts'
import { hitLinks } from './hit-links.ts'

const Query = z.object({
  q: z.preprocess(first, z.string().min(1).max(400)),
  id: z.preprocess(first, z.string().min(1).max(200)),
})

/** Why one result stands where it stands for a question, step by step as search counted it. */
export function whyPage(house: House): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const { t, link } = visit
    const query = Query.safeParse(req.query)
    if (!query.success) throw new NotFound('explanation', '')
    const { q, id } = query.data
    const why = await house.search.explain(requestOf(q, 1, visit), id)
    if (!why) throw new NotFound('result', id)
    const tellsWords = house.config.searchIndex !== 'stock'
    const resultsUrl = link(searchPath(q))
    await sendPage(house, req, res, 'search-curation/why', {
      title: t('why.heading'),
      text: q,
      hit: { titleHtml: why.titleHtml, url: link(`/${id}`) },
      place: t('why.place', { place: why.place, total: why.total }),
      pinned: why.pinned,
      words: presentWords(why.words, visit),
      noWords: t(tellsWords ? 'why.noWords' : 'why.noWordsOnStock'),
      steps: tellsWords && why.words.length === 0 ? [] : presentSteps(why.steps, visit),
      curate: hitLinks(visit, q, { id }).slice(1),
      resultsUrl,
      breadcrumbs: [
        { label: 'Kenniskompas', url: link('/') },
        { label: t('door.search'), url: resultsUrl },
        { label: t('why.heading') },
      ],
    })
  }
}

function presentWords(words: ExplainedWord[], visit: Visit) {
  const { t } = visit
  const most = Math.max(...words.map(({ points }) => points))
  return words.map((word) => ({
    words: word.words.join(', '),
    as: t('why.term', { term: word.term }),
    kind: t(`why.kind.${word.kind}`),
    field: t(`why.field.${word.field}`),
    times: word.times,
    rarity: decimal(word.rarity, visit),
    length: t('why.lengthOf', { length: word.length, average: Math.round(word.average) }),
    points: decimal(word.points, visit),
    share: Math.round((100 * word.points) / most),
  }))
}

/** The first step and those that change something. */
const presentSteps = (steps: Explanation['steps'], visit: Visit) =>
  steps
    .filter(({ kind, factor }) => kind === 'words' || factor !== 1)
    .map(({ kind, factor, score }) => ({
      label: visit.t(`why.step.${kind}`),
      factor: kind === 'words' ? '' : `× ${decimal(factor, visit)}`,
      score: decimal(score, visit),
    }))

const decimal = (number: number, { language }: Visit): string =>
  number.toLocaleString(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
