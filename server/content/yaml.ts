import { LineCounter, parseDocument, visit } from 'yaml'

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
 * Reads YAML that holds one mapping, with the core schema: a date stays the text it is. Aliases, unknown tags, double
 * keys and keys that reach the prototype are refused, so that a small text cannot grow or change other objects.
 * @throws {YamlError}
 */
export function readYaml(text: string): Record<string, unknown> {
  const lineCounter = new LineCounter()
  const lineAt = (offset = 0) => lineCounter.linePos(offset).line || 1
  try {
    const document = parseDocument(text, { schema: 'core', stringKeys: true, lineCounter, prettyErrors: false })
    const problem = document.errors[0] ?? document.warnings[0]
    if (problem?.code === 'RESOURCE_EXHAUSTION') throw new RangeError(problem.message)
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
  } catch (error) {
    if (error instanceof RangeError) throw new YamlError('Nested too deeply', 1)
    throw error
  }
}
