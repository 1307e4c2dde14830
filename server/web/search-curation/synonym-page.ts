import type { RequestHandler, Response } from 'express'
import { z } from 'zod'
import { Conflict, NotFound } from '../../errors.ts'
import type { House } from '../../house.ts'
import type { Kept } from '../../search-curation/list-text.ts'
import type { SynonymGroup } from '../../search-curation/lists.ts'
import {
  type GroupProblem,
  groupWith,
  problemsWithGroup,
  readGroup,
  together,
} from '../../search-curation/synonym-group.ts'
import { first } from '../first.ts'
import { sendPage } from '../render.ts'
import { fresh, type Keyed, keep, orGiveBack, whole } from './entry-form.ts'
import { printed, summaryOf } from './form-field.ts'
import { curationPath, frame } from './frame.ts'
import { previewOf } from './preview.ts'

const Body = z.object({
  words: whole,
  step: z.preprocess(first, z.enum(['preview', 'together', 'save', 'remove']).catch('preview')),
  /** Keys of groups that this one takes in. */
  also: z.preprocess((value) => [value ?? []].flat(), z.array(z.string().max(40)).max(30).catch([])),
})

interface Shown {
  key: string
  words: string
  also: string[]
  problems: GroupProblem[]
  preview?: Awaited<ReturnType<typeof previewOf>>
  isChanged?: boolean
}

/** The form of one group, or of a new one; a word that is in a group leads to that group. */
export function synonymPage(house: House): RequestHandler<{ key: string }> {
  return async (req, res) => {
    const { key } = req.params
    const word = z.preprocess(first, z.string().max(80).catch('')).parse(req.query.word)
    const groups = await house.curation.entries('synonyms')
    const taken = key === fresh && groupWith(word, groups)
    if (taken) return res.redirect(303, req.visit.link(`${curationPath}/synonyms/${taken.key}`))
    const group = groups.find((one) => one.key === key)
    if (!group && key !== fresh) throw new NotFound('group of synonyms', key)
    await send(house, req, res, { key, words: group?.entry.join('\n') ?? word, also: [], problems: [] })
  }
}

/** Shows what a change would do, or makes it. */
export function changeSynonym(house: House): RequestHandler<{ key: string }> {
  return async (req, res) => {
    const body = Body.parse(req.body)
    await orGiveBack(
      res,
      () => takeStep(house, req, res, body),
      () => send(house, req, res, { key: fresh, words: body.words, also: [], problems: [], isChanged: true }),
    )
  }
}

async function takeStep(house: House, req: Keyed, res: Response, { words: typed, step, also }: z.infer<typeof Body>) {
  const { key } = req.params
  const instead = key === fresh ? [] : [key]
  if (step === 'remove') return keep(house, req, res, { list: 'synonyms', instead })
  const all = await house.curation.entries('synonyms')
  if (key !== fresh && !all.some((one) => one.key === key))
    throw new Conflict('This group was changed by somebody else')
  const others = all.filter((one) => one.key !== key && !also.includes(one.key))
  const words = readGroup(typed)
  const problems = problemsWithGroup(words, others)
  if (step === 'together') return putTogether(house, req, res, { key, words, also, problems })
  if (problems.length > 0) {
    res.status(422)
    return send(house, req, res, { key, words: typed, also, problems })
  }
  const change = { list: 'synonyms', entry: words, instead: [...instead, ...also] } as const
  if (step === 'save') return keep(house, req, res, change)
  await send(house, req, res, {
    key,
    words: typed,
    also,
    problems,
    preview: await previewOf(house, req.visit, change, words),
  })
}

/** Brings the groups that already have one of the words into this one, to be looked at and saved. */
async function putTogether(
  house: House,
  req: Keyed,
  res: Response,
  { key, words, also, problems }: Omit<Shown, 'words'> & { words: string[] },
): Promise<void> {
  const groups = groupsIn(problems)
  const all = together(words, groups)
  const taken = [...also, ...groups.map((group) => group.key)]
  const change = { list: 'synonyms', entry: all, instead: [...(key === fresh ? [] : [key]), ...taken] } as const
  const preview = await previewOf(house, req.visit, change, all)
  await send(house, req, res, { key, words: all.join('\n'), also: taken, problems: [], preview })
}

const groupsIn = (problems: GroupProblem[]): Array<Kept<SynonymGroup>> => [
  ...new Map(
    problems.flatMap((one) => (one.code === 'elsewhere' ? [[one.group.key, one.group] as const] : [])),
  ).values(),
]

async function send(house: House, req: Keyed, res: Response, shown: Shown): Promise<void> {
  const { visit } = req
  const { t, link } = visit
  const isNew = shown.key === fresh
  const error = shown.problems.map((problem) => problemText(problem, visit.t)).join(' ')
  const field = printed({
    id: 'group-words',
    name: 'words',
    label: t('curation.words'),
    help: t('curation.wordsHelp'),
    value: shown.words,
    ...(error && { error }),
  })
  await sendPage(house, req, res, 'search-curation/synonym', {
    ...frame(visit, 'synonyms', t(isNew ? 'curation.newGroup' : 'curation.oneGroup')),
    field,
    summary: summaryOf([field], t),
    isNew,
    isChanged: shown.isChanged ?? false,
    also: shown.also,
    elsewhere: groupsIn(shown.problems).map(({ entry }) => entry.join(', ')),
    preview: shown.preview,
    action: link(`${curationPath}/synonyms/${shown.key}`),
    backUrl: link(`${curationPath}/synonyms`),
  })
}

function problemText(problem: GroupProblem, t: Keyed['visit']['t']): string {
  const word = 'word' in problem ? problem.word : ''
  return t(`curation.problem.${problem.code}`, { word })
}
