import { isDeepStrictEqual } from 'node:util'
import { isMap, isScalar, type Node, parseDocument } from 'yaml'
import { joinFrontMatter, readableFrontMatter, splitFrontMatter } from './front-matter.ts'

/** The front matter of a file, with the fence that opens it. */
const frontMatter = /^(\uFEFF?---[ \t]*\r?\n)([\s\S]*?)^---[ \t]*\r?$/m

/**
 * Gives a Markdown file other values for simple fields of its front matter; `undefined` takes a field away. All else stays byte
 * for byte, unless the front matter is written in a way in which that cannot be.
 * @throws {FrontMatterError} for a file that cannot be read
 */
export function withFields(text: string, changes: Record<string, string | undefined>): string {
  const { data, body } = splitFrontMatter(text)
  const changed = Object.entries({ ...data, ...changes }).filter(([, value]) => value !== undefined)
  const wanted = Object.fromEntries(changed)
  const [, opening = '', yaml = ''] = frontMatter.exec(text) ?? []
  const edited = opening + editYaml(yaml, changes) + text.slice(opening.length + yaml.length)
  const isRight = isDeepStrictEqual(readableFrontMatter(edited)?.data, wanted)
  return isRight ? edited : joinFrontMatter(wanted, body)
}

/** Puts each new value in the place of the old one, from the last to the first so that places stay what they were. */
function editYaml(yaml: string, changes: Record<string, string | undefined>): string {
  const { contents } = parseDocument(yaml)
  const pairs = isMap<Node, Node>(contents) ? contents.items : []
  return pairs.toReversed().reduce((so, { key, value }) => {
    const name = isScalar(key) ? String(key.value) : ''
    if (!Object.hasOwn(changes, name) || !key.range || !value?.range) return so
    const [from, to, next] = value.range
    const wanted = changes[name]
    return wanted === undefined ? so.slice(0, key.range[0]) + so.slice(next) : so.slice(0, from) + wanted + so.slice(to)
  }, yaml)
}
