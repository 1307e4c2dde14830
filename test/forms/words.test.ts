import { join } from 'node:path'
import { expect } from 'chai'
import { plugins } from '../../plugins/index.ts'
import { CommonFields } from '../../server/content/item.ts'
import { itemTypes } from '../../server/content/item-types.ts'
import { type FormField, formFields } from '../../server/forms/field.ts'
import { itemForm } from '../../server/forms/item-form.ts'
import { packageRoot } from '../../server/paths.ts'
import { languages, messagesIn } from '../../server/web/texts.ts'

const types = itemTypes(plugins)

/** Every word that a field and its parts must have, without where it stands: `product.uri.label`. */
function wordsFor(field: FormField, under = ''): string[] {
  const path = under + field.name
  const inside = field.kind === 'list' ? { ...field.element, name: field.name } : field
  const choices = 'choices' in inside ? (inside.choices ?? []) : []
  const asked = field.required && field.kind !== 'group' ? [`${path}.missing`] : []
  const parts = inside.kind === 'group' ? inside.parts.flatMap((part) => wordsFor(part, `${path}.`)) : []
  return [`${path}.label`, ...asked, ...choices.map((choice) => `${path}.choice.${choice}`), ...parts]
}

describe('The words of a form', () => {
  for (const { id, itemTypes: own = {} } of plugins) {
    for (const name of Object.keys(own)) {
      for (const language of languages) {
        it(`are there for every field of a ${name}, in ${language}`, () => {
          const type = types.of(id, name)
          const messages = {
            ...messagesIn(join(packageRoot, 'server/web'), language),
            ...messagesIn(join(packageRoot, 'plugins', id), language),
          }
          const missing = itemForm(type as NonNullable<typeof type>)
            .fields.flatMap((field) => wordsFor(field))
            .filter((word) => !messages[`${name}.field.${word}`] && !messages[`field.${word}`])
          expect(missing).to.deep.equal([])
        })
      }
    }
  }

  it('ask for every field that all items share', () => {
    const type = types.of('guidance')
    const asked = itemForm(type as NonNullable<typeof type>).sections.flatMap(({ fields }) =>
      fields.map(({ name }) => name),
    )
    expect(asked).to.include.members(formFields(CommonFields).map(({ name }) => name))
  })
})
