import { createHash } from 'node:crypto'
import type { Edit, ItemFile } from './items.ts'
import type { Item, ItemVersion } from './item.ts'
import type { ItemContent } from './item-file.ts'
import { plainText } from './markdown.ts'
import type { ItemRow } from './model.ts'

export const idOf = (file: Pick<ItemFile, 'plugin' | 'slug'>) => `${file.plugin}/${file.slug}`

/** Tells whether a file is the one that was imported before. */
export const fileHash = (text: string) => createHash('sha256').update(text).digest('base64url')

export function rowOf(file: ItemFile, content: ItemContent, version: number, edit: Omit<Edit, 'note'>) {
  return {
    _id: idOf(file),
    plugin: file.plugin,
    slug: file.slug,
    ...content,
    plain: plainText(content.body),
    version,
    changedAt: edit.at,
    changedBy: edit.by,
    imported: { hash: fileHash(file.text), version },
  }
}

export const versionRowOf = (item: string, version: Omit<ItemVersion, 'item'>) => ({
  _id: `${item}@${version.version}`,
  item,
  ...version,
})

export function itemOf({ _id, imported, plain, ...row }: ItemRow): Item {
  return { id: _id, ...row } as unknown as Item
}
