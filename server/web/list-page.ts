import type { RequestHandler } from 'express'
import type { House } from '../house.ts'
import type { InstalledPlugin } from '../plugins.ts'
import { facetNames } from '../search/index.ts'
import { followAction } from './notices/follow-action.ts'
import { pagination } from './pagination.ts'
import { hitCard, pagesOf } from './present.ts'
import { sendPage } from './render.ts'
import { readAsked, requestWithin } from './search/asked.ts'
import { facetGroups, SearchQuery, searchAddress } from './search/filters.ts'
import { filtersOn, notesOn } from './search/present-answer.ts'
import type { Visit } from './visit.ts'

const pageSize = 20

/** All items of a plugin, with the facets of search and the same rule for who may see what. */
export function listPage(house: House, plugin: InstalledPlugin): RequestHandler {
  const path = `/${plugin.id}`
  const types = Object.keys(plugin.itemTypes ?? {})
  return async (req, res) => {
    const { visit } = req
    const { t } = visit
    const typed = SearchQuery.parse(req.query)
    const asked = readAsked(house, typed)
    const { input } = asked
    const answer = await house.search.query(requestWithin(types, asked, visit, pageSize))
    const heading = t(`${types[0]}.plural`)
    await sendPage(house, req, res, 'list', {
      title: heading,
      heading,
      intro: t(`${types[0]}.intro`),
      text: typed.q,
      action: visit.link(path),
      answer: { ...notesOn(visit, answer, asked, path), text: input.q },
      picked: facetNames.flatMap((name) => input[name].map((value) => ({ name, value }))),
      actions: [
        ...pagesOf(house, visit, plugin),
        await followAction(house, visit, { kind: 'type', target: types[0] ?? '' }),
        newAction(visit, types),
      ],
      siblings: siblings(house, plugin, req.visit),
      count: answer.total,
      facets: facetGroups(house, visit, answer, input, path, ['type']),
      activeFilters: filtersOn(house, visit, asked, path),
      items: answer.hits.map((hit) => hitCard(house, visit, hit)),
      pagination: pagination(answer.total, pageSize, input.page, (page) =>
        searchAddress(visit, path, { ...input, page }),
      ),
      breadcrumbs: [{ label: 'Kenniskompas', url: visit.link('/') }, { label: heading }],
    })
  }
}

/** To a new item of this plugin; one that has several types lets the reader choose. */
const newAction = ({ t, link }: Visit, types: string[]) => ({
  label: t('write.new'),
  url: link(types.length === 1 ? `/write?type=${types[0]}` : '/write'),
  icon: 'pencil',
})

/** The lists that share a door with this one, as tabs; nothing when it is alone. */
function siblings(house: House, plugin: InstalledPlugin, visit: Visit) {
  const same = house.plugins.filter((one) => one.door === plugin.door && one.itemTypes)
  if (same.length < 2) return []
  return same.map((one) => ({
    label: house.texts.in(visit.language, one.id)(`${Object.keys(one.itemTypes ?? {})[0]}.plural`),
    url: visit.link(`/${one.id}`),
    current: one.id === plugin.id,
  }))
}
