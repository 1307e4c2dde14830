import type { PrintedField } from './printed.ts'

/** The sections that most writers leave as they are. */
const seldomUsed = ['finding', 'trust']

/** Whether a section starts folded: it is seldom used, and nothing in it is wrong, missing or asked for just now. */
export function isFolded({ id, fields }: { id: string; fields: readonly PrintedField[] }): boolean {
  return seldomUsed.includes(id) && !fields.some(asksAttention)
}

function asksAttention(field: PrintedField): boolean {
  const { error, fresh, required, parts = [], units } = field
  return (
    Boolean(error || fresh) || (required && isEmpty(field)) || [...parts, ...(units ? [units] : [])].some(asksAttention)
  )
}

/** Whether nothing is typed or chosen. A group is judged by its parts. */
function isEmpty({ view, value, options = [] }: PrintedField): boolean {
  if (view === 'boxes') return !options.some(({ chosen }) => chosen)
  return (view === 'input' || view === 'textarea') && value === ''
}
