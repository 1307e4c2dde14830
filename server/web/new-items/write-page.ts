import { randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'
import { z } from 'zod'
import { may } from '../../access/may.ts'
import { NotFound } from '../../errors.ts'
import type { House } from '../../house.ts'
import type { InstalledPlugin } from '../../plugins.ts'
import { type Beginning, fromTemplate, newContent } from '../../publishing/beginnings.ts'
import type { DraftContent } from '../../publishing/draft.ts'
import type { Template } from '../../publishing/templates.ts'
import { visitFor } from '../begin-visit.ts'
import { sendPage } from '../render.ts'
import type { Visit } from '../visit.ts'
import { exampleText } from './example.ts'

/** Of what is asked for there may be a title already: of a question that nobody found an answer to. */
const title = z.string().max(120).optional().catch(undefined)
const Wanted = z.object({ type: z.string().max(80).optional().catch(undefined), title })

/** Where a new item begins: choose what it is, and what to begin with. */
export function writePage(house: House): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const { type, title } = Wanted.parse(req.query)
    const templates = await house.templates.list(visit.reader)
    const types = typesOf(house).filter((one) => !type || one.type === type)
    if (types.length === 0) throw new NotFound('type', type ?? '')
    await sendPage(house, req, res, 'write', {
      title: visit.t('write.heading'),
      newTitle: title ?? '',
      types: types.map((one) => typeCard(house, visit, one, templates)),
      moreUrl: type ? visit.link('/write') : null,
      actions: may(visit.reader, 'keep templates')
        ? [{ label: visit.t('templates.heading'), url: visit.link('/templates'), icon: 'template' }]
        : [],
      breadcrumbs: [{ label: 'Kenniskompas', url: visit.link('/') }, { label: visit.t('write.heading') }],
    })
  }
}

interface TypeOfPlugin {
  plugin: InstalledPlugin
  type: string
}

const typesOf = ({ plugins }: House): TypeOfPlugin[] =>
  plugins.flatMap((plugin) => Object.keys(plugin.itemTypes ?? {}).map((type) => ({ plugin, type })))

function typeCard(house: House, visit: Visit, { plugin, type }: TypeOfPlugin, templates: Template[]) {
  const { t } = visitFor(house, visit, plugin.id)
  const own = templates.filter((template) => template.plugin === plugin.id && template.type === type)
  return {
    plugin: plugin.id,
    type,
    icon: plugin.icon,
    name: t(`${type}.name`),
    intro: t(`${type}.intro`),
    templates: own.map(({ id, name, description }) => ({ id, name, description })),
  }
}

const Choice = z.object({
  plugin: z.string(),
  type: z.string(),
  /** `example`, `nothing`, or the id of a template. */
  from: z.string().max(80).default('example'),
  title,
})

/** Begins the draft and opens it. */
export function beginWriting(house: House): RequestHandler {
  return async ({ body, visit }, res) => {
    const { plugin: id, type, from, title } = Choice.parse(body)
    const chosen = typesOf(house).find((one) => one.plugin.id === id && one.type === type)
    if (!chosen) throw new NotFound('type', `${id}/${type}`)
    const content = await contentFrom(house, visit, chosen, { from, title })
    const draft = await house.publishing.begin({ plugin: id, type, content }, randomUUID(), visit.reader, visit.now)
    res.redirect(303, visit.link(`/drafts/${draft.id}`))
  }
}

async function contentFrom(
  house: House,
  visit: Visit,
  { plugin, type }: TypeOfPlugin,
  { from, title }: Pick<z.infer<typeof Choice>, 'from' | 'title'>,
): Promise<DraftContent> {
  const beginning = { ...beginningOf(house, visit), title }
  if (from === 'nothing') return newContent('', beginning)
  if (from === 'example') return newContent(await exampleText(plugin, type, visit.language), beginning)
  const template = await house.templates.get(from, visit.reader)
  if (template.plugin !== plugin.id || template.type !== type) throw new NotFound('template', from)
  return fromTemplate(template.content, beginning)
}

/** Who begins an item, and on which day. */
export const beginningOf = ({ directory }: House, { reader, today }: Visit): Beginning => ({ reader, directory, today })
