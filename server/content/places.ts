import { splitFrontMatter } from './front-matter.ts'

/** Where things stand in the text of an item file; lines count from 1. */
export interface Places {
  /** The line of a field of the front matter, such as `product.uri`, or of `value` in it; undefined when it is not there. */
  field(field: string, value?: string): number | undefined
  /** The line in the file of a line in the body. */
  body(line: number): number
}

/** @throws {FrontMatterError} as splitFrontMatter */
export function placesIn(file: string): Places {
  const { bodyLine } = splitFrontMatter(file)
  const lines = file.split(/\r\n?|\n/).slice(0, bodyLine - 1)
  return {
    field(field, value) {
      const [name] = field.split('.')
      const start = lines.findIndex((line) => line.startsWith(`${name}:`))
      if (start < 0) return undefined
      const further = value === undefined ? 0 : lines.slice(start).findIndex((line) => line.includes(value))
      return start + Math.max(further, 0) + 1
    },
    body: (line) => line + bodyLine - 1,
  }
}
