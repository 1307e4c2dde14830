import { type Connection, Schema } from 'mongoose'
import type { BrokenPlace } from './broken-places.ts'

/** What was found in one version of a published item. */
interface CheckRow {
  _id: string
  version: number
  unit: string
  owner: string
  deputy?: string | undefined
  /** What it names, there or not: when one of these changes, it is looked at again. */
  names: string[]
  /** Absent when all is well. */
  isBroken?: boolean
  broken?: BrokenPlace[]
  /** The latest change when it was looked at. */
  change: number
}

const checkSchema = new Schema<CheckRow>(
  {
    _id: String,
    version: { type: Number, required: true },
    unit: String,
    owner: String,
    deputy: String,
    names: { type: [String], index: true },
    isBroken: Boolean,
    broken: { type: [Schema.Types.Mixed], default: undefined },
    change: { type: Number, required: true },
  } as never,
  { versionKey: false },
)
checkSchema.index({ isBroken: 1, _id: 1 }, { partialFilterExpression: { isBroken: true } })

/** How far the log of changes was followed. */
interface MarkRow {
  _id: string
  change: number
}

const markSchema = new Schema<MarkRow>({ _id: String, change: { type: Number, required: true } }, { versionKey: false })

/** The collections `linkChecks` (one row for each published item) and `linkCheckMarks`. */
export const linkCheckModels = (connection: Connection) => ({
  checks: connection.model('linkCheck', checkSchema, 'linkChecks'),
  marks: connection.model('linkCheckMark', markSchema, 'linkCheckMarks'),
})
