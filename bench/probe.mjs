// Loaded before the product, into its main thread and its workers: tells the benchmark what only the process itself knows.

import { setTimeout as wait } from 'node:timers/promises'
import { getHeapStatistics } from 'node:v8'
import { BroadcastChannel, isMainThread } from 'node:worker_threads'
import { watchStalls } from './stalls.mjs'

const answerWithin = 3000
const channel = new BroadcastChannel('memory of a thread')
channel.unref()

function heap() {
  globalThis.gc?.()
  const { used_heap_size, external_memory } = getHeapStatistics()
  return used_heap_size + external_memory
}

if (isMainThread) answerParent()
else answerMainThread()

function answerMainThread() {
  const [, , folder] = process.argv[1].match(/((\w+)\/)worker\.js$/) ?? []
  channel.onmessage = ({ data }) => data === 'heap?' && channel.postMessage({ thread: folder, heap: heap() })
}

function answerParent() {
  let stopWatching
  const answers = {
    async memory() {
      const threads = [{ thread: 'main', heap: heap() }]
      channel.onmessage = ({ data }) => data.thread && threads.push(data)
      channel.postMessage('heap?')
      await wait(answerWithin)
      return { rss: process.memoryUsage.rss(), threads }
    },
    watchLoop() {
      stopWatching = watchStalls()
    },
    loopDelay: () => stopWatching(),
  }
  process.on('message', async (question) => process.send({ question, answer: await answers[question]() }))
}
