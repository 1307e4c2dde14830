import type { RequestHandler } from 'express'
import type { House } from '../../house.ts'
import { searchPath } from '../links.ts'
import { sendPage } from '../render.ts'

/** What can be typed, by how often it is needed; each has an example and what it gives in the message files. */
const parts = {
  ordinary: ['words', 'mistake', 'who'],
  precise: ['exact', 'not', 'must', 'title', 'more'],
  open: ['prefix', 'ending', 'within', 'alike'],
  filter: ['soort', 'afdeling', 'thema', 'without'],
}

/** How to search, with examples that can be tried. */
export function searchHelpPage(house: House): RequestHandler {
  return async (req, res) => {
    const { t, link } = req.visit
    await sendPage(house, req, res, 'search/help', {
      title: t('searchHelp.heading'),
      actions: [{ name: 'print', label: t('item.print'), icon: 'printer' }],
      parts: Object.entries(parts).map(([id, keys]) => ({
        id,
        heading: t(`searchHelp.${id}`),
        examples: keys.map((key) => {
          const example = t(`searchHelp.${key}.example`)
          return { example, url: link(searchPath(example)), what: t(`searchHelp.${key}.what`) }
        }),
      })),
      breadcrumbs: [
        { label: 'Kenniskompas', url: link('/') },
        { label: t('search.heading'), url: link('/search') },
        { label: t('searchHelp.heading') },
      ],
    })
  }
}
