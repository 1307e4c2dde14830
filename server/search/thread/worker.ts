import { setImmediate as nextTurn } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { Engine } from '../engine/engine.ts'
import type { SearchDocument } from '../engine/types.ts'
import { readKept, writeKept } from './kept-file.ts'
import { makerOf } from './maker.ts'
import type { Numbered, Question, Reply, SearchSource, SourceModule, Task } from './messages.ts'

type Change = Extract<Question, { kind: 'build' | 'restore' | 'keep' | 'edit' | 'learn' }>

/** The search thread: holds documents and index. Changes go one after the other, questions are answered in between. */
const { index } = workerData as Task
const engine = new Engine(index)
let changing: Promise<unknown> = Promise.resolve()

async function change(one: Change): Promise<unknown> {
  switch (one.kind) {
    case 'learn':
      engine.learn(one.lessons)
      return undefined
    case 'build':
      engine.edit({ put: await read(one.source), gone: [] })
      for (const _ of engine.compact());
      return engine.size
    case 'restore': {
      const { kept, stretches } = await readKept(one.file, makerOf(index))
      engine.load(stretches)
      return { kept, size: engine.size }
    }
    case 'keep':
      return writeKept(one.file, one.kept, makerOf(index), engine.dump())
    case 'edit':
      engine.edit(one.edit)
      if (engine.isCluttered) for (const _ of engine.compact()) await nextTurn()
      return engine.size
  }
}

async function read({ module, from }: SearchSource): Promise<SearchDocument[]> {
  const source: SourceModule = await import(module)
  const documents: SearchDocument[] = []
  for await (const document of source.documents(from)) documents.push(document)
  return documents
}

function answer(question: Numbered): unknown {
  if (question.kind === 'query') return engine.query(question.request)
  if (question.kind === 'explain') return engine.explain(question.request, question.id)
  if (question.kind === 'try-out') return engine.tryOut(question.lessons, question.requests)
  if (question.kind === 'suggest') return engine.suggest(question.request)
  const changed = changing.then(() => change(question))
  changing = changed.catch(() => undefined)
  return changed
}

parentPort?.on('message', async (question: Numbered) => {
  let reply: Reply
  try {
    reply = { number: question.number, value: await answer(question) }
  } catch (error) {
    reply = { number: question.number, error: error instanceof Error ? error.message : String(error) }
  }
  parentPort?.postMessage(reply)
})
