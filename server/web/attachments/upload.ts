import { randomBytes } from 'node:crypto'
import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import { accept } from '../../attachments/accept.ts'
import { markdownFor } from '../../attachments/markdown.ts'
import type { Attachment } from '../../attachments/model.ts'
import { measuresIn } from '../../attachments/names.ts'
import { AttachmentRefused } from '../../attachments/refused.ts'
import type { House } from '../../house.ts'
import { DraftId, draftIn } from './draft.ts'
import { receive } from './receive.ts'
import { sendForm, type Typed } from './upload-form.ts'

const UploadForm = z.object({
  alt: z.string().trim().default(''),
  decorative: z.stringbool().catch(false),
  draft: DraftId,
}) satisfies z.ZodType<Typed>

/** The form to upload a file with. */
export function newAttachmentPage(house: House): RequestHandler {
  return (req, res) => sendForm(house, req, res, { alt: '', decorative: false, draft: draftIn(req.query) })
}

/** Keeps a file that was sent: a page follows, or JSON for the editor's script. One that will not do leaves nothing behind. */
export function upload(house: House): RequestHandler {
  return async (req, res) => {
    try {
      await receive(req, res)
      const { draft, ...words } = UploadForm.parse(req.body ?? {})
      const sent = req.file && { name: req.file.originalname, bytes: req.file.buffer }
      const { alt, ...file } = await accept(sent, words)
      const { reader, now } = req.visit
      const about = { id: randomBytes(12).toString('hex'), alt, uploadedBy: reader.id, uploadedAt: now }
      answer(req, res, await house.attachments.add(file, about), draft)
    } catch (error) {
      if (!(error instanceof AttachmentRefused)) throw error
      await refuse(house, req, res, error)
    }
  }
}

const wantsPage = (req: Request): boolean => req.accepts('html', 'json') === 'html'

function answer(req: Request, res: Response, attachment: Attachment, draft: string | undefined): void {
  const { link, language } = req.visit
  const { id, name, alt } = attachment
  if (wantsPage(req)) {
    res.redirect(303, link(`/attachments/${id}${draft ? `?draft=${draft}` : ''}`))
    return
  }
  const url = link(`/attachments/${id}/${name}`)
  res.status(201).location(url)
  res.json({ markdown: markdownFor(attachment, language), url, name, alt, ...measuresIn(url) })
}

async function refuse(house: House, req: Request, res: Response, { reason, values }: AttachmentRefused): Promise<void> {
  const { t } = req.visit
  const field = reason.startsWith('alt') ? 'alt' : 'file'
  const text = t(`attachment.problem.${reason}`, values)
  res.status(reason === 'tooLarge' ? 413 : 422)
  if (wantsPage(req)) return sendForm(house, req, res, UploadForm.parse(req.body ?? {}), { field, text })
  const problem = { title: t('attachment.refused'), detail: text, status: res.statusCode, field, reason }
  res.type('application/problem+json').send(JSON.stringify(problem))
}
