import type { ClientSession } from 'mongoose'
import type { House } from './house.ts'
import type { Lessons } from './search/index.ts'

type Taught = Pick<House, 'reference'>

/** Everything that people taught search so far. Whatever teaches it something new is added here, and only here. */
export const lessonsOf = async ({ reference }: Taught): Promise<Lessons> => ({
  synonyms: reference.synonyms,
  pinned: reference['pinned-results'].map(({ results, ...one }) => ({ ...one, ids: results })),
})

/** Teaches the search of this process what the store says now. */
export const teach = async (house: House): Promise<void> => house.search.learn(await lessonsOf(house))

/** Tells every process, once `session` has committed, that there is something new to learn. */
export const tellLessonsChanged = ({ changes }: Pick<House, 'changes'>, session: ClientSession): Promise<void> =>
  changes.record('lessons', ['search'], session)
