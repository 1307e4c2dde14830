import { parentPort } from 'node:worker_threads'
import { buildEngine, type Engine } from './engine.ts'
import type { Numbered, Reply } from './messages.ts'
import type { SearchDocument } from './types.ts'

/** The search thread: holds documents and index, and answers one question at a time. */
let documents: SearchDocument[] = []
let engine: Engine | undefined

function answer(question: Numbered): unknown {
  switch (question.kind) {
    case 'documents':
      documents.push(...question.documents)
      return undefined
    case 'build':
      engine = buildEngine(documents, question.synonyms)
      documents = []
      return engine.size
    case 'query':
      return built().query(question.request)
    case 'suggest':
      return built().suggest(question.text, question.reader, question.limit, question.withheld)
  }
}

function built(): Engine {
  if (!engine) throw new Error('The search index has not been built')
  return engine
}

parentPort?.on('message', (question: Numbered) => {
  let reply: Reply
  try {
    reply = { number: question.number, value: answer(question) }
  } catch (error) {
    reply = { number: question.number, error: error instanceof Error ? error.message : String(error) }
  }
  parentPort?.postMessage(reply)
})
