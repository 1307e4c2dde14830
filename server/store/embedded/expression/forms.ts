import { wholeNumber } from '../bson/numbers.ts'
import { type Doc, field, isDoc, truthy } from '../bson/values.ts'
import { failedToParse, MongoError } from '../errors.ts'
import type { Compile, Environment, Expression } from './types.ts'

/** An operator that decides itself which of its parts are evaluated, and with which variables. */
type Form = (operand: unknown, compile: Compile) => Expression

/** Operators that do not simply evaluate all their arguments: conditions, variables and loops. */
export const FORMS: Map<string, Form> = new Map([
  ['$literal', literal],
  ['$const', literal],
  ['$and', every],
  ['$or', some],
  ['$ifNull', ifNull],
  ['$cond', cond],
  ['$switch', switchOf],
  ['$let', letIn],
  ['$map', map],
  ['$filter', filter],
  ['$reduce', reduce],
  ['$getField', getField],
])

function literal(operand: unknown): Expression {
  return () => operand
}

function list(operand: unknown, compile: Compile): Expression[] {
  return (Array.isArray(operand) ? operand : [operand]).map(compile)
}

function every(operand: unknown, compile: Compile): Expression {
  const parts = list(operand, compile)
  return (environment) => parts.every((part) => truthy(part(environment)))
}

function some(operand: unknown, compile: Compile): Expression {
  const parts = list(operand, compile)
  return (environment) => parts.some((part) => truthy(part(environment)))
}

function ifNull(operand: unknown, compile: Compile): Expression {
  const parts = list(operand, compile)
  if (parts.length < 2) throw new MongoError(1257300, '$ifNull needs at least two arguments')
  return (environment) => {
    let value: unknown
    for (const part of parts) {
      value = part(environment)
      if (value !== null && value !== undefined) return value
    }
    return value
  }
}

/** MongoDB's codes for wrong arguments of an operator: no object, an unknown name, and each name that must be there. */
interface ArgumentCodes {
  object: number
  unknown: number
  required: Record<string, number>
  optional?: string[]
}

/** Read the named arguments of an operator; a name that is not allowed is an error. */
function named(name: string, operand: unknown, codes: ArgumentCodes): Map<string, unknown> {
  if (!isDoc(operand)) throw new MongoError(codes.object, `${name} only supports an object as its argument`)
  const known = [...Object.keys(codes.required), ...(codes.optional ?? [])]
  const unknown = Object.keys(operand).find((key) => !known.includes(key))
  if (unknown) throw new MongoError(codes.unknown, `Unrecognized parameter to ${name}: ${unknown}`)
  for (const [key, code] of Object.entries(codes.required)) {
    if (!Object.hasOwn(operand, key)) throw new MongoError(code, `Missing '${key}' parameter to ${name}`)
  }
  return new Map(Object.entries(operand))
}

// biome-ignore lint/suspicious/noThenProperty: the name is MongoDB's
const COND = { object: 9, unknown: 17083, required: { if: 17080, then: 17081, else: 17082 } }
const SWITCH = { object: 40060, unknown: 40067, required: { branches: 40068 }, optional: ['default'] }
// biome-ignore lint/suspicious/noThenProperty: the name is MongoDB's
const BRANCH = { object: 40062, unknown: 40063, required: { case: 40064, then: 40065 } }
const LET = { object: 16874, unknown: 16875, required: { vars: 16876, in: 16877 } }
const MAP = { object: 16878, unknown: 16879, required: { input: 16880, in: 16882 }, optional: ['as'] }
const FILTER = { object: 28646, unknown: 28647, required: { input: 28648, cond: 28650 }, optional: ['as', 'limit'] }
const REDUCE = { object: 40075, unknown: 40076, required: { input: 40077, initialValue: 40078, in: 40079 } }
const GET_FIELD = { object: 9, unknown: 3041701, required: { field: 3041702 }, optional: ['input'] }

function cond(operand: unknown, compile: Compile): Expression {
  if (Array.isArray(operand) && operand.length !== 3) {
    throw new MongoError(16020, `Expression $cond takes exactly 3 arguments. ${operand.length} were passed in.`)
  }
  const args = Array.isArray(operand) ? operand : conditional(operand)
  const [test, yes, no] = args.map(compile) as [Expression, Expression, Expression]
  return (environment) => (truthy(test(environment)) ? yes(environment) : no(environment))
}

function conditional(operand: unknown): unknown[] {
  const args = named('$cond', operand, COND)
  return ['if', 'then', 'else'].map((key) => args.get(key))
}

function switchOf(operand: unknown, compile: Compile): Expression {
  const args = named('$switch', operand, SWITCH)
  const given = args.get('branches')
  if (!Array.isArray(given)) throw new MongoError(40061, "$switch expected an array for 'branches'")
  if (given.length === 0) throw new MongoError(40068, '$switch requires at least one branch.')
  const branches = given.map((branch) => {
    const parts = named('$switch', branch, BRANCH)
    return [compile(parts.get('case')), compile(parts.get('then'))] as const
  })
  const otherwise = args.has('default') ? compile(args.get('default')) : undefined
  return (environment) => {
    const found = branches.find(([test]) => truthy(test(environment)))
    if (found) return found[1](environment)
    if (otherwise) return otherwise(environment)
    throw new MongoError(40066, '$switch could not find a matching branch for an input, and no default was specified.')
  }
}

function withVariables(environment: Environment, variables: Doc): Environment {
  return { root: environment.root, variables: { ...environment.variables, ...variables } }
}

function letIn(operand: unknown, compile: Compile): Expression {
  const args = named('$let', operand, LET)
  const vars = Object.entries((args.get('vars') ?? {}) as Doc).map(([name, value]) => [name, compile(value)] as const)
  const inner = compile(args.get('in'))
  return (environment) => {
    const values = vars.map(([name, value]) => [name, value(environment)])
    return inner(withVariables(environment, Object.fromEntries(values)))
  }
}

function arrayFor(name: string, value: unknown, code: number): unknown[] | null {
  if (value === null || value === undefined) return null
  if (Array.isArray(value)) return value
  throw new MongoError(code, `input to ${name} must be an array`)
}

/** The name that a loop gives the element it is at. */
function elementName(name: string, args: Map<string, unknown>): string {
  const as = args.get('as') ?? 'this'
  if (typeof as === 'string' && as !== '') return as
  throw failedToParse(`'as' of ${name} must be the name of a variable`)
}

function map(operand: unknown, compile: Compile): Expression {
  const args = named('$map', operand, MAP)
  const [input, inner] = [compile(args.get('input')), compile(args.get('in'))]
  const as = elementName('$map', args)
  return (environment) =>
    arrayFor('$map', input(environment), 16883)?.map(
      (part) => inner(withVariables(environment, { [as]: part })) ?? null,
    ) ?? null
}

function filter(operand: unknown, compile: Compile): Expression {
  const args = named('$filter', operand, FILTER)
  const [input, test] = [compile(args.get('input')), compile(args.get('cond'))]
  const limit = args.has('limit') ? compile(args.get('limit')) : () => undefined
  const as = elementName('$filter', args)
  return (environment) => {
    const kept = arrayFor('$filter', input(environment), 28651)?.filter((part) =>
      truthy(test(withVariables(environment, { [as]: part }))),
    )
    return kept?.slice(0, mostKept(limit(environment))) ?? null
  }
}

/** How many elements `$filter` keeps at the most; without a limit all of them. */
function mostKept(limit: unknown): number | undefined {
  if (limit === undefined || limit === null) return undefined
  const most = wholeNumber(limit)
  if (most === undefined) throw new MongoError(327391, '$filter: limit must be represented as a 32-bit integral value')
  if (most < 1) throw new MongoError(327392, `$filter: limit must be greater than 0, not ${most}`)
  return most
}

function reduce(operand: unknown, compile: Compile): Expression {
  const args = named('$reduce', operand, REDUCE)
  const [input, initial, inner] = ['input', 'initialValue', 'in'].map((key) => compile(args.get(key))) as [
    Expression,
    Expression,
    Expression,
  ]
  return (environment) => {
    const array = arrayFor('$reduce', input(environment), 40080)
    if (!array) return null
    const step = (value: unknown, part: unknown) => inner(withVariables(environment, { value, this: part }))
    return array.reduce(step, initial(environment))
  }
}

function getField(operand: unknown, compile: Compile): Expression {
  const args =
    isDoc(operand) && Object.hasOwn(operand, 'field')
      ? named('$getField', operand, GET_FIELD)
      : new Map([['field', operand]])
  const name = compile(args.get('field'))
  const input: Expression = args.has('input') ? compile(args.get('input')) : ({ root }) => root
  return (environment) => {
    const source = input(environment)
    const wanted = name(environment)
    if (typeof wanted !== 'string') throw new MongoError(3041704, "$getField requires 'field' to evaluate to a string")
    return isDoc(source) ? field(source, wanted) : undefined
  }
}
