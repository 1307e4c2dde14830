// Watches the main thread of the product: how long its event loop is held up, and by what.

import { readFileSync } from 'node:fs'
import { Session } from 'node:inspector'
import { PerformanceObserver, performance } from 'node:perf_hooks'

const everyMs = 1
const sampleEveryUs = 500
/** A turn of the event loop that takes longer is looked into. */
const longMs = 10
/** So many of the longest are told of. */
const told = 8

/** Starts watching, and gives a function that stops it and tells; all in ms, delays with the 1 ms of the timer itself. */
export function watchStalls() {
  const turns = []
  const collections = []
  const observer = new PerformanceObserver((list) => collections.push(...list.getEntries()))
  observer.observe({ entryTypes: ['gc'] })
  const session = new Session()
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.setSamplingInterval', { interval: sampleEveryUs })
  session.post('Profiler.start')
  let last = { at: performance.now(), ...scheduled() }
  const timer = setInterval(() => {
    const now = { at: performance.now(), ...scheduled() }
    const [ran, waited] = [now.ran - last.ran, now.waited - last.waited]
    turns.push({ from: last.at, to: now.at, ran, held: now.at - last.at - ran - waited })
    last = now
  }, everyMs)
  return async () => {
    clearInterval(timer)
    const { profile } = await new Promise((resolve) => session.post('Profiler.stop', (_, stopped) => resolve(stopped)))
    session.disconnect()
    observer.disconnect()
    const delays = turns.map(({ from, to }) => to - from).sort((a, b) => a - b)
    const longest = (of) => turns.reduce((most, turn) => Math.max(most, turn[of]), 0)
    const share = (part) => delays[Math.floor((delays.length - 1) * part)]
    const long = turns.filter(({ ran }) => ran > longMs).sort((a, b) => b.ran - a.ran)
    return {
      p50: share(0.5),
      p99: share(0.99),
      max: share(1),
      ran: longest('ran'),
      held: longest('held'),
      long: long.length,
      stalls: long.slice(0, told).map((turn) => ({ ran: turn.ran, by: heldUpBy(turn, profile, collections) })),
    }
  }
}

/** How long this thread has had a processor so far, and how long it stood in line for one, which is the machine's doing; in ms. */
function scheduled() {
  const [ran, waited] = readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ', 2)
  return { ran: Number(ran) / 1e6, waited: Number(waited) / 1e6 }
}

/** What took most of a turn, as `garbage 6 ms, web/render.js renderView 4 ms`. */
function heldUpBy({ from, to }, profile, collections) {
  const garbage = collections.filter(({ startTime }) => startTime >= from && startTime <= to)
  const taken = new Map([['garbage', garbage.reduce((sum, { duration }) => sum + duration, 0)]])
  for (const [name, ms] of samplesWithin(from, to, profile)) taken.set(name, (taken.get(name) ?? 0) + ms)
  const most = [...taken].filter(([, ms]) => ms >= 1).sort(([, a], [, b]) => b - a)
  return most
    .slice(0, 3)
    .map(([name, ms]) => `${name} ${Math.round(ms)} ms`)
    .join(', ')
}

function* samplesWithin(from, to, { nodes, samples, timeDeltas, startTime }) {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, byId.get(id)])))
  // The profile counts from the start of the machine, as the clock of the process does.
  const offset = Number(process.hrtime.bigint()) / 1e6 - performance.now()
  let at = startTime / 1000 - offset
  for (const [i, id] of samples.entries()) {
    at += timeDeltas[i] / 1000
    const name = at >= from && at <= to && nameOf(byId.get(id), parents)
    if (name) yield [name, (timeDeltas[i + 1] ?? 0) / 1000]
  }
}

/** The innermost function of the product that was running, or the library or part of Node that ran without one. */
function nameOf(innermost, parents) {
  if (innermost.callFrame.functionName === '(garbage collector)') return undefined
  for (let node = innermost; node; node = parents.get(node.id)) {
    const { url, functionName } = node.callFrame
    const [, file] = /\/dist\/(?:server|plugins)\/(.+)$/.exec(url) ?? []
    if (file) return `${file} ${functionName || 'function'}`
  }
  const { url, functionName } = innermost.callFrame
  return /node_modules\/(?!.*node_modules)((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? functionName
}
