import { ObjectId } from 'bson'
import { type Doc, isDoc } from './values.ts'

/** A value as MongoDB's shell writes it in messages, cut to a readable length. */
export function describe(value: unknown): string {
  const text = shell(value)
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}

function shell(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'string') return JSON.stringify(value)
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`
  if (value instanceof Date) return `new Date(${value.getTime()})`
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${value.slice(0, 20).map(shell).join(', ')} ]`
  if (isDoc(value)) return describeFields(value)
  return String(value)
}

function describeFields(document: Doc): string {
  const parts = Object.entries(document).slice(0, 20)
  return parts.length === 0 ? '{}' : `{ ${parts.map(([name, value]) => `${name}: ${shell(value)}`).join(', ')} }`
}
