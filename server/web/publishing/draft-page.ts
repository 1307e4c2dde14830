import type { Request, RequestHandler, Response } from 'express'
import { rowsAskedFor } from '../../forms/read-form.ts'
import type { House } from '../../house.ts'
import { mayWrite } from '../../publishing/rights.ts'
import { sendEditor } from './editor-page.ts'
import { sendMergePage } from './merge-page.ts'
import { formOf, readPostedDraft } from './posted-draft.ts'

type DraftRequest = Request<{ id: string }>

/** The editor: every field of the type, and the text. With `?check` it says what stands between the draft and publication. */
export function draftPage(house: House): RequestHandler<{ id: string }> {
  return async (req, res) => {
    const opened = await house.publishing.get(req.params.id, req.visit.reader)
    if (!mayWrite(opened.draft, opened.live, req.visit.reader) || opened.draft.state === 'planned') {
      return res.redirect(303, req.visit.link(`/drafts/${opened.draft.id}/review`))
    }
    const judgement = 'check' in req.query ? await house.publishing.judge(opened.draft) : undefined
    const told = [req.query.told].flat().find((one) => one === 'saved' || one === 'merged')
    await sendEditor(house, req, res, opened, { ...judgement, told: told as string | undefined })
  }
}

/** Saves the form and goes on to where the pressed button leads. What cannot be kept comes back with everything that was typed. */
export function saveDraft(house: House): RequestHandler<{ id: string }> {
  return async (req, res) => {
    const { visit, params } = req
    const opened = await house.publishing.get(params.id, visit.reader)
    const posted = await readPostedDraft(opened.draft, req.body, house, visit)
    const { revision, content, note, minor, personalData } = posted
    const typed = { ...opened, draft: { ...opened.draft, revision, content, note, minor } }
    if (req.body.add) {
      const rows = rowsAskedFor(formOf(opened.draft, house).fields, req.body)
      return sendEditor(house, req, res, typed, { rows })
    }
    if (req.body.next === 'preview') return sendEditor(house, req, res, typed, { preview: true })
    if (personalData.length > 0) {
      res.status(422)
      return sendEditor(house, req, res, typed, { personalData })
    }
    const saved = await house.publishing.save(params.id, posted, visit.reader, visit.now)
    if (saved.outcome === 'conflict') {
      res.status(409)
      return sendMergePage(house, req, res, saved)
    }
    if (req.body.next === 'catchUp') return catchUp(house, req, res, opened.live?.version)
    res.redirect(303, visit.link(pageAfterSaving(params.id, req.body.next, saved.outcome)))
  }
}

/** Where a writer goes on who saved by one button or another. */
function pageAfterSaving(id: string, next: unknown, outcome: string): string {
  if (next === 'review') return `/drafts/${id}/review`
  if (next === 'attach') return `/attachments/new?draft=${id}`
  return `/drafts/${id}?told=${outcome}`
}

/** Brings in what was published since the draft began. */
async function catchUp(house: House, req: DraftRequest, res: Response, liveVersion: number | undefined) {
  const { params, visit } = req
  const saved = await house.publishing.catchUp(params.id, visit.reader, visit.now)
  if (saved.outcome === 'conflict') return sendMergePage(house, req, res, saved, liveVersion)
  res.redirect(303, visit.link(`/drafts/${params.id}?told=merged`))
}
