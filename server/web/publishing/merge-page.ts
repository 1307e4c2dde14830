import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import type { ItemForm } from '../../forms/item-form.ts'
import { wordsOf } from '../../forms/words.ts'
import type { House } from '../../house.ts'
import type { DraftContent } from '../../publishing/draft.ts'
import { assemble, type BodyStretch } from '../../publishing/merge.ts'
import { personalDataIn } from '../../publishing/personal-data.ts'
import type { Saved } from '../../publishing/writing.ts'
import { visitFor } from '../begin-visit.ts'
import { first } from '../first.ts'
import { personName } from '../present.ts'
import { sendPage } from '../render.ts'
import { sendEditor } from './editor-page.ts'
import { formOf } from './posted-draft.ts'
import { draftTitle } from './present-draft.ts'

type Conflict = Extract<Saved, { outcome: 'conflict' }>

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])
/** What a field may hold: lists of groups of lists, and nothing deeper. */
const Value = [1, 2, 3, 4].reduce<z.ZodType>(
  (inner) => z.union([scalar, z.array(inner), z.record(z.string(), inner)]),
  scalar,
)

/** Everything that a merge needs to go on, as it travels through the page: nothing of it is kept until the writer chose. */
const Carried = z.object({
  data: z.record(z.string(), Value),
  fields: z.array(z.object({ field: z.string(), mine: Value.optional(), theirs: Value.optional() })),
  body: z.array(z.union([z.object({ text: z.string() }), z.object({ mine: z.string(), theirs: z.string() })])),
})

const MergeForm = z.object({
  revision: z.coerce.number().int().min(1),
  base: z.coerce.number().int().min(0),
  note: z.string().max(300).default(''),
  merge: z.string().transform((text, context) => {
    const carried = Carried.safeParse(jsonIn(text))
    if (carried.success) return carried.data
    context.addIssue('not a merge')
    return z.NEVER
  }),
})

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Both wrote at the same place: what each made of it side by side, to choose from. What did not collide is put together. */
export async function sendMergePage(
  house: House,
  req: Request<{ id: string }>,
  res: Response,
  { draft, merge }: Conflict,
  base = draft.base,
) {
  const { visit } = req
  const words = wordsOf(formOf(draft, house), visitFor(house, visit, draft.plugin).t)
  const choices = [
    ...merge.fields.map(({ field, mine, theirs }, place) => ({
      name: `field.${place}`,
      heading: words.label(field),
      mine: shown(mine),
      theirs: shown(theirs),
      both: false,
    })),
    ...merge.body.flatMap((stretch, place) =>
      'text' in stretch
        ? []
        : [
            {
              name: `body.${place}`,
              heading: visit.t('merge.line', { line: lineOf(merge.body, place) }),
              ...stretch,
              both: true,
            },
          ],
    ),
  ]
  await sendPage(house, req as Request, res, 'merge', {
    title: visit.t('merge.title', { title: draftTitle(draft, visit) }),
    heading: draftTitle(draft, visit),
    other: base === draft.base ? personName(house, draft.savedBy) : visit.t('merge.live'),
    action: visit.link(`/drafts/${draft.id}/merge`),
    revision: draft.revision,
    base,
    carried: JSON.stringify(merge),
    choices,
    breadcrumbs: [{ label: 'Kenniskompas', url: visit.link('/') }, { label: visit.t('draft.trail') }],
  })
}

const shown = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value, null, 1)

const lineOf = (body: BodyStretch[], place: number): number =>
  body.slice(0, place).flatMap((stretch) => ('text' in stretch ? stretch.text : stretch.mine).split('\n')).length + 1

/** Only what the form of its type asks for: the rest is not the writer's to say. */
const asked = ({ data, body }: DraftContent, { fields }: ItemForm): DraftContent => ({
  data: Object.fromEntries(fields.flatMap(({ name }) => (Object.hasOwn(data, name) ? [[name, data[name]]] : []))),
  body,
})

/** Saves what the writer chose; when somebody saved in between once more, there is a new choice to make. */
export function finishMerge(house: House): RequestHandler<{ id: string }> {
  return async (req, res) => {
    const { visit, params } = req
    const { revision, base, note, merge } = MergeForm.parse(req.body)
    const opened = await house.publishing.get(params.id, visit.reader)
    const content = asked(
      assemble(merge, (name) => first(req.body[name])),
      formOf(opened.draft, house),
    )
    const personalData = personalDataIn(content, note, house.directory)
    if (personalData.length > 0) {
      res.status(422)
      return sendEditor(
        house,
        req,
        res,
        { ...opened, draft: { ...opened.draft, revision, content, note } },
        { personalData },
      )
    }
    const caughtUp = base === opened.live?.version && { base }
    const given = { revision, content, note, ...caughtUp }
    const saved = await house.publishing.save(params.id, given, visit.reader, visit.now)
    if (saved.outcome === 'conflict') {
      res.status(409)
      return sendMergePage(house, req, res, saved)
    }
    res.redirect(303, visit.link(`/drafts/${params.id}?told=merged`))
  }
}
