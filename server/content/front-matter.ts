import { stringify } from 'yaml'
import { readYaml, YamlError } from './yaml.ts'

const OPENING = /^---[ \t]*(?:\n|$)/
const CLOSING = /^---[ \t]*$/m

/** Front matter that cannot be read; `line` is the line in the file (1 = first). */
export class FrontMatterError extends Error {
  readonly line: number

  constructor(message: string, line: number) {
    super(`Front matter, line ${line}: ${message}`)
    this.name = 'FrontMatterError'
    this.line = line
  }
}

export interface FrontMatter {
  data: Record<string, unknown>
  body: string
  /** The line of the file on which `body` starts (1 = first). */
  bodyLine: number
}

/**
 * Splits a Markdown file into its YAML front matter and its body. Line ends become \n, a byte order mark is left out,
 * and so is one empty line between the two. A file without front matter is all body.
 * @throws {FrontMatterError} for YAML that cannot be read, a fence that is not closed, more than 64 KB or 100 levels
 */
export function splitFrontMatter(text: string): FrontMatter {
  const file = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const opening = OPENING.exec(file)
  if (!opening) return { data: {}, body: file, bodyLine: 1 }
  const rest = file.slice(opening[0].length)
  const closing = CLOSING.exec(rest)
  if (!closing) throw new FrontMatterError('opened with --- but not closed with ---', 1)
  const after = rest.slice(closing.index + closing[0].length).replace(/^\n/, '')
  const body = after.replace(/^\n/, '')
  return {
    data: readData(rest.slice(0, closing.index)),
    body,
    bodyLine: file.slice(0, file.length - body.length).split('\n').length,
  }
}

/** As `splitFrontMatter`, but undefined for what it refuses: an old version may come from a time with other rules. */
export function readableFrontMatter(text: string): FrontMatter | undefined {
  try {
    return splitFrontMatter(text)
  } catch (error) {
    if (error instanceof FrontMatterError) return undefined
    throw error
  }
}

function readData(yaml: string): Record<string, unknown> {
  try {
    return readYaml(yaml)
  } catch (error) {
    if (error instanceof YamlError) throw new FrontMatterError(error.message, error.line + 1)
    throw error
  }
}

/**
 * Writes a Markdown file: front matter in the order of `data`, an empty line, the body as it is. What it writes,
 * splitFrontMatter reads back the same, as long as `data` is plain JSON and the body has \n as line end.
 */
export function joinFrontMatter(data: Record<string, unknown>, body: string): string {
  const empty = Object.keys(data).length === 0
  const yaml = empty ? '' : stringify(data, { schema: 'core', lineWidth: 0, aliasDuplicateObjects: false })
  return `---\n${yaml}---\n\n${body}`
}
