import { day, definePlugin, itemRef, person, text, z } from '#contract'

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
    async workList(visit) {
      const lessons = await core.items.all(visit.reader)
      const open = lessons.filter((lesson) => !lesson.fields.processedIn && core.looksAfter(lesson, visit.reader))
      return {
        heading: visit.t('lesson.openHeading'),
        advice: visit.t('lesson.openAdvice'),
        rows: open.map(({ id, title, unit }) => ({
          title,
          url: visit.link(`/${id}`),
          meta: core.directory().unit(unit)?.name ?? unit,
        })),
      }
    },

    async itemPage(item, visit) {
      const { actionBy, processedIn } = fields.parse(item.fields)
      const actor = core.directory().person(actionBy)
      const title = processedIn && (await core.titleOf(processedIn, visit.reader))
      return {
        fields: {
          ...item.fields,
          actionBy: actor && { label: actor.name, url: visit.link(`/people/${actor.slug}`) },
          processedIn: title && { label: title, url: visit.link(`/${processedIn}`) },
          open: !processedIn,
        },
      }
    },
  }),
})
