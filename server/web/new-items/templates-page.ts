import { randomUUID } from 'node:crypto'
import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import { text } from '../../content/fields.ts'
import { type FileProblem, problemsWith } from '../../content/problem.ts'
import { dayOf } from '../../days.ts'
import { Invalid } from '../../errors.ts'
import { formFields } from '../../forms/field.ts'
import type { ItemForm } from '../../forms/item-form.ts'
import { printForm } from '../../forms/print-form.ts'
import { type Data, readForm } from '../../forms/read-form.ts'
import type { House } from '../../house.ts'
import type { Draft } from '../../publishing/draft.ts'
import { typeBadge } from '../present.ts'
import { sendPage } from '../render.ts'
import type { Visit } from '../visit.ts'

/** The templates that editors keep, to begin with or to take away. */
export function templatesPage(house: House): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const templates = await house.templates.list(visit.reader)
    await sendPage(house, req, res, 'templates', {
      title: visit.t('templates.heading'),
      templates: templates.map(({ id, plugin, type, name, description, keptBy, keptAt }) => ({
        id,
        plugin,
        type,
        name,
        description,
        badge: typeBadge(house, visit, type),
        by: house.directory.person(keptBy)?.name ?? visit.t('templates.somebody'),
        on: dayOf(keptAt),
        removeUrl: visit.link(`/templates/${id}/remove`),
      })),
      breadcrumbs: trail(visit, visit.t('templates.heading')),
    })
  }
}

const Template = z.object({ name: text(80), description: text(200).optional() })
const fields = formFields(Template)
const form: ItemForm = { plugin: '', type: 'template', fields, sections: [{ id: 'what', fields }] }

/** Which text becomes a template: that of a live item or of a draft, by its id. */
const Source = z
  .object({ item: z.string().max(170).optional(), draft: z.string().max(80).optional() })
  .refine(({ item, draft }) => item !== undefined || draft !== undefined)
type Source = z.infer<typeof Source>

/** Asks what a template will be called. */
export function newTemplatePage(house: House): RequestHandler {
  return async (req, res) => askName(house, req, res, Source.parse(req.query), {}, [])
}

export function keepTemplate(house: House): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const source = Source.parse(req.body)
    const data = readForm(fields, req.body)
    const problems = problemsWith(Template, data)
    if (problems.length > 0) {
      res.status(422)
      return askName(house, req, res, source, data, problems)
    }
    const { plugin, type, content } = await textOf(house, visit, source)
    const { name, description = '' } = Template.parse(data)
    await house.templates.keep({ id: randomUUID(), plugin, type, name, description, content }, visit.reader, visit.now)
    res.redirect(303, visit.link('/templates'))
  }
}

async function askName(
  house: House,
  req: Request,
  res: Response,
  source: Source,
  data: Data,
  problems: FileProblem[],
): Promise<void> {
  const { visit } = req
  const { type, title } = await textOf(house, visit, source)
  const names = { person: [], unit: [], theme: [], audience: [], amount: [], item: [] }
  const { sections, summary } = printForm({ form, data, names, problems }, visit.t)
  await sendPage(house, req, res, 'template-new', {
    title: visit.t('templates.new'),
    badge: typeBadge(house, visit, type),
    of: title,
    source,
    fields: sections.flatMap((section) => section.fields),
    summary,
    breadcrumbs: trail(visit, visit.t('templates.new'), {
      label: visit.t('templates.heading'),
      url: visit.link('/templates'),
    }),
  })
}

/** @throws {NotFound} when there is none that this reader may see */
async function textOf(
  { items, publishing }: House,
  { reader }: Visit,
  source: Source,
): Promise<Pick<Draft, 'plugin' | 'type' | 'content' | 'title'>> {
  if (source.draft) return (await publishing.get(source.draft, reader)).draft
  if (!source.item) throw new Invalid('A template is made of an item or a draft')
  const item = await items.get(source.item, reader)
  return { ...item, content: await publishing.contentOf(item.id, item.version) }
}

export function removeTemplate(house: House): RequestHandler<{ id: string }> {
  return async ({ params, visit }, res) => {
    await house.templates.remove(params.id, visit.reader, visit.now)
    res.redirect(303, visit.link('/templates'))
  }
}

const trail = ({ link, t }: Visit, here: string, ...between: Array<{ label: string; url: string }>) => [
  { label: 'Kenniskompas', url: link('/') },
  { label: t('write.heading'), url: link('/write') },
  ...between,
  { label: here },
]
