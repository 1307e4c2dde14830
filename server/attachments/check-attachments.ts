import type { Flaw } from '../store/flaw.ts'
import type { Store } from '../store/store.ts'
import { sha256Of } from './bytes.ts'
import { attachmentModel } from './model.ts'

/** Whether the file of every attachment is there, byte for byte. */
export async function* checkAttachments({ connection, files }: Store): AsyncIterable<Flaw> {
  const rows = attachmentModel(connection).find({}).sort({ _id: 1 }).lean().cursor({ batchSize: 50 })
  for await (const { _id: id, name, sha256 } of rows) {
    const bytes = await files.read(id)
    const where = `attachments ${id}`
    if (!bytes) yield { where, what: `the file ${name} is not there` }
    else if (sha256Of(bytes) !== sha256) yield { where, what: `the file ${name} is not the one that was uploaded` }
  }
}
