import type { RequestHandler } from 'express'
import { kindOf } from '../../attachments/kinds.ts'
import { NotFound } from '../../errors.ts'
import type { House } from '../../house.ts'

/**
 * An attached file as it is kept. Pictures are shown, documents are only ever saved: none of them can run anything here.
 * A browser keeps it, but asks each time whether this reader may still have it.
 */
export function serveAttachment(house: House): RequestHandler<{ id: string; name: string }> {
  return async (req, res) => {
    const { id, name } = req.params
    const attachment = await house.attachments.get(id, req.visit.reader)
    if (attachment.name !== name) throw new NotFound('attachment', `${id}/${name}`)
    res.set({
      'Cache-Control': 'private, no-cache',
      'Content-Disposition': `${kindOf(attachment.mime)?.picture ? 'inline' : 'attachment'}; filename="${name}"`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Content-Type': attachment.mime,
      ETag: `"${attachment.sha256}"`,
    })
    if (req.fresh) return void res.status(304).end()
    res.send(await house.attachments.bytes(attachment))
  }
}
