import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { type Db, GridFSBucket, ObjectId } from 'mongodb'
import type { Files } from './files.ts'

const bucketName = 'attachments'

/** Whether a collection holds files, and not documents of ours. */
export const isOfFiles = (collection: string): boolean => collection.startsWith(`${bucketName}.`)

/** A file as GridFS keeps it: the driver types ids as ObjectId, though any value may be one. */
interface GridFile {
  _id: string
  uploadDate: Date
}

/** Files in MongoDB, cut in pieces by GridFS, so that every process and `mongodump` has them. */
export function filesInGrid(database: Db): Files {
  const bucket = new GridFSBucket(database, { bucketName, writeConcern: { w: 'majority', journal: true } })
  const files = database.collection<GridFile>(`${bucketName}.files`)
  const chunks = database.collection<{ _id: ObjectId; files_id: string }>(`${bucketName}.chunks`)
  const remove = async (id: string) => {
    await files.deleteOne({ _id: id })
    await chunks.deleteMany({ files_id: id })
  }
  return {
    async save(id, bytes) {
      // An upload that broke off left pieces without a file.
      await remove(id)
      await pipeline(Readable.from([bytes]), bucket.openUploadStreamWithId(id as never, id))
    },
    async read(id) {
      if (!(await files.findOne({ _id: id }))) return undefined
      return buffer(bucket.openDownloadStream(id as never))
    },
    remove,
    async tidy(before) {
      const begun = await chunks.distinct('files_id', {
        _id: { $lt: ObjectId.createFromTime(before.getTime() / 1000) },
      })
      const finished = new Set((await files.find({ _id: { $in: begun } }).toArray()).map(({ _id }) => _id))
      await chunks.deleteMany({ files_id: { $in: begun.filter((id) => !finished.has(id)) } })
    },
    async list() {
      const found = await files.find({}, { projection: { uploadDate: 1 } }).toArray()
      return found.map(({ _id, uploadDate }) => ({ id: _id, savedAt: uploadDate }))
    },
  }
}
