import type { RequestHandler } from 'express'
import { markdownFor, sizeText } from '../../attachments/markdown.ts'
import { measuresIn } from '../../attachments/names.ts'
import { dayOf } from '../../days.ts'
import type { House } from '../../house.ts'
import { personName } from '../present.ts'
import { sendPage } from '../render.ts'
import { longDate } from '../texts.ts'
import { draftIn, trailTo } from './draft.ts'

/** An attachment, with the Markdown by which a text shows it: where one gets to after uploading without JavaScript. */
export function attachmentPage(house: House): RequestHandler<{ id: string }> {
  return async (req, res) => {
    const { visit, params, query } = req
    const { t, link, language } = visit
    const attachment = await house.attachments.get(params.id, visit.reader)
    const { id, name, alt, size, uploadedAt, uploadedBy } = attachment
    const url = link(`/attachments/${id}/${name}`)
    const draft = draftIn(query)
    await sendPage(house, req, res, 'attachment', {
      title: t('attachment.heading', { name }),
      name,
      alt,
      url,
      measures: measuresIn(url),
      size: sizeText(size, language),
      uploaded: t('attachment.uploaded', {
        date: longDate(dayOf(uploadedAt), language),
        name: personName(house, uploadedBy),
      }),
      markdown: markdownFor(attachment, language),
      draftUrl: draft && link(`/drafts/${draft}`),
      anotherUrl: link(`/attachments/new${draft ? `?draft=${draft}` : ''}`),
      breadcrumbs: trailTo(visit, draft, t('attachment.heading', { name })),
    })
  }
}
