import type { Request, Response } from 'express'
import multer, { MulterError } from 'multer'
import { largest } from '../../attachments/kinds.ts'
import { AttachmentRefused } from '../../attachments/refused.ts'
import { Invalid } from '../../errors.ts'

/** One file beside a few short words; it stays in memory until we know that it may be kept. */
const read = multer({
  storage: multer.memoryStorage(),
  limits: { fileSize: largest.document, files: 1, fields: 5, fieldSize: 4_000, fieldNameSize: 50, headerPairs: 20 },
  defParamCharset: 'utf8',
}).single('file')

/**
 * Reads a form with a file: its fields in `req.body`, the file in `req.file`.
 * @throws {AttachmentRefused} when the file is too large or the form breaks off
 * @throws {Invalid} for a form that is not ours
 */
export function receive(req: Request, res: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    read(req, res, (error: unknown) => (error ? reject(refusal(error)) : resolve()))
  })
}

function refusal(error: unknown): Error {
  if (!(error instanceof MulterError)) return new AttachmentRefused('brokenOff')
  if (error.code === 'LIMIT_FILE_SIZE') return new AttachmentRefused('tooLarge', { most: largest.document / 1_000_000 })
  return new Invalid(`A form with a file: ${error.code}`)
}
