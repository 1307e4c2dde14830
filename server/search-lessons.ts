import { addDays, dayOf } from './days.ts'
import type { House } from './house.ts'
import type { Lessons } from './search/index.ts'
import { keptForDays } from './search-analytics/model.ts'

type Taught = Pick<House, 'reference' | 'searchAnalytics' | 'config' | 'now'>

/** Everything that people taught search so far. Whatever teaches it something new is added here, and only here. */
export async function lessonsOf({ reference, searchAnalytics, config, now }: Taught): Promise<Lessons> {
  const from = addDays(dayOf(now()), -keptForDays)
  return {
    synonyms: reference.synonyms,
    pinned: reference['pinned-results'].map(({ results, ...one }) => ({ ...one, ids: results })),
    chosen: config.chosenPrior ? await searchAnalytics.chosen(from) : [],
    asked: (await searchAnalytics.answered(from)).map(({ text, opened }) => ({ text, count: opened })),
  }
}

/** Teaches the search of this process what the store says now. */
export const teach = async (house: House): Promise<void> => house.search.learn(await lessonsOf(house))

/** Has every process learn anew what people chose, which changes all the time; a job does it once an hour. */
export const learnWhatWasChosen = ({ store, changes }: Pick<House, 'store' | 'changes'>): Promise<void> =>
  store.transaction((session) => changes.record('lessons', ['search'], session))
