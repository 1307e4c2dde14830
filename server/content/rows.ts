import { createHash } from 'node:crypto'
import { readableFrontMatter } from './front-matter.ts'
import { CommonFields, type Edit, type Item, type ItemVersion, type ListedItem } from './item.ts'
import type { ItemFile, ParsedFile } from './item-file.ts'
import type { ItemRow, VersionRow } from './model.ts'

export const idOf = (file: Pick<ItemFile, 'plugin' | 'slug'>) => `${file.plugin}/${file.slug}`

/** Tells whether a file is the one that was imported before. */
export const fileHash = (text: string) => createHash('sha256').update(text).digest('base64url')

export function rowOf(file: ParsedFile, version: number, edit: Omit<Edit, 'note'>): ItemRow {
  return {
    _id: idOf(file),
    plugin: file.plugin,
    slug: file.slug,
    ...file.content,
    version,
    changedAt: edit.at,
    changedBy: edit.by,
    imported: { hash: fileHash(file.text), version },
  }
}

export const versionRowOf = (item: string, version: Omit<ItemVersion, 'item'>): VersionRow => ({
  _id: `${item}@${version.version}`,
  item,
  ...version,
})

/** Who might read a version when it was the present one; editors only when its front matter cannot be read any more. */
export function visibilityOf(text: string): Item['visibility'] {
  const frontMatter = readableFrontMatter(text)
  const parsed = CommonFields.shape.visibility.safeParse(frontMatter?.data.visibility)
  return frontMatter && parsed.success ? parsed.data : 'editors'
}

export function itemOf({ _id, imported, plain, ...row }: ItemRow): Item {
  return { id: _id, ...row }
}

type ListedRow = Omit<ItemRow, 'body' | 'plain'> & { plain?: string }

/** An item from a row that was read without its body. */
export function listedItemOf({ _id, imported, plain, ...row }: ListedRow): ListedItem {
  return { id: _id, ...row }
}
