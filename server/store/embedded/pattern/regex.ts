import { BSONRegExp } from 'bson'
import { badValue, MongoError } from '../errors.ts'
import { translatePattern } from './translate.ts'

/** The longest pattern MongoDB takes, in characters. */
const LONGEST_PATTERN = 32_764

/** A PCRE pattern with MongoDB's flags. */
export interface Pattern {
  pattern: string
  options: string
}

/** Join a `$regex` operand with its `$options`. */
export function regexOf(operand: unknown, options: unknown): Pattern {
  if (options !== undefined && typeof options !== 'string') throw badValue('$options has to be a string')
  if (typeof operand === 'string') return { pattern: operand, options: options ?? '' }
  if (!(operand instanceof BSONRegExp)) throw badValue('$regex has to be a string')
  if (options !== undefined && operand.options !== '') {
    throw new MongoError(51075, 'options set in both $regex and $options')
  }
  return { pattern: operand.pattern, options: options ?? operand.options }
}

/**
 * A test that a text matches, or that a stored regular expression is the same one.
 * @throws MongoError 51091 for a pattern that JavaScript cannot run as PCRE would, 51108 for an unknown flag
 */
export function compileRegex({ pattern, options }: Pattern): (value: unknown) => boolean {
  const compiled = toJavaScript(pattern, options)
  return (value) => {
    if (typeof value === 'string') return compiled.test(value)
    return value instanceof BSONRegExp && value.pattern === pattern && value.options === options
  }
}

/** The JavaScript form of a PCRE pattern. */
export function toJavaScript(pattern: string, options: string): RegExp {
  const unknown = [...options].find((flag) => !'imsxu'.includes(flag))
  if (unknown) throw new MongoError(51108, `invalid flag in regex options: ${unknown}`)
  if (pattern.length > LONGEST_PATTERN) throw badValue('Regular expression is too long')
  if (pattern.includes('\0')) throw badValue('Regular expression cannot contain an embedded null byte')
  const { source, flags } = translatePattern(pattern, options)
  return build(source, `${flags}u`) ?? build(source, flags) ?? invalid(pattern)
}

/** V8 finds some patterns too large only when it first uses them. */
function build(source: string, flags: string): RegExp | undefined {
  try {
    const compiled = new RegExp(source, flags)
    compiled.test('')
    return compiled
  } catch {
    return undefined
  }
}

function invalid(pattern: string): never {
  throw new MongoError(51091, `Regular expression is invalid: ${pattern}`)
}
