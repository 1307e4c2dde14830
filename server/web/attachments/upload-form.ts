import type { Request, Response } from 'express'
import { accepted, kindNames, largest } from '../../attachments/kinds.ts'
import type { House } from '../../house.ts'
import { sendPage } from '../render.ts'
import type { Visit } from '../visit.ts'
import { trailTo } from './draft.ts'

/** What somebody typed beside the file. */
export interface Typed {
  alt: string
  decorative: boolean
  /** The draft that the file is for. */
  draft?: string | undefined
}

/** What is wrong, and at which field. */
export interface UploadProblem {
  field: 'file' | 'alt'
  text: string
}

/** Answers with the form to upload a file: empty, or with what was typed and what is wrong with it. */
export async function sendForm(house: House, req: Request, res: Response, typed: Typed, problem?: UploadProblem) {
  const { visit } = req
  const { t, link } = visit
  const megabytes = { picture: largest.picture / 1_000_000, document: largest.document / 1_000_000 }
  await sendPage(house, req, res, 'attachment-new', {
    title: t('attachment.new'),
    typed,
    accepted,
    file: printed(visit, 'file', t('attachment.kinds', { kinds: kindNames, ...megabytes }), problem),
    alt: { ...printed(visit, 'alt', t('attachment.altHelp'), problem), value: typed.alt },
    again: problem !== undefined,
    summary: problem && {
      heading: t('form.errors', { count: 1 }),
      entries: [{ text: problem.text, url: `#attachment-${problem.field}` }],
    },
    draftUrl: typed.draft && link(`/drafts/${typed.draft}`),
    breadcrumbs: trailTo(visit, typed.draft, t('attachment.new')),
  })
}

/** A field as views/partials/form prints it. */
function printed({ t }: Visit, name: 'file' | 'alt', help: string, problem: UploadProblem | undefined) {
  const id = `attachment-${name}`
  const error = problem?.field === name ? problem.text : undefined
  return {
    id,
    name,
    label: t(`attachment.${name}`),
    help,
    error,
    required: name === 'file',
    describedBy: [`${id}-help`, ...(error ? [`${id}-error`] : [])].join(' '),
  }
}
