import { type ClientSession, Schema } from 'mongoose'
import { may } from '../access/may.ts'
import type { Reader } from '../access/reader.ts'
import { mayRead, type Readers } from '../access/visibility.ts'
import type { Audit } from '../audit.ts'
import { Forbidden, NotFound } from '../errors.ts'
import type { Store } from '../store/store.ts'
import { forTemplate } from './beginnings.ts'
import type { DraftContent } from './draft.ts'

/** A text that editors keep to begin new items with. */
export interface Template {
  id: string
  plugin: string
  type: string
  name: string
  description: string
  content: DraftContent
  keptBy: string
  keptAt: Date
}

/** The templates that editors made. Those made of an item that not everybody may read are for those who may. */
export interface Templates {
  /** @throws {Forbidden} for who may not keep templates */
  keep(template: Omit<Template, 'keptBy' | 'keptAt'>, reader: Reader, now: Date): Promise<void>
  /** By name. */
  list(reader: Reader): Promise<Template[]>
  /** @throws {NotFound} when there is none, or this reader may not see it */
  get(id: string, reader: Reader): Promise<Template>
  /** @throws {Forbidden} for who may not keep templates */
  remove(id: string, reader: Reader, now: Date): Promise<void>
}

type TemplateRow = Omit<Template, 'id'> & { _id: string }

const schema = new Schema<TemplateRow>(
  {
    _id: String,
    plugin: { type: String, required: true },
    type: { type: String, required: true },
    name: { type: String, required: true },
    description: { type: String, default: '' },
    content: { type: Schema.Types.Mixed, required: true },
    keptBy: { type: String, required: true },
    keptAt: { type: Date, required: true },
  },
  { versionKey: false, minimize: false },
)

export function openTemplates(store: Store, audit: Audit): Templates {
  const rows = store.connection.model<TemplateRow>('template', schema, 'templates')

  async function get(id: string, reader: Reader): Promise<Template> {
    const row = await rows.findById(id).lean()
    if (!row || !maySee(row, reader)) throw new NotFound('template', id)
    return templateOf(row)
  }

  const noted = (action: 'template-kept' | 'template-removed', { id, name }: Named, reader: Reader, at: Date) => {
    const entry = { at, action, by: reader.id, byName: reader.name, about: id, aboutName: name }
    return (session: ClientSession) => audit.note(entry, session)
  }

  return {
    get,

    async keep({ id, content, ...given }, reader, now) {
      mayKeep(reader)
      const row = { ...given, _id: id, content: forTemplate(content), keptBy: reader.id, keptAt: now }
      const note = noted('template-kept', { id, name: given.name }, reader, now)
      await store.transaction(async (session) => {
        await rows.create([row], { session })
        await note(session)
      })
    },

    async list(reader) {
      const all = await rows.find().sort({ name: 1, _id: 1 }).lean()
      return all.filter((row) => maySee(row, reader)).map(templateOf)
    },

    async remove(id, reader, now) {
      mayKeep(reader)
      const note = noted('template-removed', await get(id, reader), reader, now)
      await store.transaction(async (session) => {
        await rows.deleteOne({ _id: id }, { session })
        await note(session)
      })
    },
  }
}

type Named = Pick<Template, 'id' | 'name'>

function mayKeep(reader: Reader): void {
  if (!may(reader, 'keep templates')) throw new Forbidden('keep templates')
}

const maySee = ({ content }: Pick<Template, 'content'>, reader: Reader) =>
  mayRead(readersOf(content.data.visibility), reader)

/** What is no good visibility keeps a template with the editors. */
function readersOf(visibility: unknown = 'everyone'): Readers {
  if (Array.isArray(visibility) && visibility.length > 0) return visibility.map(String)
  return visibility === 'everyone' ? 'everyone' : 'editors'
}

const templateOf = ({ _id: id, ...row }: TemplateRow): Template => ({ id, ...row })
