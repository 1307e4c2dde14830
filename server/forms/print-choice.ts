import type { FieldOf } from './field.ts'
import { type Named, shownAs } from './names.ts'
import { asText, type Option, type PrintedField, type Printing } from './printed.ts'
import { schemaPath } from './words.ts'

type Frame = Pick<PrintedField, 'id' | 'name'>
type Choices = { value: string; label: string }[]

/** A choice of one, from the type's own list or from what the municipality has. Of people there are too many to scroll through. */
export function printChoice(
  field: FieldOf<'choice'> | FieldOf<'switch'> | FieldOf<'one'>,
  value: unknown,
  frame: Frame,
  printing: Printing,
): Pick<PrintedField, 'view' | 'value' | 'refers' | 'options'> {
  const chosen =
    field.kind === 'switch' && typeof value === 'boolean' ? (value ? 'yes' : 'no') : asText(value ?? field.preset)
  if (field.kind === 'one' && (field.refers === 'person' || field.refers === 'item')) {
    return { view: 'input', refers: field.refers, value: shownAs(field.refers, chosen, printing.names) }
  }
  const choices = choicesOf(field, frame, printing)
  const unknown = chosen !== '' && !choices.some((choice) => choice.value === chosen)
  const all = [
    ...(field.preset === undefined ? [{ value: '', label: printing.words.t('form.choose') }] : []),
    ...choices,
    ...(unknown ? [{ value: chosen, label: chosen }] : []),
  ]
  return { view: 'select', value: chosen, options: optionsOf(all, [chosen], frame.id) }
}

/** Boxes to tick, from the type's own list or from what the municipality has. What is ticked stands first, in its own order. */
export function printBoxes(field: FieldOf<'several'>, value: unknown, frame: Frame, printing: Printing) {
  const ticked = Array.isArray(value) ? value.map(asText) : []
  const choices = choicesOf(field, frame, printing)
  const known = new Map(choices.map((choice) => [choice.value, choice]))
  const first = ticked.map((value) => known.get(value) ?? { value, label: value })
  const all = [...first, ...choices.filter(({ value }) => !ticked.includes(value))]
  const options = optionsOf(all, ticked, frame.id)
  return { view: 'boxes' as const, target: options[0]?.id ?? frame.id, value: '', options }
}

const optionsOf = (choices: Choices, chosen: string[], id: string): Option[] =>
  choices.map((choice, place) => ({ ...choice, chosen: chosen.includes(choice.value), id: `${id}-${place + 1}` }))

function choicesOf(
  field: FieldOf<'choice'> | FieldOf<'switch'> | FieldOf<'one'> | FieldOf<'several'>,
  { name }: Frame,
  { words, names }: Printing,
): Choices {
  if ('refers' in field && field.refers) return names[field.refers].map(asChoice)
  if (field.kind === 'switch') return ['yes', 'no'].map((value) => ({ value, label: words.t(`form.${value}`) }))
  const values = 'choices' in field ? (field.choices ?? []) : []
  return values.map((value) => ({ value, label: words.choice(schemaPath(name), value) }))
}

const asChoice = ({ value, name, more }: Named) => ({ value, label: more ? `${name} (${more})` : name })
