import { createHash } from 'node:crypto'
import { attachmentsIn } from '../attachments/names.ts'
import { readableFrontMatter } from './front-matter.ts'
import { CommonFields, type Edit, type Item, type ItemVersion, type ListedItem } from './item.ts'
import type { ItemFile, ParsedFile } from './item-file.ts'
import type { ItemRow, VersionRow } from './model.ts'

export const idOf = (file: Pick<ItemFile, 'plugin' | 'slug'>) => `${file.plugin}/${file.slug}`

/** Tells whether a file is the one that was imported before. */
export const fileHash = (text: string) => createHash('sha256').update(text).digest('base64url')

/** What an item keeps when it gets a new version. */
export type Former = Pick<ItemRow, 'version' | 'readVersion' | 'imported' | 'state'>

/** The row of an item's next version; a new version is always published. */
export function nextRow(file: ParsedFile, edit: Edit, former?: Former): ItemRow {
  const version = (former?.version ?? 0) + 1
  const row = rowOf(file, version, edit)
  return {
    ...row,
    ...(edit.minor && former && { readVersion: former.readVersion }),
    ...(former?.imported && { imported: former.imported }),
  }
}

/** The row that follows from the file of a version. */
export function rowOf(file: ParsedFile, version: number, edit: Pick<Edit, 'at' | 'by'>): ItemRow {
  return {
    _id: idOf(file),
    plugin: file.plugin,
    slug: file.slug,
    ...file.content,
    state: 'published',
    version,
    readVersion: version,
    changedAt: edit.at,
    changedBy: edit.by,
    ...attachmentsOf(file),
  }
}

/** Marks a row as what the import last saw. */
export const asImported = (row: ItemRow, file: ItemFile): ItemRow => ({
  ...row,
  imported: { hash: fileHash(file.text), version: row.version },
})

export const versionRowOf = (item: string, version: Omit<ItemVersion, 'item'>): VersionRow => ({
  _id: `${item}@${version.version}`,
  item,
  ...version,
  ...attachmentsOf(version),
})

function attachmentsOf({ text }: { text: string }): Pick<ItemRow, 'attachments'> {
  const attachments = attachmentsIn(text)
  return attachments.length > 0 ? { attachments } : {}
}

/** Who might read a version when it was the present one; editors only when its front matter cannot be read any more. */
export function visibilityOf(text: string): Item['visibility'] {
  const frontMatter = readableFrontMatter(text)
  const parsed = CommonFields.shape.visibility.safeParse(frontMatter?.data.visibility)
  return frontMatter && parsed.success ? parsed.data : 'editors'
}

export function itemOf({ _id, imported, plain, attachments, ...row }: ItemRow): Item {
  return { id: _id, ...row }
}

type ListedRow = Omit<ItemRow, 'body' | 'plain'> & { plain?: string }

/** An item from a row that was read without its body. */
export function listedItemOf({ _id, imported, plain, attachments, ...row }: ListedRow): ListedItem {
  return { id: _id, ...row }
}
