import { type Core, type Offer, readSteps, type Step, type Visit } from '#contract'
import { fields } from './fields.ts'

/** A protocol as its view prints it: an introduction, numbered steps with their choices, and what it costs and takes. */
export function protocolPage(core: Core): NonNullable<Offer['itemPage']> {
  return async (item, visit) => {
    const protocol = fields.parse(item.fields)
    const { intro, steps, outro } = readSteps(item.body)
    const amounts = (keys: string[]) => keys.map((key) => amountRow(core, visit, key))
    return {
      toc: steps.map(({ id, title }) => ({ id, text: title })),
      introHtml: core.markdown(intro, visit).html,
      steps: steps.map((step, index) => presentStep(core, visit, step, index + 1)),
      outroHtml: core.markdown(outro, visit).html,
      fields: { ...protocol, costs: amounts(protocol.costs), terms: amounts(protocol.terms) },
    }
  }
}

function presentStep(core: Core, visit: Visit, { id, title, markdown, choices }: Step, number: number) {
  return {
    id,
    number,
    title,
    html: core.markdown(markdown, visit).html,
    choices: choices.map(({ label, target }) => ({
      label,
      url: core.address(target, visit),
      handOff: !target.startsWith('#'),
    })),
  }
}

function amountRow(core: Core, visit: Visit, key: string) {
  const amounts = core.amounts()
  const known = amounts.get(key)
  return {
    label: known?.label ?? key,
    value: known?.value ?? '?',
    check: visit.t('amount.check', { year: amounts.year }),
  }
}
