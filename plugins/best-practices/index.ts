import { day, definePlugin, longDate, text, unit, z } from '#contract'

const fields = z.object({
  results: z.array(z.object({ label: text(80), before: text(40), after: text(40) })).max(4).default([]),
  effort: text(200).optional(),
  adoptedBy: z.array(z.object({ unit: unit(), since: day(), outcome: text(200) })).default([]),
})

export default definePlugin({
  id: 'best-practices',
  icon: 'bulb',
  door: 'practice-and-lessons',
  itemTypes: { practice: { fields, reviewEvery: { months: 12 } } },
  setUp: (core) => ({
    async itemPage(item, visit) {
      const practice = fields.parse(item.fields)
      const adoptedBy = practice.adoptedBy.map((adopter) => ({
        ...adopter,
        since: longDate(adopter.since, visit.language),
        unit: { label: core.directory().unit(adopter.unit)?.name ?? adopter.unit, url: visit.link(`/units/${adopter.unit}`) },
      }))
      return { fields: { ...practice, adoptedBy } }
    },
  }),
})
