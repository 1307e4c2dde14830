import type { RequestHandler } from 'express'
import { exportForReader } from '../../content/export-for-reader.ts'
import { dayOf } from '../../days.ts'
import type { House } from '../../house.ts'
import { ExportChoice, itemsChosen } from './export-choice.ts'
import { sendZip } from './send-zip.ts'

/** Sends what was chosen as a zip; who took what along is noted before the first byte leaves. */
export function download(house: House): RequestHandler {
  return async (req, res) => {
    const { reader, now } = req.visit
    const choice = ExportChoice.parse(req.body)
    const items = await itemsChosen(house, choice, reader)
    const chosen = Object.entries(choice).flatMap(([name, value]) => (value ? `${name}=${value}` : []))
    await house.audit.note({
      at: now,
      action: 'exported',
      by: reader.id,
      byName: reader.name,
      about: 'export',
      aboutName: `${items.length} items`,
      note: chosen.join(' '),
    })
    res.attachment(`kenniskompas-${dayOf(now)}.zip`)
    await sendZip(exportForReader(items, { allVersions: Boolean(choice.versions) }, reader, house), now, res)
  }
}
