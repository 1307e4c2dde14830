import { type ClientSession, type Connection, type QueryFilter, Schema } from 'mongoose'
import { attachmentsIn } from '../attachments/names.ts'
import { Conflict } from '../errors.ts'
import type { Store } from '../store/store.ts'
import type { Draft, DraftContent, ListedDraft } from './draft.ts'

type DraftRow = Omit<Draft, 'id'> & {
  _id: string
  /** Ids of the attachments that its text refers to; absent for none. */
  attachments?: string[]
}

/** A draft as it was at one save: what two people who type at once both began from. */
interface RevisionRow extends DraftContent {
  _id: string
  draft: string
  revision: number
  at: Date
  by: string
}

const mixed = { type: Schema.Types.Mixed, required: true }
const plain = { versionKey: false as const, minimize: false }

const draftSchema = new Schema<DraftRow>(
  {
    _id: String,
    plugin: { type: String, required: true },
    type: { type: String, required: true },
    item: { type: String, index: { unique: true, sparse: true } },
    base: { type: Number, required: true },
    revision: { type: Number, required: true },
    state: { type: String, required: true, index: true },
    content: mixed,
    title: String,
    unit: String,
    owner: { type: String, index: true },
    deputy: { type: String, index: true },
    writers: { type: [String], index: true },
    startedBy: { type: String, index: true },
    startedAt: Date,
    savedBy: String,
    savedAt: Date,
    note: String,
    minor: Boolean,
    review: Schema.Types.Mixed,
    remarks: [Schema.Types.Mixed],
    publishOn: String,
    attachments: { type: [String], default: undefined, index: { sparse: true } },
  },
  plain,
)

const revisionSchema = new Schema<RevisionRow>(
  {
    _id: String,
    draft: { type: String, required: true, index: true },
    revision: { type: Number, required: true },
    data: mixed,
    body: { type: String, default: '' },
    at: Date,
    by: String,
  },
  plain,
)

const draftModels = (connection: Connection) => ({
  drafts: connection.model('draft', draftSchema, 'drafts'),
  revisions: connection.model('draftRevision', revisionSchema, 'draftRevisions'),
})

/** Saves that can be gone back to, or be merged with; older ones are forgotten. */
const keptRevisions = 50

/** The driver would keep what is undefined as null. */
function rowOf({ id, ...draft }: Draft): DraftRow {
  const given = Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined))
  const attachments = attachmentsIn(draft.content.body)
  return { _id: id, ...given, ...(attachments.length > 0 && { attachments }) } as DraftRow
}

/** The row of a draft as long as nobody wrote in it, moved it on or said something about it since it was read. */
const asRead = ({ id, revision, state, remarks }: Draft) => ({
  _id: id,
  revision,
  state,
  remarks: { $size: remarks.length },
})

const draftOf = ({ _id, attachments, ...row }: DraftRow): Draft => ({ id: _id, ...row })

export type DraftFilter = QueryFilter<DraftRow>

/** The drafts as they are kept: each with its latest saves. Who may do what with them is not decided here. */
export type DraftRows = ReturnType<typeof openDraftRows>

export function openDraftRows(store: Store) {
  const { drafts, revisions } = draftModels(store.connection)

  const remember = ({ id, revision, content, savedAt, savedBy }: Draft, session: ClientSession) =>
    revisions.insertMany([{ _id: `${id}@${revision}`, draft: id, revision, ...content, at: savedAt, by: savedBy }], {
      session,
    })

  return {
    async get(id: string): Promise<Draft | undefined> {
      const row = await drafts.findById(id).lean<DraftRow>()
      return row ? draftOf(row) : undefined
    },

    async ofItem(item: string): Promise<Draft | undefined> {
      const row = await drafts.findOne({ item }).lean<DraftRow>()
      return row ? draftOf(row) : undefined
    },

    /** Without their texts, the latest saved first. */
    async list(wanted: DraftFilter, limit = 0): Promise<ListedDraft[]> {
      const rows = await drafts
        .find(wanted, { content: 0 })
        .sort({ savedAt: -1, _id: 1 })
        .limit(limit)
        .lean<DraftRow[]>()
      return rows.map(draftOf)
    },

    /** Those of these attachments that a draft refers to. */
    async attachmentsAmong(ids: string[]): Promise<string[]> {
      const named = await drafts.find({ attachments: { $in: ids } }, { attachments: 1 }).lean<DraftRow[]>()
      const used = new Set(named.flatMap(({ attachments = [] }) => attachments))
      return ids.filter((id) => used.has(id))
    },

    async insert(draft: Draft, session: ClientSession): Promise<void> {
      await drafts.insertMany([rowOf(draft)], { session })
      await remember(draft, session)
    },

    /** Replaces a draft that is still as it was read. @throws {Conflict} when somebody was first */
    async replace(draft: Draft, was: Draft, session: ClientSession): Promise<void> {
      const { id } = draft
      const { matchedCount } = await drafts.replaceOne(asRead(was), rowOf(draft), { session })
      if (matchedCount === 0) throw new Conflict(`Draft ${id} was changed by somebody else`)
      if (draft.revision === was.revision) return
      await remember(draft, session)
      await revisions.deleteMany({ draft: id, revision: { $lte: draft.revision - keptRevisions } }, { session })
    },

    /** Takes away a draft that is still as it was read. @throws {Conflict} when somebody was first */
    async remove(was: Draft, session: ClientSession): Promise<void> {
      const { id } = was
      const { deletedCount } = await drafts.deleteOne(asRead(was), { session })
      if (deletedCount === 0) throw new Conflict(`Draft ${id} was changed by somebody else`)
      await revisions.deleteMany({ draft: id }, { session })
    },

    /** The text of an earlier save; undefined when it is forgotten. */
    async revision(id: string, revision: number): Promise<DraftContent | undefined> {
      const row = await revisions.findById(`${id}@${revision}`).lean<RevisionRow>()
      return row ? { data: row.data, body: row.body } : undefined
    },
  }
}
