import type { House } from '../../house.ts'
import type { SearchHit } from '../../search/index.ts'
import type { ListChange } from '../../search-curation/curation.ts'
import { effectOf, type Moved, type Verdict } from '../../search-curation/effect.ts'
import { lessonsOf } from '../../search-lessons.ts'
import { searchPath } from '../links.ts'
import { typeName } from '../present.ts'
import type { Visit } from '../visit.ts'
import { destinations } from './destinations.ts'

/** Of more words nobody compares the results. */
const mostTexts = 6

/** What a change would do, for the page that asks whether to keep it; nobody else notices. */
export async function previewOf(house: House, visit: Visit, change: ListChange, texts: string[]) {
  const { before, after } = await house.curation.outcome(change)
  const lessons = {
    before: await lessonsOf({ ...house, reference: before }),
    after: await lessonsOf({ ...house, reference: after }),
  }
  const tester = { search: house.search, reader: visit.reader, today: visit.today }
  const effect = await effectOf(lessons, before['test-questions'], texts.slice(0, mostTexts), tester)
  const movedOnes = effect.questions.filter(({ verdict }) => verdict !== 'same')
  const titles = await destinations(
    house,
    visit,
    movedOnes.map(({ question }) => question.expects),
  )
  return {
    summary: visit.t('curation.effect.summary', countsOf(effect.questions)),
    moved: movedOnes.map((one) => ({
      question: one.question.question,
      expects: titles.get(one.question.expects)?.title ?? one.question.expects,
      before: placeText(one.before, visit),
      after: placeText(one.after, visit),
      verdict: verdictBadge(one.verdict, visit),
    })),
    tops: effect.tops.map((top) => ({
      text: top.text,
      url: visit.link(searchPath(top.text)),
      before: top.before.map((hit) => line(house, visit, hit, top.after)),
      after: top.after.map((hit) => line(house, visit, hit, top.before)),
      isSame: top.before.map(({ id }) => id).join() === top.after.map(({ id }) => id).join(),
    })),
  }
}

function countsOf(questions: Moved[]): Record<Verdict, number> {
  const count = (verdict: Verdict) => questions.filter((one) => one.verdict === verdict).length
  return { better: count('better'), worse: count('worse'), same: count('same') }
}

/** A result as a line of a short list; `moves` tells when the other list has it elsewhere or not at all. */
const line = (house: House, visit: Visit, hit: SearchHit, others: SearchHit[]) => ({
  titleHtml: hit.titleHtml,
  url: visit.link(hit.url),
  typeLabel: typeName(house, visit, hit.type),
  isOnlyHere: !others.some(({ id }) => id === hit.id),
})

/** `plaats 2`, or that it is not on the first page. */
export const placeText = (place: number | undefined | null, { t }: Visit): string =>
  place ? t('curation.place', { place }) : t('curation.noPlace')

const looks = {
  better: { tone: 'fresh', icon: 'circle-check' },
  worse: { tone: 'overdue', icon: 'alert-triangle' },
  same: { tone: 'none', icon: '' },
}

export const verdictBadge = (verdict: Verdict, { t }: Visit) => ({
  label: t(`curation.verdict.${verdict}`),
  ...looks[verdict],
})
