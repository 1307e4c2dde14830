import { describe } from '../bson/describe.ts'
import { type Doc, isDoc, truthy } from '../bson/values.ts'
import type { Found } from '../engine/view.ts'
import { badValue, MongoError } from '../errors.ts'
import { type Command, type Context, docOption, listOption, namespaceOf, type Reply } from './context.ts'
import { openPipeline } from './pipeline-source.ts'
import { type Selection, selected, selectionOf } from './selection.ts'
import { VERSION } from './version.ts'
import { accessPlan, winningPlan } from './winning-plan.ts'

const VERBOSITIES = ['queryPlanner', 'executionStats', 'allPlansExecution']

/** What a command would read, and the stage that would do something with it; none for a plain `find`. */
interface Explained {
  selection: Selection
  stage?: 'COUNT' | 'UPDATE' | 'DELETE'
}

const EXPLAINABLE: Record<string, (body: Doc) => Explained> = {
  find: (body) => ({ selection: selectionOf(docOption(body, 'filter'), body, docOption(body, 'let')) }),
  distinct: (body) => ({ selection: selectionOf(docOption(body, 'query'), { hint: body.hint }, {}) }),
  count: (body) => ({ selection: selectionOf(docOption(body, 'query'), body, {}), stage: 'COUNT' }),
  update: (body) => {
    const { q, hint, multi } = onlyStatement(body, 'updates')
    return {
      selection: selectionOf(q, { hint, limit: truthy(multi) ? 0 : 1 }, docOption(body, 'let')),
      stage: 'UPDATE',
    }
  },
  delete: (body) => {
    const { q, hint, limit } = onlyStatement(body, 'deletes')
    return { selection: selectionOf(q, { hint, limit }, docOption(body, 'let')), stage: 'DELETE' }
  },
  findAndModify: (body) => {
    const { query, sort, hint, remove } = body
    const selection = selectionOf(isDoc(query) ? query : {}, { sort, hint, limit: 1 }, docOption(body, 'let'))
    return { selection, stage: truthy(remove) ? 'DELETE' : 'UPDATE' }
  },
}

function onlyStatement(body: Doc, name: 'updates' | 'deletes'): Doc & { q: Doc } {
  const [statement, ...others] = listOption(body, name)
  if (!statement || others.length > 0) throw new MongoError(16, 'explained write batches must be of size 1')
  return { ...statement, q: docOption(statement, 'q') }
}

/** Tell how a command would be done, without doing it. */
export const explain: Command = (context) => {
  const { verbosity = 'allPlansExecution' } = context.body
  if (typeof verbosity !== 'string' || !VERBOSITIES.includes(verbosity)) {
    throw badValue(`Enumeration value '${describe(verbosity)}' for field 'explain.verbosity' is not a valid value.`)
  }
  const body = docOption(context.body, 'explain')
  const inner = { ...context, body }
  const [name = ''] = Object.keys(body)
  if (name === 'aggregate') return explainPipeline(inner, verbosity)
  const explained = Object.hasOwn(EXPLAINABLE, name) ? EXPLAINABLE[name]?.(body) : undefined
  if (explained) return explainSelection(inner, explained, verbosity)
  throw new MongoError(20, `explain is not supported for '${name}' by this server`)
}

function explainSelection(context: Context, { selection, stage }: Explained, verbosity: string): Reply {
  const namespace = namespaceOf(context)
  const found = context.view.find(namespace, selection.query)
  const plan = winningPlan(found, selection)
  const whole = stage ? { stage, inputStage: plan } : plan
  const run = () => selected(found, selection).length
  const returned = (n: number) => (stage ? { nReturned: 0, [OUTCOMES[stage]]: n } : { nReturned: n })
  return { ...planned(namespace, whole, found, verbosity, run, returned), ...about(context.body) }
}

const OUTCOMES = { COUNT: 'nCounted', UPDATE: 'nMatched', DELETE: 'nWouldDelete' }

/** The plan of a pipeline: that of its collection, with the stages that are left after it. */
export function explainPipeline(context: Context, verbosity: string): Reply {
  const { namespace, found, rest, run } = openPipeline(context)
  const returned = (n: number) => ({ nReturned: n })
  const source = planned(namespace, accessPlan(found.access), found, verbosity, () => run().length, returned)
  return { ...(rest.length === 0 ? source : { stages: [{ $cursor: source }, ...rest] }), ...about(context.body) }
}

function planned(
  namespace: string,
  plan: Doc,
  { examined }: Found,
  verbosity: string,
  run: () => number,
  returned: (n: number) => Doc,
): Doc {
  const queryPlanner = { namespace, indexFilterSet: false, winningPlan: plan, rejectedPlans: [] }
  if (verbosity === 'queryPlanner') return { queryPlanner }
  const began = performance.now()
  const outcome = returned(run())
  const executionStats = {
    executionSuccess: true,
    nReturned: outcome.nReturned,
    executionTimeMillis: Math.round(performance.now() - began),
    totalKeysExamined: examined.keys,
    totalDocsExamined: examined.docs,
    executionStages: { ...plan, ...outcome },
    ...(verbosity === 'allPlansExecution' ? { allPlansExecution: [] } : {}),
  }
  return { queryPlanner, executionStats }
}

function about(command: Doc): Doc {
  return { explainVersion: '1', command, serverInfo: { version: VERSION } }
}
