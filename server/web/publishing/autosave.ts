import type { RequestHandler } from 'express'
import { z } from 'zod'
import type { House } from '../../house.ts'
import { clockTime } from '../texts.ts'
import { readPostedDraft } from './posted-draft.ts'

const Autosave = z.object({ revision: z.number().int().min(0), fields: z.string() })

/** `name=a&name=b` as a form would post it. */
function asPosted(fields: string): Record<string, string[]> {
  const posted = new Map<string, string[]>()
  for (const [name, value] of new URLSearchParams(fields)) {
    const values = posted.get(name)
    if (values) values.push(value)
    else posted.set(name, [value])
  }
  return Object.fromEntries(posted)
}

/**
 * Keeps what is in the editor at this moment: `{ revision, savedAt }`. 409 with the address to save at when somebody else
 * saved in between and both changed the same; 422 for data on persons. Neither keeps anything.
 */
export function autosave(house: House): RequestHandler<{ id: string }> {
  return async (req, res) => {
    const { visit, params } = req
    const { revision, fields } = Autosave.parse(req.body)
    const { draft } = await house.publishing.get(params.id, visit.reader)
    const { body, note, minor, personalData: confirmed, ...others } = asPosted(fields)
    const single = Object.fromEntries(
      Object.entries({ body, note, minor, personalData: confirmed }).flatMap(([name, value]) =>
        value ? [[name, value[0]]] : [],
      ),
    )
    const posted = await readPostedDraft(draft, { ...others, ...single, revision }, house, visit)
    if (posted.personalData.length > 0) {
      const problems = posted.personalData.map(({ kind, line, field }) => ({
        ...(field ? { field } : { line }),
        text: visit.t(`editor.finding.${kind}`),
      }))
      res.status(422).json({ problems })
      return
    }
    const saved = await house.publishing.save(params.id, posted, visit.reader, visit.now)
    if (saved.outcome !== 'saved') {
      res.status(409).json({ url: visit.link(`/drafts/${params.id}`) })
      return
    }
    res.json({ revision: saved.draft.revision, savedAt: clockTime(saved.draft.savedAt, visit.language) })
  }
}

/** Who else has this draft open at the moment. */
export function presence(house: House): RequestHandler<{ id: string }> {
  return async (req, res) => {
    const { visit, params } = req
    const { draft } = await house.publishing.get(params.id, visit.reader)
    const others = await house.presence.here(draft.id, visit.reader, visit.now)
    res.json({ others: others.map((name) => ({ name })) })
  }
}
