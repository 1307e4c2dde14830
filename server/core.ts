import type { Schema } from 'mongoose'
import { onlyIf } from './access/guard.ts'
import { may, mayInPlugin } from './access/may.ts'
import { belongingTo } from './access/visibility.ts'
import { renderMarkdown } from './content/markdown.ts'
import type { Core, Plugin } from './contract.ts'
import { NotFound } from './errors.ts'
import type { House } from './house.ts'
import { folderOf } from './plugins.ts'
import { addressOf, markdownOptions } from './web/links.ts'
import { personCard } from './web/present.ts'
import { renderView, sendPage } from './web/render.ts'

/** The kernel, narrowed to one plugin: its own items, views and collections; people and words for reading. */
export function coreFor(plugin: Plugin, house: House): Core {
  const viewFile = (view: string) => `${folderOf(plugin)}/views/${view}.ejs`
  return {
    items: {
      get: (slug, reader) => house.items.get(`${plugin.id}/${slug}`, reader),
      all: (reader) => house.items.ofPlugin(plugin.id, reader),
    },

    looksAfter: (item, reader) => may(reader, 'look after item', belongingTo(item)),

    async titleOf(id, reader) {
      return house.items.get(id, reader).then(
        (item) => item.title,
        (error) => {
          if (error instanceof NotFound) return undefined
          throw error
        },
      )
    },

    directory: () => house.directory,
    vocabulary: () => house.reference.vocabulary,
    amounts: () => house.reference.amounts,
    markdown: (source, visit) => renderMarkdown(source, markdownOptions(house, visit, plugin.id)),
    address: (href, visit) => addressOf(href, plugin.id, visit),
    personCard(slug, visit) {
      const person = house.directory.colleague(slug)
      return person && personCard(house, visit, person)
    },

    render: (view, visit, locals) => renderView(visit, viewFile(view), locals),
    page: (req, res, view, locals) => sendPage(house, req, res, viewFile(view), locals),

    guard(action) {
      const permission = plugin.permissions?.[action]
      if (!permission) throw new Error(`"${action}" is not among the permissions of ${plugin.id}`)
      return onlyIf(`${plugin.id} ${action}`, (reader) => mayInPlugin(reader, permission))
    },

    model: <T>(name: string, schema: Schema<T>) =>
      house.store.connection.model<T>(`${plugin.id}_${name}`, schema, `${plugin.id}_${name}`),
    now: house.now,
  }
}
