import type { Request, Response } from 'express'
import type { FileProblem } from '../../content/problem.ts'
import { presentFinding } from '../../editor/present.ts'
import { writingSurface } from '../../editor/surface.ts'
import { namesFor } from '../../forms/names.ts'
import { printForm } from '../../forms/print-form.ts'
import { schemaPath, type Words, wordsOf } from '../../forms/words.ts'
import type { House } from '../../house.ts'
import type { Opened } from '../../publishing/desk.ts'
import type { Draft } from '../../publishing/draft.ts'
import type { Judgement } from '../../publishing/judge.ts'
import type { TypedDatum } from '../../publishing/personal-data.ts'
import { visitFor } from '../begin-visit.ts'
import { unjudgedHtml } from '../links.ts'
import { personName, typeBadge } from '../present.ts'
import { sendPage } from '../render.ts'
import { clockTime, momentText } from '../texts.ts'
import type { Visit } from '../visit.ts'
import { formOf } from './posted-draft.ts'
import { draftTitle, stateBadge } from './present-draft.ts'

/** What stands on the page besides the draft itself. */
interface Extra {
  problems?: FileProblem[]
  broken?: Judgement['broken']
  personalData?: TypedDatum[]
  rows?: Record<string, number>
  /** `draft.told.<told>`: what became of the last save. */
  told?: string | undefined
  /** Whether the text is shown as readers will see it. */
  preview?: boolean
}

/** Answers with the editor: every field of the type, and the text. */
export async function sendEditor(
  house: House,
  req: Request<{ id: string }>,
  res: Response,
  { draft, live }: Opened,
  extra: Extra,
) {
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
    personalData: personalData.map((found) => presentTyped(found, wordsOf(form, ownVisit.t), visit)),
    breadcrumbs: [
      { label: 'Kenniskompas', url: visit.link('/') },
      ...(live ? [{ label: live.title, url: visit.link(`/${live.id}`) }] : []),
      { label: visit.t('draft.trail') },
    ],
  })
}

/** Data on a person as the editor tells of it, with the way to where it stands. */
function presentTyped(found: TypedDatum, words: Words, visit: Visit) {
  const { field, kind } = found
  const { label, text } = presentFinding(found, visit)
  if (!field) return { kind, text, label, url: '#body' }
  if (field === 'note') return { kind, text, label: visit.t('draft.note'), url: '#note' }
  return { kind, text, label: words.label(schemaPath(field)), url: `#field-${field.replaceAll('.', '-')}` }
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
  const name = savedBy === visit.reader.id ? undefined : personName(house, savedBy)
  return name ? visit.t('draft.savedBy', { when, name }) : visit.t('draft.saved', { when })
}
