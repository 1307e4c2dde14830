import type { z } from 'zod'
import { slug } from './fields.ts'
import { FrontMatterError, splitFrontMatter } from './front-matter.ts'
import { CommonFields } from './item.ts'
import type { ItemTypeOfPlugin, ItemTypes } from './item-types.ts'
import { MarkdownRefused, renderMarkdown } from './markdown.ts'
import { type FileProblem, problemsWith } from './problem.ts'

/** What one Markdown file says, before it has a version. */
export interface ItemContent extends CommonFields {
  review: string
  type: string
  fields: Record<string, unknown>
  /** Markdown, and the same without its markup. */
  body: string
  plain: string
}

export interface ItemFile {
  plugin: string
  slug: string
  /** The whole Markdown file: front matter and body. */
  text: string
}

/** A file that was read as an item: see `parseItemFile`. */
export interface ParsedFile extends ItemFile {
  content: ItemContent
}

/** A file that is not a good item. `problems` lists everything that is wrong with it. */
export class BadItemFile extends Error {
  readonly problems: FileProblem[]
  constructor(problems: FileProblem[]) {
    super(problems.map((problem) => [problem.field, problem.message].filter(Boolean).join(': ')).join('; '))
    this.problems = problems
  }
}

/** Reads a Markdown file with front matter as an item of `plugin`. @throws {BadItemFile} with every problem found */
export function parseItemFile({ plugin, slug: name, text }: ItemFile, types: ItemTypes): ItemContent {
  const { data, body } = split(text)
  const type = types.of(plugin, typeof data.type === 'string' ? data.type : undefined)
  if (!type) throw new BadItemFile([{ field: 'type', message: `is not a type of ${plugin}`, code: 'wrong' }])

  const problems = [
    ...problemsWith(slug(), name).map((problem) => ({ ...problem, field: 'the name of the file' })),
    ...frontMatterProblems(data, type),
    ...(body.trim() ? [] : [{ field: '', message: 'has no text under the front matter', code: 'no-body' as const }]),
  ]
  if (problems.length > 0) throw new BadItemFile(problems)
  const common = CommonFields.parse(data)
  const review = common.review ?? addMonths(common.checked, type.reviewEvery.months)
  return { ...common, review, type: type.name, fields: type.fields.parse(data), body, plain: plainTextOf(body) }
}

/** Everything that is wrong with the front matter of an item of `type`, each field once. */
function frontMatterProblems(data: Record<string, unknown>, type: ItemTypeOfPlugin): FileProblem[] {
  const own = problemsWith(type.fields, data)
  const common = problemsWith(CommonFields, data).filter(({ field }) => !own.some((problem) => problem.field === field))
  const unknown = Object.keys(data).filter((key) => !known(type.fields, key))
  return [
    ...common,
    ...own,
    ...unknown.map((key) => ({ field: key, message: `is not a field of ${type.name}`, code: 'unexpected' as const })),
  ]
}

/** The day `months` after `day`, both `YYYY-MM-DD`; a day that does not exist becomes the last of its month. */
function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastOfMonth))).toISOString().slice(0, 10)
}

/** Search looks for words; an amount is left open, since it changes every year. */
const openAmount = { label: '', value: '…', differs: [] }
const openAmounts = { year: 0, get: () => openAmount, keys: () => [] }

function plainTextOf(body: string): string {
  try {
    return renderMarkdown(body, { amounts: openAmounts, amountCheck: () => '' }).text
  } catch (error) {
    if (error instanceof MarkdownRefused)
      throw new BadItemFile([{ field: '', message: error.message, code: 'refused' }])
    throw error
  }
}

function split(text: string) {
  try {
    return splitFrontMatter(text)
  } catch (error) {
    if (error instanceof FrontMatterError)
      throw new BadItemFile([{ field: '', message: error.message, code: 'unreadable', line: error.line }])
    throw error
  }
}

const known = (fields: z.ZodObject, key: string) =>
  key === 'type' || Object.hasOwn(CommonFields.shape, key) || Object.hasOwn(fields.shape, key)
