import { isDeepStrictEqual } from 'node:util'
import { isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml'
import { joinFrontMatter, readableFrontMatter, splitFrontMatter } from './front-matter.ts'

/** The front matter of a file, with the fence that opens it. */
const frontMatter = /^(\uFEFF?---[ \t]*\r?\n)([\s\S]*?)^---[ \t]*\r?$/m

type Changes = Record<string, string | string[] | undefined>

/**
 * Gives a Markdown file other values for simple fields and lists of its front matter; `undefined` takes a field away. All else
 * stays byte for byte, unless the front matter is written in a way in which that cannot be.
 * @throws {FrontMatterError} for a file that cannot be read
 */
export function withFields(text: string, changes: Changes): string {
  const { data, body } = splitFrontMatter(text)
  const changed = Object.entries({ ...data, ...changes }).filter(([, value]) => value !== undefined)
  const wanted = Object.fromEntries(changed)
  const [, opening = '', yaml = ''] = frontMatter.exec(text) ?? []
  const added = Object.entries(changes).filter(([name, value]) => value !== undefined && !Object.hasOwn(data, name))
  const more = added.map(([name, value = '']) => `${name}: ${written(value)}\n`).join('')
  const edited = opening + editYaml(yaml, changes) + more + text.slice(opening.length + yaml.length)
  const isRight = isDeepStrictEqual(readableFrontMatter(edited)?.data, wanted)
  return isRight ? edited : joinFrontMatter(wanted, body)
}

/** Puts each new value in the place of the old one, from the last to the first so that places stay what they were. */
function editYaml(yaml: string, changes: Changes): string {
  const { contents } = parseDocument(yaml)
  const pairs = isMap<Node, Node>(contents) ? contents.items : []
  return pairs.toReversed().reduce((so, { key, value }) => {
    const name = isScalar(key) ? String(key.value) : ''
    if (!Object.hasOwn(changes, name) || !key.range || !value?.range) return so
    const [from, to, next] = value.range
    const wanted = changes[name]
    if (wanted === undefined) return so.slice(0, key.range[0]) + so.slice(next)
    const inLines = isSeq(value) && !value.flow && Array.isArray(wanted)
    const indent = ' '.repeat(from - (so.lastIndexOf('\n', from - 1) + 1))
    const put = inLines ? `${wanted.map((one) => `- ${one}`).join(`\n${indent}`)}\n` : written(wanted)
    return so.slice(0, from) + put + so.slice(to)
  }, yaml)
}

const written = (value: string | string[]) => (Array.isArray(value) ? `[${value.join(', ')}]` : value)
