import type { Reader } from '../access/reader.ts'
import { mayReadItem } from '../access/visibility.ts'
import { withFields } from '../content/edit-front-matter.ts'
import { FrontMatterError } from '../content/front-matter.ts'
import type { ListedItem } from '../content/item.ts'
import { BadItemFile, type ParsedFile, parseItemFile } from '../content/item-file.ts'
import type { ItemTypes } from '../content/item-types.ts'
import { mayPublish } from '../publishing/rights.ts'
import type { Bulk, Line } from './bulk-rows.ts'
import { type Change, effectOn, type PassedOver } from './change.ts'

/** An item as it is now. */
export interface Present {
  item: ListedItem | undefined
  /** Whether somebody has a draft of it. */
  drafted: boolean
}

/** A line with what became of it, and the file that is published for it; none when it is passed over. */
export interface Settled {
  line: Line
  file?: ParsedFile
}

/** Why this reader cannot change an item now; undefined when they can. `version` is the one they looked at. */
export function obstacleTo({ item, drafted }: Present, version: number, reader: Reader): PassedOver | undefined {
  if (!item || !mayReadItem(item, reader) || !mayPublish(item, item, reader)) return 'not-yours'
  if (item.state === 'archived') return 'archived'
  if (item.version !== version) return 'newer'
  return drafted ? 'draft' : undefined
}

/** Changes one item of a bulk. @param text the file of its present version */
export function settleChange(
  line: Line,
  present: Present,
  text: string,
  { change, reader, types }: { change: Change; reader: Reader; types: ItemTypes },
): Settled {
  const passed = (why: PassedOver): Settled => ({ line: { ...line, outcome: 'passed', why } })
  const obstacle = obstacleTo(present, line.from, reader)
  if (obstacle || !present.item) return passed(obstacle ?? 'not-yours')
  const effect = effectOn(present.item, change)
  if (typeof effect === 'string') return passed(effect)
  const file = readable(present.item, () => withFields(text, effect), types)
  return file ? { line: { ...line, outcome: 'changed' }, file } : passed('flawed')
}

/** Sets one item of a bulk back. @param text the file of the version that was there before */
export function settleUndo(
  line: Line,
  present: Present,
  text: string,
  { reader, types }: { reader: Reader; types: ItemTypes },
): Settled {
  const kept = (why: PassedOver): Settled => ({ line: { ...line, outcome: 'kept', why } })
  const obstacle = obstacleTo(present, line.from + 1, reader)
  if (obstacle || !present.item) return kept(obstacle ?? 'not-yours')
  const file = readable(present.item, () => text, types)
  return file ? { line: { ...line, outcome: 'undone' }, file } : kept('flawed')
}

/** The file with this text; undefined when it breaks a rule that came after it was written. */
function readable({ plugin, slug }: ListedItem, write: () => string, types: ItemTypes): ParsedFile | undefined {
  try {
    const text = write()
    return { plugin, slug, text, content: parseItemFile({ plugin, slug, text }, types) }
  } catch (error) {
    if (error instanceof BadItemFile || error instanceof FrontMatterError) return undefined
    throw error
  }
}

/** The lines that are to be done next, `most` of them at most. */
export const nextLines = ({ state, lines }: Bulk, most: number): Line[] => {
  const wanted = state === 'changing' ? 'waiting' : 'changed'
  return state === 'changed' || state === 'undone'
    ? []
    : lines.filter(({ outcome }) => outcome === wanted).slice(0, most)
}
