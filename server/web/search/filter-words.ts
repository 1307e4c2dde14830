import type { House } from '../../house.ts'
import { type FilterWords, namesOfType } from '../../search/index.ts'
import { languages } from '../texts.ts'

/** What people may type before and after the colon of a filter, in Dutch and in English: `soort:les`, `unit:burgerzaken`. */
export function filterWords({ directory, reference: { vocabulary }, plugins, texts }: House): FilterWords[] {
  const named = (value: string, ...names: string[]) => ({ value, names: [value, ...names] })
  const types = plugins.flatMap(({ id, itemTypes }) =>
    Object.keys(itemTypes ?? {}).map((type) => {
      const labels = languages.flatMap((language) =>
        ['name', 'plural'].map((form) => texts.in(language, id)(`${type}.${form}`)),
      )
      return named(type, ...labels, ...namesOfType(type))
    }),
  )
  const ofDirectory = ['person', 'unit'].map((type) => named(type, ...namesOfType(type)))
  const inBoth = ({ slug, nl, en }: { slug: string; nl: string; en: string }) => named(slug, nl, en)
  return [
    { facet: 'type', names: ['type', 'soort'], values: [...types, ...ofDirectory] },
    { facet: 'theme', names: ['thema', 'theme'], values: vocabulary.themes.map(inBoth) },
    {
      facet: 'unit',
      names: ['afdeling', 'team', 'unit', 'department'],
      values: directory.units.map(({ slug, name }) => named(slug, name)),
    },
    { facet: 'audience', names: ['doelgroep', 'audience'], values: vocabulary.audiences.map(inBoth) },
  ]
}
