import { CST, Lexer, LineCounter, parseDocument, visit } from 'yaml'

const LARGEST = 64 * 1024
const DEEPEST = 100
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype'])

/** YAML that cannot be read; `line` is the line of the text it was found on (1 = first). */
export class YamlError extends Error {
  readonly line: number

  constructor(message: string, line: number) {
    super(message)
    this.name = 'YamlError'
    this.line = line
  }
}

/**
 * The first line that nests more than 100 levels, by brackets, by marks or by indentation. The parser calls itself for
 * every level, and Node can crash, beyond any catch, when it compiles a regular expression on a stack that is nearly full.
 */
function tooDeepLine(text: string): number | undefined {
  let line = 1
  let brackets = 0
  let marks = 0
  let afterScalarMark = false
  for (const lexeme of new Lexer().lex(text)) {
    const type: string | null = afterScalarMark ? 'content' : CST.tokenType(lexeme)
    afterScalarMark = type === 'scalar'
    if (type === 'flow-seq-start' || type === 'flow-map-start') brackets++
    if (type === 'flow-seq-end' || type === 'flow-map-end') brackets = Math.max(0, brackets - 1)
    if (type === 'seq-item-ind' || type === 'explicit-key-ind') marks++
    if (type === 'space' && marks === 0) marks += lexeme.length
    if (brackets + marks > DEEPEST) return line
    if (type === 'newline') marks = 0
    line += lexeme.split('\n').length - 1
  }
  return undefined
}

/**
 * Reads YAML that holds one mapping, with the core schema: a date stays the text it is. Aliases, unknown tags, double
 * keys and keys that reach the prototype are refused, so that a small text cannot grow or change other objects.
 * @throws {YamlError} also for more than 64 KB or more than 100 levels
 */
export function readYaml(text: string): Record<string, unknown> {
  const size = Buffer.byteLength(text)
  if (size > LARGEST) throw new YamlError(`${Math.ceil(size / 1024)} KB, at most ${LARGEST / 1024} KB is allowed`, 1)
  const deep = tooDeepLine(text)
  if (deep !== undefined) throw new YamlError('Nested too deeply', deep)
  const lineCounter = new LineCounter()
  const lineAt = (offset = 0) => lineCounter.linePos(offset).line || 1
  const document = parseDocument(text, { schema: 'core', stringKeys: true, lineCounter, prettyErrors: false })
  const problem = document.errors[0] ?? document.warnings[0]
  if (problem) throw new YamlError(problem.message, lineAt(problem.pos[0]))
  visit(document, {
    Alias: (_, node) => {
      throw new YamlError('References (*name) are not allowed', lineAt(node.range?.[0]))
    },
    Scalar: (key, node) => {
      if (key !== 'key' || !FORBIDDEN_KEYS.has(String(node.value))) return
      throw new YamlError(`The name "${node.value}" is not allowed`, lineAt(node.range?.[0]))
    },
  })
  const value: unknown = document.toJS({ maxAliasCount: 0 })
  if (value === null || value === undefined) return {}
  if (typeof value !== 'object' || Array.isArray(value))
    throw new YamlError('Expected lines of the form name: value', 1)
  return value as Record<string, unknown>
}
