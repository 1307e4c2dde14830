import { definePlugin, text, z } from '#contract'

const fields = z.object({
  kind: z.enum(['step', 'framework', 'how-to']),
  /** Which of the six steps of a communication plan. */
  step: z.int().min(1).max(6).optional(),
  tips: z.array(text(300)).default([]),
})

export default definePlugin({
  id: 'guidance',
  icon: 'school',
  door: 'learning',
  itemTypes: { guidance: { fields, reviewEvery: { months: 12 } } },
  setUp: (core) => ({
    async itemPage(item, visit) {
      const guidance = fields.parse(item.fields)
      if (!guidance.step) return { fields: { ...guidance, steps: [] } }
      const all = await core.items.all(visit.reader)
      const steps = all
        .filter((one) => stepOf(one.fields))
        .sort((one, other) => (stepOf(one.fields) ?? 0) - (stepOf(other.fields) ?? 0))
        .map((one) => ({
          number: stepOf(one.fields),
          title: one.title,
          url: visit.link(`/${one.id}`),
          current: one.id === item.id,
        }))
      return { fields: { ...guidance, steps } }
    },
  }),
})

/** The place of an item among the six steps, or undefined when it is no step. */
const stepOf = (value: Record<string, unknown>) => fields.parse(value).step
