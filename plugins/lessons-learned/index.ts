import { day, definePlugin, itemRef, longDate, person, text, type Visit, z } from '#contract'

const fields = z.object({
  happenedOn: day(),
  happened: text(600),
  expected: text(600),
  cause: text(600),
  lesson: text(600),
  action: text(600).optional(),
  actionBy: person().optional(),
  /** The item that was changed because of this lesson; a lesson without one is still open. */
  processedIn: itemRef().optional(),
})

export default definePlugin({
  id: 'lessons-learned',
  icon: 'bulb',
  door: 'practice-and-lessons',
  itemTypes: { lesson: { fields, reviewEvery: { months: 12 } } },
  setUp: (core) => ({
    async itemPage(item, visit) {
      const lesson = fields.parse(item.fields)
      const actor = core.directory().person(lesson.actionBy)
      const title = lesson.processedIn && (await core.titleOf(lesson.processedIn, visit.reader))
      return {
        fields: {
          ...lesson,
          actionBy: actor && { name: actor.name, url: visit.link(`/people/${actor.slug}`) },
          processedIn: title && { label: title, url: visit.link(`/${lesson.processedIn}`) },
        },
        badges: [lineage(visit, lesson, title)],
      }
    },
  }),
})

/** Where the lesson went: into another item, or nowhere yet. */
function lineage({ t, language }: Visit, { processedIn, happenedOn }: z.infer<typeof fields>, title: string | undefined) {
  if (title) return { label: t('lesson.processedIn', { title }), tone: 'fresh' }
  return processedIn
    ? { label: t('lesson.processed'), tone: 'fresh' }
    : { label: t('lesson.openSince', { date: longDate(happenedOn, language) }), tone: 'due' }
}
