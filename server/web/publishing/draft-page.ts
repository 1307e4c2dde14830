import type { Request, RequestHandler, Response } from 'express'
import type { BodyProblem } from '../../content/library-check.ts'
import type { PersonalDatum } from '../../content/personal-data.ts'
import type { FileProblem } from '../../content/problem.ts'
import { presentFinding } from '../../editor/present.ts'
import { writingSurface } from '../../editor/surface.ts'
import { namesFor } from '../../forms/names.ts'
import { printForm } from '../../forms/print-form.ts'
import { rowsAskedFor } from '../../forms/read-form.ts'
import type { House } from '../../house.ts'
import type { Opened } from '../../publishing/desk.ts'
import type { Draft } from '../../publishing/draft.ts'
import { mayWrite } from '../../publishing/rights.ts'
import { visitFor } from '../begin-visit.ts'
import { unjudgedHtml } from '../links.ts'
import { typeBadge } from '../present.ts'
import { sendPage } from '../render.ts'
import { clockTime, momentText } from '../texts.ts'
import type { Visit } from '../visit.ts'
import { sendMergePage } from './merge-page.ts'
import { formOf, readPostedDraft } from './posted-draft.ts'
import { draftTitle, stateBadge } from './present-draft.ts'

/** What stands on the page besides the draft itself. */
interface Extra {
  problems?: FileProblem[]
  broken?: BodyProblem[]
  personalData?: PersonalDatum[]
  rows?: Record<string, number>
  /** `draft.told.<told>`: what became of the last save. */
  told?: string | undefined
  /** Whether the text is shown as readers will see it. */
  preview?: boolean
}

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

async function sendEditor(house: House, req: DraftRequest, res: Response, { draft, live }: Opened, extra: Extra) {
  const { visit } = req
  const { problems = [], broken = [], personalData = [], rows = {} } = extra
  const form = formOf(draft, house)
  const ownVisit = visitFor(house, visit, draft.plugin)
  const names = await namesFor(house, visit, form.fields, draft.content.data)
  const printed = printForm({ form, data: draft.content.data, names, problems, rows }, ownVisit.t)
  const title = draftTitle(draft, visit)
  await sendPage(house, req as Request, res, 'draft', {
    title: visit.t('draft.heading', { title }),
    heading: title,
    badge: typeBadge(house, visit, draft.type),
    stateBadge: stateBadge(draft, visit),
    form: printed,
    ...aroundTheText(printed.sections, visit),
    draft: { ...draft, url: visit.link(`/drafts/${draft.id}`) },
    liveUrl: live && visit.link(`/${live.id}`),
    compareUrl: live && visit.link(`/drafts/${draft.id}/compare`),
    compareLabel: live && visit.t('draft.compare', { number: live.version }),
    behind: live && live.version !== draft.base,
    savedLine: savedLine(house, draft, visit),
    editor: writingSurface(house, visit, draft, await house.presence.here(draft.id, visit.reader, visit.now)),
    // Without scripts, writers look at their text by sending it; nothing is kept of that.
    previewHtml: extra.preview ? unjudgedHtml(house, visit, draft.plugin, draft.content.body) : '',
    told: extra.told && visit.t(`draft.told.${extra.told}`),
    broken: broken.map((problem) => presentFinding(problem, visit)),
    personalData: personalData.map((found) => ({ kind: found.kind, ...presentFinding(found, visit) })),
    remarks: draft.remarks.length,
    breadcrumbs: [
      { label: 'Kenniskompas', url: visit.link('/') },
      ...(live ? [{ label: live.title, url: visit.link(`/${live.id}`) }] : []),
      { label: visit.t('draft.trail') },
    ],
  })
}

type Sections = ReturnType<typeof printForm>['sections']

/** Title and summary come before the text; what the type asks besides comes after it, with the rest. */
function aroundTheText([what, ...others]: Sections, { t }: Visit) {
  const fields = what?.fields ?? []
  const isOpening = ({ name }: Sections[number]['fields'][number]) => name === 'title' || name === 'summary'
  const own = { id: 'own', heading: t('draft.own'), fields: fields.filter((field) => !isOpening(field)), folded: false }
  return {
    opening: { ...what, fields: fields.filter(isOpening) },
    sections: own.fields.length > 0 ? [own, ...others] : others,
  }
}

/** `Bewaard om 10.42 uur`, with the day when that was not today, and by whom when it was somebody else. */
function savedLine(house: House, { savedAt, savedBy }: Draft, visit: Visit): string {
  const today = savedAt.toDateString() === visit.now.toDateString()
  const when = today ? clockTime(savedAt, visit.language) : momentText(savedAt, visit.language)
  const name = savedBy === visit.reader.id ? undefined : (house.directory.person(savedBy)?.name ?? savedBy)
  return name ? visit.t('draft.savedBy', { when, name }) : visit.t('draft.saved', { when })
}
