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

/** Read the named arguments of an operator; a name that is not allowed is an error. */
function named(name: string, operand: unknown, required: string[], optional: string[] = []): Map<string, unknown> {
  if (!isDoc(operand)) throw failedToParse(`${name} only supports an object as its argument`)
  const unknown = Object.keys(operand).find((key) => !required.includes(key) && !optional.includes(key))
  if (unknown) throw failedToParse(`Unrecognized argument to ${name}: ${unknown}`)
  const missing = required.find((key) => !Object.hasOwn(operand, key))
  if (missing) throw failedToParse(`Missing '${missing}' parameter to ${name}`)
  return new Map(Object.entries(operand))
}

function cond(operand: unknown, compile: Compile): Expression {
  if (Array.isArray(operand) && operand.length !== 3) {
    throw new MongoError(16020, `Expression $cond takes exactly 3 arguments. ${operand.length} were passed in.`)
  }
  const args = Array.isArray(operand)
    ? operand
    : ['if', 'then', 'else'].map((key) => named('$cond', operand, ['if', 'then', 'else']).get(key))
  const [test, yes, no] = args.map(compile) as [Expression, Expression, Expression]
  return (environment) => (truthy(test(environment)) ? yes(environment) : no(environment))
}

function switchOf(operand: unknown, compile: Compile): Expression {
  const args = named('$switch', operand, ['branches'], ['default'])
  const given = args.get('branches')
  if (!Array.isArray(given) || given.length === 0) throw new MongoError(40068, '$switch requires at least one branch.')
  const branches = given.map((branch) => {
    const parts = named('$switch', branch, ['case', 'then'])
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
  const args = named('$let', operand, ['vars', 'in'])
  const vars = Object.entries((args.get('vars') ?? {}) as Doc).map(([name, value]) => [name, compile(value)] as const)
  const inner = compile(args.get('in'))
  return (environment) => {
    const values = vars.map(([name, value]) => [name, value(environment)])
    return inner(withVariables(environment, Object.fromEntries(values)))
  }
}

function arrayFor(name: string, value: unknown): unknown[] | null {
  if (value === null || value === undefined) return null
  if (Array.isArray(value)) return value
  throw new MongoError(28651, `input to ${name} must be an array`)
}

function map(operand: unknown, compile: Compile): Expression {
  const args = named('$map', operand, ['input', 'in'], ['as'])
  const [input, inner] = [compile(args.get('input')), compile(args.get('in'))]
  const as = String(args.get('as') ?? 'this')
  return (environment) =>
    arrayFor('$map', input(environment))?.map((part) => inner(withVariables(environment, { [as]: part })) ?? null) ??
    null
}

function filter(operand: unknown, compile: Compile): Expression {
  const args = named('$filter', operand, ['input', 'cond'], ['as', 'limit'])
  const [input, test] = [compile(args.get('input')), compile(args.get('cond'))]
  const limit = args.has('limit') ? compile(args.get('limit')) : () => undefined
  const as = String(args.get('as') ?? 'this')
  return (environment) => {
    const kept = arrayFor('$filter', input(environment))?.filter((part) =>
      truthy(test(withVariables(environment, { [as]: part }))),
    )
    const most = limit(environment)
    return (most === undefined || most === null ? kept : kept?.slice(0, Number(most))) ?? null
  }
}

function reduce(operand: unknown, compile: Compile): Expression {
  const args = named('$reduce', operand, ['input', 'initialValue', 'in'])
  const [input, initial, inner] = ['input', 'initialValue', 'in'].map((key) => compile(args.get(key))) as [
    Expression,
    Expression,
    Expression,
  ]
  return (environment) => {
    const array = arrayFor('$reduce', input(environment))
    if (!array) return null
    const step = (value: unknown, part: unknown) => inner(withVariables(environment, { value, this: part }))
    return array.reduce(step, initial(environment))
  }
}

function getField(operand: unknown, compile: Compile): Expression {
  const args =
    isDoc(operand) && Object.hasOwn(operand, 'field')
      ? named('$getField', operand, ['field'], ['input'])
      : new Map([['field', operand]])
  const name = compile(args.get('field'))
  const input: Expression = args.has('input') ? compile(args.get('input')) : ({ root }) => root
  return (environment) => {
    const source = input(environment)
    return isDoc(source) ? field(source, String(name(environment))) : undefined
  }
}
