import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { plugins } from '../plugins/index.ts'
import { splitFrontMatter } from '../server/content/front-matter.ts'
import { readLibraryFolder } from '../server/content/library-folder.ts'
import { packageRoot } from '../server/paths.ts'
import type { Person } from '../server/people/person.ts'
import { pick, type Random, seeded } from './support.ts'

export const shippedLibrary = join(packageRoot, 'content')

/** Parts in a thousand of each kind in a large library: pins grow with the organisation, not with what it knows. */
const shares = {
  'desk-protocols': 350,
  'best-practices': 200,
  'lessons-learned': 200,
  guidance: 200,
  'linking-pins': 50,
}
type PluginId = keyof typeof shares

/** A real item, as the form in which synthetic ones are cast. */
interface Mould {
  plugin: string
  slug: string
  data: Record<string, unknown>
  body: string
}

/** The shipped library taken apart. Words stand as often as in the texts, so that picking one keeps common words common. */
export interface Material {
  moulds: Map<string, Mould[]>
  persons: Person[]
  sentences: string[]
  words: string[]
}

export async function readMaterial(): Promise<Material> {
  const { items, persons } = await readLibraryFolder(
    shippedLibrary,
    plugins.map((plugin) => plugin.id),
  )
  const moulds = items.map(({ plugin, slug, text }) => ({ plugin, slug, ...splitFrontMatter(text) }))
  const sentences = moulds.flatMap(({ body }) => body.split('\n').filter(isProse).flatMap(sentencesOf))
  const words = sentences.flatMap((sentence) => sentence.match(/(?<![\p{L}'-])\p{Ll}{4,}(?![\p{L}'-])/gu) ?? [])
  return { moulds: byPlugin(moulds), persons, sentences, words }
}

function byPlugin(moulds: Mould[]): Map<string, Mould[]> {
  return new Map(plugins.map(({ id }) => [id, moulds.filter((mould) => mould.plugin === id)]))
}

/** Writes `size` synthetic items beside the shipped people and words. The same size always gives the same files. */
export function writeSyntheticLibrary(folder: string, size: number, material: Material): void {
  const random = seeded(size)
  for (const name of ['people', 'vocabulary.yaml', 'amounts.yaml', 'synonyms.yaml']) {
    cpSync(join(shippedLibrary, name), join(folder, name), { recursive: true })
  }
  const ids: string[] = []
  for (const [plugin, share] of Object.entries(shares) as Array<[PluginId, number]>) {
    mkdirSync(join(folder, plugin), { recursive: true })
    for (let number = 0; number < Math.round((size * share) / 1000); number++) {
      const mould = pick(material.moulds.get(plugin) ?? [], random)
      const slug = `${mould.slug.slice(0, 70)}-${number}`
      writeFileSync(join(folder, plugin, `${slug}.md`), cast(mould, ids, material, random))
      ids.push(`${plugin}/${slug}`)
    }
  }
}

/** A new item in the form of a real one: other sentences, words, people, themes and links. */
function cast(mould: Mould, earlier: string[], material: Material, random: Random): string {
  const { moulds, persons, sentences } = material
  const owner = pick(persons, random)
  const other = pick(moulds.get(mould.plugin) ?? [], random).data
  const sentence = () => varied(pick(sentences, random), material.words, random)
  const fields = {
    ...mould.data,
    title: shortened(`${mould.data.title}: ${sentence()}`, 110),
    summary: shortened(`${sentence()} ${sentence()}`, 230),
    unit: owner.unit,
    owner: owner.slug,
    deputy: owner.deputy,
    themes: other.themes,
    keywords: [...((other.keywords as string[] | undefined) ?? []).slice(0, 3), newWord(material.words, random)],
    ...(mould.plugin === 'linking-pins' && { between: other.between, person: owner.slug }),
    ...(mould.plugin === 'lessons-learned' && {
      happened: sentence(),
      expected: sentence(),
      cause: sentence(),
      lesson: sentence(),
    }),
    related: earlier.length > 0 ? [pick(earlier, random), pick(earlier, random)] : [],
    processedIn: undefined,
    mustRead: random() < 0.98 ? undefined : mould.data.mustRead,
  }
  const lines = mould.body.split('\n').map((line) => (isProse(line) ? rewritten(line, sentence) : line))
  return `---\n${frontMatter(fields)}---\n\n${lines.join('\n')}\n`
}

/** JSON is YAML too, and quick to write. */
const frontMatter = (fields: Record<string, unknown>) =>
  Object.entries(fields)
    .map(([key, value]) => (value === undefined ? '' : `${key}: ${JSON.stringify(value)}\n`))
    .join('')

/** Headings, tables, links, amounts and marks of callouts keep their place; everything else is running text. */
const isProse = (line: string) => line.trim() !== '' && !/^\s*(#|\||```|> ?\[!)|\]\(|\{bedrag/.test(line)

const withoutMarks = (line: string) => line.replace(/^\s*(>|[-*]|\d+\.)\s+/, '')

const sentencesOf = (line: string) =>
  withoutMarks(line)
    .replace(/[*_`]/g, '')
    .match(/[^.!?]{12,}[.!?]/g)
    ?.map((one) => one.trim()) ?? []

/** The line with as many new sentences as it had, behind the same mark. */
function rewritten(line: string, sentence: () => string): string {
  const mark = line.slice(0, line.length - withoutMarks(line).length)
  return mark + Array.from({ length: Math.max(1, sentencesOf(line).length) }, sentence).join(' ')
}

/** The sentence with some words changed for others, and here and there a word that no other text has. */
function varied(sentence: string, words: string[], random: Random): string {
  return sentence.replace(/(?<![\p{L}'-])\p{Ll}{4,}(?![\p{L}'-])/gu, (word) => {
    const chance = random()
    if (chance < 0.05) return newWord(words, random)
    return chance < 0.25 ? pick(words, random) : word
  })
}

/** A compound as Dutch makes them: `parkeer` + `melding`. */
const newWord = (words: string[], random: Random) => pick(words, random).slice(0, 9) + pick(words, random)

function shortened(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, text.lastIndexOf(' ', most))
}
