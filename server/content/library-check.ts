import type { z } from 'zod'
import { listedAttachments } from '../attachments/folder.ts'
import { Directory } from '../people/directory.ts'
import type { Refers } from './fields.ts'
import { CommonFields } from './item.ts'
import { BadItemFile, type ItemContent, type ItemFile, type ParsedFile, parseItemFile } from './item-file.ts'
import type { ItemType, ItemTypes } from './item-types.ts'
import { readLibraryFolder } from './library-folder.ts'
import { pathOfLink } from './links.ts'
import { linksIn, renderMarkdown } from './markdown.ts'
import { type Places, placesIn } from './places.ts'
import { isPlainDutch, readability } from './readability.ts'
import { parseReference, type Reference } from './reference.ts'
import { checkSteps, readSteps, type StepProblem } from './steps.ts'

export interface Finding {
  /** `plugin-id/slug` */
  id: string
  kind: 'schema' | 'link' | 'language'
  message: string
  /** Line in the file, from 1. */
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
  const attachments = new Set((await listedAttachments(folder)).map(({ id }) => id))
  const findings = library.items.flatMap((file) => {
    const id = `${file.plugin}/${file.slug}`
    return findingsIn(file, types, { directory, reference, ids, attachments }).map((finding) => ({ id, ...finding }))
  })
  return { items: library.items.length, findings }
}

function findingsIn(file: ItemFile, types: ItemTypes, known: Known): Found[] {
  try {
    const content = parseItemFile(file, types)
    const places = placesIn(file.text)
    return [...brokenReferences({ ...file, content }, types, known, places), ...hardToRead(content, places)]
  } catch (error) {
    if (!(error instanceof BadItemFile)) throw error
    return error.problems.map(({ field, message, line }) =>
      found('schema', `${field} ${message}`.trim(), line ?? (field ? placesIn(file.text).field(field) : undefined)),
    )
  }
}

/** What a reference may lead to. */
export interface Known {
  directory: Directory
  reference: Reference
  ids: Set<string>
  /** Ids of attachments. */
  attachments: Set<string>
}

type Found = Omit<Finding, 'id'>

const found = (kind: Finding['kind'], message: string, line?: number): Found => ({
  kind,
  message,
  ...(line && { line }),
})

/** What of an item says where it leads. */
export interface Referring {
  plugin: string
  content: Omit<ItemContent, 'plain'>
}

/** The ids of the items that an item refers to, whether they are there or not. */
export function itemsNamedIn({ plugin, content }: Referring, types: ItemTypes): string[] {
  const type = types.of(plugin, content.type)
  const named = type ? namesIn(content, type) : []
  return [
    ...new Set([
      ...named.filter(({ refers }) => refers === 'item').map(({ value }) => value),
      ...linkedFrom(plugin, content.body),
    ]),
  ]
}

/** Everything that an item names, whether it is there or not: ids of items, slugs of persons, units, themes and audiences. */
export function namedIn({ plugin, content }: Referring, types: ItemTypes): string[] {
  const type = types.of(plugin, content.type)
  const named = type ? namesIn(content, type).map(({ value }) => value) : []
  const linked = linkedFrom(plugin, content.body).map((path) => path.replace(/^(people|units)\//, ''))
  return [...new Set([...named, ...linked])]
}

/** Where the links of a body inside Kenniskompas lead: `plugin-id/slug`, `people/slug` … */
const linkedFrom = (plugin: string, body: string) =>
  linksIn(body).flatMap(({ href }) => pathOfLink(href, plugin)?.slice(1).split('#')[0] ?? [])

/** Every reference of an item that leads nowhere, and every step that no choice leads to. */
export function brokenReferences(
  { plugin, text, content }: ParsedFile,
  types: ItemTypes,
  known: Known,
  places: Places = placesIn(text),
): Found[] {
  const type = types.of(plugin, content.type)
  const named = type ? unknownNames(content, type, known) : []
  return [
    ...named.map(({ field, message, values }) => found('link', message, places.field(field, values.value))),
    ...brokenInBody(plugin, content.body, known).map((problem) =>
      found('link', bodyMessage(problem), places.body(problem.line)),
    ),
  ]
}

/** A place in a body that leads nowhere, or a step that cannot be walked; lines count from 1 in the body. */
export type BodyProblem = StepProblem | { kind: 'no-place' | 'no-amount'; line: number; target: string }

/** Every link and amount in the body of an item of `plugin` that is not there, and what is wrong with its steps. @throws {MarkdownRefused} */
export function brokenInBody(plugin: string, body: string, known: Known): BodyProblem[] {
  const { headings, links, amountKeys } = renderMarkdown(body, { amounts: known.reference.amounts })
  const anchors = new Set(headings.map((heading) => heading.id))
  const lines = body.split('\n')
  const { steps } = readSteps(body)
  const stepProblems = steps.length > 0 ? checkSteps(steps) : []
  // A choice is also a link; it is told once.
  const isChoice = ({ href, line }: { href: string; line: number }) =>
    stepProblems.some((problem) => problem.target === href && problem.line === line)
  return [
    ...amountKeys
      .filter((key) => !exists('amount', key, known))
      .map((target) => ({
        kind: 'no-amount' as const,
        line: lines.findIndex((line) => line.includes(target)) + 1,
        target,
      })),
    ...links
      .filter((link) => !leadsSomewhere(link.href, plugin, anchors, known) && !isChoice(link))
      .map(({ href, line }) => ({ kind: 'no-place' as const, line, target: href })),
    ...stepProblems,
  ]
}

/** Every person, unit, theme or other name in the front matter that leads nowhere, as a problem of its field. */
export function unknownNames(content: Referring['content'], type: ItemType, known: Known) {
  return namesIn(content, type)
    .filter(({ refers, value }) => !exists(refers, value, known))
    .map(({ refers, value, path }) => ({
      field: path.join('.'),
      message: `there is no ${refers} "${value}"`,
      code: 'unknown' as const,
      values: { value },
    }))
}

const namesIn = (content: Referring['content'], type: ItemType) => [
  ...refersIn(CommonFields, content),
  ...refersIn(type.fields, content.fields),
]

function bodyMessage(problem: BodyProblem): string {
  switch (problem.kind) {
    case 'no-amount':
      return `there is no amount "${problem.target}"`
    case 'no-place':
      return `"${problem.target}" leads nowhere`
    case 'leads-nowhere':
      return `step "${problem.step}" has a choice to "${problem.target}", which is not there`
    case 'unreachable':
      return `no choice leads to step "${problem.step}"`
    case 'never-ends':
      return `from step "${problem.step}" there is no way to an end`
    case 'double-title':
      return `two steps are called "${problem.step}"`
  }
}

function leadsSomewhere(href: string, plugin: string, anchors: Set<string>, known: Known): boolean {
  if (href.startsWith('#')) return anchors.has(href.slice(1))
  const [folder, slug = ''] = (pathOfLink(href, plugin)?.slice(1).split('#')[0] ?? '').split('/')
  if (folder === undefined || folder === '') return true
  if (folder === 'people') return exists('person', slug, known)
  if (folder === 'units') return exists('unit', slug, known)
  if (folder === 'attachments') return known.attachments.has(slug)
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
    case 'theme':
      return reference.vocabulary.themes.some((theme) => theme.slug === value)
    case 'audience':
      return reference.vocabulary.audiences.some((audience) => audience.slug === value)
  }
}

interface NamedReference {
  refers: Refers
  value: string
  path: PropertyKey[]
}

/** Every value in `data` whose place in `schema` says what it refers to, with the path to it. */
function refersIn(schema: z.ZodType, data: unknown, path: PropertyKey[] = []): NamedReference[] {
  const refers = schema.meta()?.refers
  if (refers && typeof data === 'string') return [{ refers, value: data, path }]
  const { def } = schema as unknown as { def: SchemaDef }
  if (def.innerType) return data === undefined ? [] : refersIn(def.innerType, data, path)
  if (def.options)
    return def.options.flatMap((option) => (option.safeParse(data).success ? refersIn(option, data, path) : []))
  if (def.element && Array.isArray(data))
    return data.flatMap((value, row) => refersIn(def.element as z.ZodType, value, [...path, row]))
  if (def.items && Array.isArray(data))
    return def.items.flatMap((item, place) => refersIn(item, data[place], [...path, place]))
  if (def.shape && data && typeof data === 'object')
    return Object.entries(def.shape).flatMap(([key, field]) =>
      refersIn(field, (data as Record<string, unknown>)[key], [...path, key]),
    )
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

function hardToRead(content: ItemContent, places: Places): Found[] {
  const result = readability(content.body, content.product?.name.split(' ') ?? [])
  if (isPlainDutch(result)) return []
  const sentences = result.longSentences.map(({ text, line }) => ({ text, line: places.body(line) }))
  const long = sentences.map(({ text, line }) => `\n    line ${line}: ${text}`).join('')
  const score = `Flesch-Douma ${Math.round(result.fleschDouma)}, ${result.averageSentence.toFixed(1)} words a sentence`
  return [found('language', `reads as ${result.level}, not B1 (${score})${long}`, sentences[0]?.line)]
}
