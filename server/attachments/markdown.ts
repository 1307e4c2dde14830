import { kindOf } from './kinds.ts'
import type { Attachment } from './model.ts'
import { pathFromItem } from './names.ts'

/** The Markdown that shows an attached picture, or links to an attached document and says how large that is. */
export function markdownFor({ id, name, mime, alt, size }: Omit<Attachment, 'sha256'>, language: string): string {
  const path = pathFromItem(id, name)
  const kind = kindOf(mime)
  if (kind?.picture) return `![${plain(alt)}](${path})`
  return `[${plain(alt)} (${kind?.extensions[0].toUpperCase()}, ${sizeText(size, language)})](${path})`
}

/** What would be markup in the words of a link stands for itself. */
const plain = (words: string): string => words.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>&!{}~|]/g, '\\$&')

/** `12 kB`, `1,4 MB`; Dutch and English write the comma differently. */
export function sizeText(bytes: number, language: string): string {
  const [amount, unit] = bytes < 1_000_000 ? [Math.max(1, Math.round(bytes / 1_000)), 'kB'] : [bytes / 1_000_000, 'MB']
  return `${amount.toLocaleString(language, { maximumFractionDigits: 1 })} ${unit}`
}
