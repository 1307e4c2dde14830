import { z } from 'zod'
import type { Visit } from '../visit.ts'

/** The draft that somebody came from and goes back to; who may open it is looked at there. */
export const DraftId = z
  .string()
  .regex(/^[\w-]{1,60}$/)
  .optional()
  .catch(undefined)

export const draftIn = (query: { draft?: unknown }): string | undefined => DraftId.parse(query.draft)

/** Kenniskompas › the draft › this page */
export const trailTo = ({ t, link }: Visit, draft: string | undefined, label: string) => [
  { label: 'Kenniskompas', url: link('/') },
  ...(draft ? [{ label: t('attachment.draft'), url: link(`/drafts/${draft}`) }] : []),
  { label },
]
