import type { FieldOf, FormField } from './field.ts'
import { isData } from './names.ts'
import { printBoxes, printChoice } from './print-choice.ts'
import { asText, type PrintedField, type Printing } from './printed.ts'
import { schemaPath } from './words.ts'

/** A field with the value that it has in the front matter, right or wrong. `label` takes the place of its own. */
export function printField(
  field: FormField,
  value: unknown,
  path: string,
  printing: Printing,
  label?: string,
): PrintedField {
  const frame = frameOf(field, path, printing, label)
  // Before its parts, so that they stand in the order of the page.
  printing.targets.set(path, frame.id)
  const printed = inView(field, value, frame, printing)
  const target = printed.target ?? printed.parts?.[0]?.target ?? frame.id
  printing.targets.set(path, target)
  return { ...frame, ...printed, target }
}

type Frame = Omit<PrintedField, 'view' | 'value' | 'target'>

function frameOf(field: FormField, path: string, { words, errors }: Printing, label?: string): Frame {
  const id = `field-${path.replaceAll('.', '-')}`
  const asked = schemaPath(path)
  const deep = field.kind === 'several' || field.kind === 'visibility'
  const error = errors.find((one) => one.path === path || (deep && one.path.startsWith(`${path}.`)))?.text
  const help = label === undefined ? words.help(asked) : undefined
  return {
    name: path,
    id,
    label: label ?? words.label(asked),
    help,
    error,
    describedBy: [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' '),
    required: field.required,
    optional: !field.required && (field.preset === undefined || Array.isArray(field.preset)),
  }
}

type InView = Pick<PrintedField, 'view' | 'value'> & Partial<PrintedField>

function inView(field: FormField, value: unknown, frame: Frame, printing: Printing): InView {
  switch (field.kind) {
    case 'several':
      return printBoxes(field, value, frame, printing)
    case 'list':
      return { view: 'rows', value: '', ...rowsOf(field, value, frame, printing) }
    case 'group':
      return { view: 'group', value: '', parts: partsOf(field, value, frame, printing) }
    case 'visibility':
      return visibilityOf(field, value, frame, printing)
    case 'choice':
    case 'switch':
    case 'one':
      return printChoice(field, value, frame, printing)
    case 'long':
      return { view: 'textarea', value: asText(value) }
    case 'day':
      return { view: 'input', value: asText(value), type: dayType(asText(value)) }
    case 'number':
      return { view: 'input', value: asText(value), inputMode: field.whole ? 'numeric' : 'decimal' }
    case 'address':
      return { view: 'input', value: asText(value), inputMode: 'url' }
    case 'line':
      return { view: 'input', value: asText(value) }
  }
}

/** A field for days shows nothing but days; what somebody typed for one must stay to be seen. */
const dayType = (value: string) => (value === '' || /^\d{4}-\d{2}-\d{2}$/.test(value) ? 'date' : 'text')

/** Parts of what may be left out are only asked for once one of them is filled in. */
function partsOf(field: FieldOf<'group'>, value: unknown, frame: Frame, printing: Printing): PrintedField[] {
  const data = isData(value) ? value : {}
  return field.parts
    .map((part) => printField(part, data[part.name], `${frame.name}.${part.name}`, printing))
    .map((part) => (field.required ? part : { ...part, required: false }))
}

function rowsOf({ element, least, most }: FieldOf<'list'>, value: unknown, frame: Frame, printing: Printing) {
  const { name } = frame
  const label = printing.words.row(schemaPath(name))
  const values = Array.isArray(value) ? value : []
  const fixed = least === most
  const asked = printing.rows[name]
  const count = fixed ? least : Math.min(Math.max(asked ?? values.length + 1, least), most)
  const row = (number: number | string, part: unknown, on: Printing) => {
    const title = on.words.t('form.row', { label, number: typeof number === 'number' ? number + 1 : '__number__' })
    const printed = printField({ ...element, required: false }, part, `${name}.${number}`, on, title)
    // Rows of one value are all posted under the name of the list.
    const posted = element.kind === 'group' ? printed.name : name
    return { ...printed, name: posted, required: fixed, optional: false, inRow: true }
  }
  const parts = Array.from({ length: count }, (_, place) => row(place, values[place], printing))
  const last = parts.at(-1)
  if (last && asked) Object.assign(last.parts?.[0] ?? last, { fresh: true })
  if (fixed) return { parts }
  return { parts, emptyRow: row('__row__', undefined, { ...printing, errors: [], targets: new Map() }) }
}

function visibilityOf(field: FieldOf<'visibility'>, value: unknown, frame: Frame, printing: Printing): InView {
  const chosen = Array.isArray(value) ? 'units' : asText(value ?? field.preset)
  const options = ['everyone', 'editors', 'units'].map((choice) => ({
    value: choice,
    label: printing.words.choice(frame.name, choice),
    chosen: choice === chosen,
    id: `${frame.id}-${choice}`,
  }))
  const units: FormField = { name: 'units', required: false, kind: 'several', refers: 'unit' }
  const boxes = printField(units, value, `${frame.name}.units`, { ...printing, errors: [] })
  return {
    view: 'visibility',
    value: chosen,
    options,
    units: { ...boxes, optional: false },
    id: `${frame.id}-everyone`,
  }
}
