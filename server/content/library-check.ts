import type { z } from 'zod'
import { Directory } from '../people/directory.ts'
import type { Refers } from './fields.ts'
import { CommonFields } from './item.ts'
import { BadItemFile, type ItemContent, parseItemFile } from './item-file.ts'
import type { ItemTypes } from './item-types.ts'
import { readLibraryFolder } from './library-folder.ts'
import { pathOfLink } from './links.ts'
import { renderMarkdown } from './markdown.ts'
import { isPlainDutch, readability } from './readability.ts'
import { parseReference, type Reference } from './reference.ts'
import { checkSteps, readSteps, type StepProblem } from './steps.ts'

export interface Finding {
  /** `plugin-id/slug` */
  id: string
  kind: 'schema' | 'link' | 'language'
  message: string
  line?: number
}

export interface LibraryReport {
  items: number
  findings: Finding[]
}

/** Looks at every item of a folder: does it fit its schema, does every reference lead somewhere, is it plain Dutch (B1)? */
export async function checkLibrary(folder: string, types: ItemTypes): Promise<LibraryReport> {
  const library = await readLibraryFolder(folder, types.plugins())
  const reference = parseReference(library.reference)
  const directory = new Directory(library.persons, library.units)
  const ids = new Set(library.items.map(({ plugin, slug }) => `${plugin}/${slug}`))
  const findings = library.items.flatMap((file) => {
    const { plugin } = file
    const id = `${plugin}/${file.slug}`
    try {
      const content = parseItemFile(file, types)
      const found = [...brokenReferences(content, plugin, types, { directory, reference, ids }), ...hardToRead(content)]
      return found.map((finding) => ({ id, ...finding }))
    } catch (error) {
      if (!(error instanceof BadItemFile)) throw error
      return error.problems.map(
        ({ field, message, line }): Finding => ({
          id,
          kind: 'schema',
          message: `${field} ${message}`.trim(),
          ...(line && { line }),
        }),
      )
    }
  })
  return { items: library.items.length, findings }
}

interface Known {
  directory: Directory
  reference: Reference
  ids: Set<string>
}

type Found = Omit<Finding, 'id'>

function brokenReferences(content: ItemContent, plugin: string, types: ItemTypes, known: Known): Found[] {
  const type = types.of(plugin, content.type)
  const named = [...refersIn(CommonFields, content), ...(type ? refersIn(type.fields, content.fields) : [])]
  const fromFields = named
    .filter(([kind, value]) => !exists(kind, value, known))
    .map(([kind, value]) => `there is no ${kind} "${value}"`)
  const words = known.reference.vocabulary
  const themes = content.themes.filter((slug) => !words.themes.some((theme) => theme.slug === slug))
  const audiences = content.audience.filter((slug) => !words.audiences.some((audience) => audience.slug === slug))
  const rendered = renderMarkdown(content.body, { amounts: known.reference.amounts })
  const anchors = new Set(rendered.headings.map((heading) => heading.id))
  const broken = rendered.links.filter(({ href }) => !leadsSomewhere(href, plugin, anchors, known))
  const amounts = rendered.amountKeys.filter((key) => !known.reference.amounts.get(key))
  const messages = [
    ...fromFields,
    ...themes.map((slug) => `there is no theme "${slug}"`),
    ...audiences.map((slug) => `there is no audience "${slug}"`),
    ...amounts.map((key) => `there is no amount "${key}"`),
  ]
  const steps = readSteps(content.body).steps
  return [
    ...messages.map((message): Found => ({ kind: 'link', message })),
    ...broken.map(({ href, line }): Found => ({ kind: 'link', message: `"${href}" leads nowhere`, line })),
    ...(steps.length > 0
      ? checkSteps(steps).map((problem): Found => ({ kind: 'link', message: stepMessage(problem), line: problem.line }))
      : []),
  ]
}

const stepMessage = ({ kind, step, target }: StepProblem) =>
  ({
    'leads-nowhere': `step "${step}" has a choice to "${target}", which is not there`,
    unreachable: `no choice leads to step "${step}"`,
    'never-ends': `from step "${step}" there is no way to an end`,
    'double-title': `two steps are called "${step}"`,
  })[kind]

function leadsSomewhere(href: string, plugin: string, anchors: Set<string>, known: Known): boolean {
  if (href.startsWith('#')) return anchors.has(href.slice(1))
  const [folder, slug = ''] = (pathOfLink(href, plugin)?.slice(1).split('#')[0] ?? '').split('/')
  if (folder === undefined || folder === '') return true
  if (folder === 'people') return exists('person', slug, known)
  if (folder === 'units') return exists('unit', slug, known)
  return exists('item', `${folder}/${slug}`, known)
}

function exists(kind: Refers, value: string, { directory, reference, ids }: Known): boolean {
  switch (kind) {
    case 'person':
      return directory.person(value) !== undefined
    case 'unit':
      return directory.unit(value) !== undefined
    case 'amount':
      return reference.amounts.get(value) !== undefined
    case 'item':
      return ids.has(value)
  }
}

/** Every value in `data` whose place in `schema` says what it refers to. */
function refersIn(schema: z.ZodType, data: unknown): Array<[Refers, string]> {
  const refers = schema.meta()?.refers
  if (refers && typeof data === 'string') return [[refers, data]]
  const { def } = schema as unknown as { def: SchemaDef }
  if (def.innerType) return data === undefined ? [] : refersIn(def.innerType, data)
  if (def.options)
    return def.options.flatMap((option) => (option.safeParse(data).success ? refersIn(option, data) : []))
  if (def.element && Array.isArray(data)) return data.flatMap((value) => refersIn(def.element as z.ZodType, value))
  if (def.items && Array.isArray(data)) return def.items.flatMap((item, place) => refersIn(item, data[place]))
  if (def.shape && data && typeof data === 'object') {
    return Object.entries(def.shape).flatMap(([key, field]) => refersIn(field, (data as Record<string, unknown>)[key]))
  }
  return []
}

/** The parts of a zod schema that hold other schemas. */
interface SchemaDef {
  innerType?: z.ZodType
  options?: z.ZodType[]
  element?: z.ZodType
  items?: z.ZodType[]
  shape?: Record<string, z.ZodType>
}

function hardToRead(content: ItemContent): Found[] {
  const result = readability(content.body, content.product?.name.split(' ') ?? [])
  if (isPlainDutch(result)) return []
  const long = result.longSentences.map(({ text, line }) => `\n    line ${line ?? '?'}: ${text}`).join('')
  const score = `Flesch-Douma ${Math.round(result.fleschDouma)}, ${result.averageSentence.toFixed(1)} words a sentence`
  return [{ kind: 'language', message: `reads as ${result.level}, not B1 (${score})${long}` }]
}
