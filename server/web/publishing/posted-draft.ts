import { z } from 'zod'
import { holdsBsn } from '../../content/personal-data.ts'
import { itemForm } from '../../forms/item-form.ts'
import type { Posted } from '../../forms/read-form.ts'
import { takeForm } from '../../forms/take-form.ts'
import type { House } from '../../house.ts'
import type { Draft } from '../../publishing/draft.ts'
import { personalDataIn, type TypedDatum } from '../../publishing/personal-data.ts'
import type { Save } from '../../publishing/writing.ts'
import type { Visit } from '../visit.ts'

const Envelope = z.object({
  revision: z.coerce.number().int().min(0),
  body: z.string().default(''),
  note: z.string().trim().max(300).default(''),
  minor: z.literal('yes').optional(),
  personalData: z.literal('confirmed').optional(),
})

/** What somebody posted from the editor. */
export interface PostedDraft extends Required<Pick<Save, 'revision' | 'content' | 'note' | 'minor'>> {
  /** Data on persons that they did not say are meant to be there. */
  personalData: TypedDatum[]
}

/** Reads the editor's form; a text with data on persons says which. */
export async function readPostedDraft(
  draft: Pick<Draft, 'plugin' | 'type'>,
  posted: Posted,
  house: House,
  visit: Visit,
): Promise<PostedDraft> {
  const { revision, body, note, minor, personalData } = Envelope.parse(posted)
  const data = await takeForm(house, visit, formOf(draft, house), posted)
  const content = { data, body: body.replace(/\r\n?/g, '\n').trimEnd() }
  const found = personalDataIn(content, note, house.directory)
  const confirmed = personalData === 'confirmed' && !holdsBsn(found)
  return { revision, content, note, minor: minor === 'yes', personalData: confirmed ? [] : found }
}

/** The form for a draft's type. */
export function formOf({ plugin, type }: Pick<Draft, 'plugin' | 'type'>, { types }: House) {
  const found = types.of(plugin, type)
  if (!found) throw new Error(`There is no type ${plugin}/${type}`)
  return itemForm(found)
}
