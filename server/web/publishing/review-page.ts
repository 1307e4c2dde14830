import type { RequestHandler } from 'express'
import type { House } from '../../house.ts'
import type { Opened } from '../../publishing/desk.ts'
import type { Draft } from '../../publishing/draft.ts'
import { areOwnWords, mayApprove, mayPublish, mayWrite } from '../../publishing/rights.ts'
import { unjudgedHtml } from '../links.ts'
import { personName, typeBadge } from '../present.ts'
import { sendPage } from '../render.ts'
import { longDate, momentText } from '../texts.ts'
import type { Visit } from '../visit.ts'
import { draftTitle, stateBadge } from './present-draft.ts'

const tellable = ['asked', 'planned', 'sentBack']

/** A draft as readers will see it, what colleagues say about it, and what this reader may do with it. */
export function reviewPage(house: House): RequestHandler<{ id: string }> {
  return async (req, res) => {
    const { visit, query } = req
    const { draft, live } = await house.publishing.get(req.params.id, visit.reader)
    const judgement = await house.publishing.judge(draft)
    const flaws = judgement.problems.length + judgement.broken.length
    const told = tellable.find((one) => one === query.told)
    const title = draftTitle(draft, visit)
    await sendPage(house, req, res, 'review', {
      title: visit.t('review.title', { title }),
      heading: title,
      summary: typeof draft.content.data.summary === 'string' ? draft.content.data.summary : '',
      badge: typeBadge(house, visit, draft.type),
      stateBadge: stateBadge(draft, visit),
      contentLanguage: draft.content.data.language ?? 'nl',
      html: unjudgedHtml(house, visit, draft.plugin, draft.content.body),
      told: told && visit.t(`review.told.${told}`),
      empty: 'empty' in query,
      url: visit.link(`/drafts/${draft.id}`),
      compareUrl: live && visit.link(`/drafts/${draft.id}/compare`),
      state: standing(house, visit, draft),
      flaws: flaws > 0 ? visit.t('review.flaws', { count: flaws }) : undefined,
      remarks: draft.remarks.map(({ by, at, text }) => ({
        text,
        by: personName(house, by),
        at: momentText(at, visit.language),
      })),
      revision: draft.revision,
      note: draft.note,
      today: visit.today,
      colleagues: house.directory.persons.filter(({ active, slug }) => active && slug !== visit.reader.id),
      may: steps(house, visit, { draft, live }),
      sendBackLabel: visit.t(`review.${wayBack(draft, visit)}`),
      breadcrumbs: [
        { label: 'Kenniskompas', url: visit.link('/') },
        ...(live ? [{ label: live.title, url: visit.link(`/${live.id}`) }] : []),
        { label: visit.t('review.trail') },
      ],
    })
  }
}

/** Where the draft stands, in one line. */
function standing(house: House, { t, language }: Visit, { state, review, publishOn }: Draft): string {
  if (state === 'planned' && publishOn) return t('review.planned', { date: longDate(publishOn, language) })
  if (state !== 'in review' || !review) return t('review.draft')
  const by = personName(house, review.askedBy)
  const of = review.of.map((person) => personName(house, person)).join(', ')
  return of ? t('review.askedOf', { by, of }) : t('review.asked', { by })
}

/** What it is called to make this a concept again: who asked for a review takes that back, others return the text. */
function wayBack({ state, review }: Draft, { reader }: Visit): string {
  if (state === 'planned') return 'cancelPlan'
  return review?.askedBy === reader.id ? 'takeBack' : 'sendBack'
}

/** What this reader may do now; `ownWords` says why they may not approve. */
function steps(house: House, { reader }: Visit, { draft, live }: Opened) {
  const writes = mayWrite(draft, live, reader)
  const approves = draft.state === 'in review' && mayApprove(draft, live, reader)
  const ownWords = approves && house.publishing.fourEyes && areOwnWords(draft, reader)
  const isDraft = draft.state === 'draft'
  return {
    write: writes && draft.state !== 'planned',
    ask: writes && isDraft,
    publish: writes && isDraft && !house.publishing.fourEyes && mayPublish(draft, live, reader),
    approve: approves && !ownWords,
    ownWords,
    sendBack: !isDraft && (approves || writes),
    discard: writes,
  }
}
