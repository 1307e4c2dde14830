import { BSONRegExp } from 'bson'
import { type Doc, isDoc, startsWithOperator, truthy } from '../bson/values.ts'
import { MongoError } from '../errors.ts'

const COMPARISONS = new Set(['$eq', '$gt', '$gte', '$lt', '$lte', '$in', '$type'])

/**
 * Check the filter of a partial index, which every write has to evaluate.
 * Source: MongoDB manual, "Partial Indexes".
 * @throws MongoError 67 for anything but equality, comparison, `$in`, `$type`, `$exists: true`, `$and` and `$or`
 */
export function checkPartialFilter(filter: Doc): void {
  for (const [name, condition] of Object.entries(filter)) {
    if (name === '$and' || name === '$or') {
      if (Array.isArray(condition)) condition.filter(isDoc).forEach(checkPartialFilter)
    } else if (name.startsWith('$')) throw unsupported(name)
    else checkCondition(condition)
  }
}

function checkCondition(condition: unknown): void {
  const operators = startsWithOperator(condition) ? Object.entries(condition) : [['$eq', condition] as const]
  for (const [name, operand] of operators) {
    const allowed = COMPARISONS.has(name) || (name === '$exists' && truthy(operand))
    const values = Array.isArray(operand) ? operand : [operand]
    if (!allowed) throw unsupported(name)
    if (values.some((value) => value instanceof BSONRegExp)) throw unsupported('$regex')
  }
}

function unsupported(operator: string): MongoError {
  return new MongoError(67, `unsupported expression in partial index: ${operator}`)
}
