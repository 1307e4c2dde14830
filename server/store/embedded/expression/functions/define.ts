/** A function of an expression with the number of arguments it takes; undefined is a missing value. */
export interface ExpressionFunction {
  least: number
  most: number
  apply(values: unknown[]): unknown
}

export type FunctionEntry = [string, ExpressionFunction]

/** A function of exactly `count` arguments. */
export function exactly(count: number, name: string, apply: (...values: unknown[]) => unknown): FunctionEntry {
  return between(count, count, name, apply)
}

export function between(
  least: number,
  most: number,
  name: string,
  apply: (...values: unknown[]) => unknown,
): FunctionEntry {
  return [name, { least, most, apply: (values) => apply(...values) }]
}

/** A function of any number of arguments. */
export function variadic(name: string, apply: (values: unknown[]) => unknown): FunctionEntry {
  return [name, { least: 0, most: Number.POSITIVE_INFINITY, apply }]
}

export function isNullish(value: unknown): value is null | undefined {
  return value === null || value === undefined
}
