import { randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'
import { z } from 'zod'
import { Conflict } from '../../errors.ts'
import type { House } from '../../house.ts'
import type { InstalledPlugin } from '../../plugins.ts'
import { sendVersion } from './version-page.ts'

const RestoreForm = z.object({ why: z.string().trim().max(500).catch('') })
const VersionNumber = z.coerce.number().int().min(1).catch(0)

/** Brings an old version back as a draft, which goes the way of every draft. */
export function restore(house: House, plugin: InstalledPlugin): RequestHandler<{ slug: string; number: string }> {
  return async (req, res) => {
    const { visit, params } = req
    const { why } = RestoreForm.parse(req.body)
    if (!why) {
      res.status(422)
      return sendVersion(house, plugin, req, res, { why, problem: visit.t('restore.whyMissing') })
    }
    const id = `${plugin.id}/${params.slug}`
    try {
      const number = VersionNumber.parse(params.number)
      const draft = await house.publishing.beginFrom(id, randomUUID(), visit.reader, visit.now, number, why)
      res.redirect(303, visit.link(`/drafts/${draft.id}`))
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      res.status(409)
      await sendVersion(house, plugin, req, res, { why, problem: visit.t('restore.busy') })
    }
  }
}
