import { type Core, type Offer, readSteps, type Visit } from '#contract'
import { fields } from './fields.ts'

/** A protocol as its view prints it: an introduction, numbered steps with their choices, and what it costs and takes. */
export function protocolPage(core: Core): NonNullable<Offer['itemPage']> {
  return async (item, visit) => {
    const protocol = fields.parse(item.fields)
    const { intro, steps } = readSteps(item.body)
    const amounts = (keys: string[]) => keys.map((key) => amountRow(core, visit, key))
    return {
      introHtml: core.markdown(intro, visit).html,
      steps: steps.map((step, index) => ({
        id: step.id,
        number: index + 1,
        title: step.title,
        html: core.markdown(step.markdown, visit).html,
        choices: step.choices.map((choice) => ({
          label: choice.label,
          url: core.address(choice.target, visit),
          handOff: !choice.target.startsWith('#'),
        })),
      })),
      fields: { ...protocol, costs: amounts(protocol.costs), terms: amounts(protocol.terms) },
    }
  }
}

function amountRow(core: Core, visit: Visit, key: string) {
  const amounts = core.amounts()
  const known = amounts.get(key)
  return { label: known?.label ?? key, value: known?.value ?? '?', check: visit.t('amount.check', { year: amounts.year }) }
}
