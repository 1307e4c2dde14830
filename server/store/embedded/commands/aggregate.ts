import { isDoc, truthy } from '../bson/values.ts'
import { failedToParse } from '../errors.ts'
import { type Command, countOption, refuseOptions } from './context.ts'
import { explainPipeline } from './explain.ts'
import { openPipeline } from './pipeline-source.ts'

export const aggregate: Command = (context) => {
  const { body, cursors } = context
  refuseOptions(body, ['collation'])
  if (truthy(body.explain)) return explainPipeline(context, 'queryPlanner')
  if (!isDoc(body.cursor))
    throw failedToParse("The 'cursor' option is required, except for aggregate with the explain argument")
  const { namespace, run } = openPipeline(context)
  return cursors.open(run(), { ...context, namespace, batchSize: countOption(body.cursor, 'batchSize') })
}
