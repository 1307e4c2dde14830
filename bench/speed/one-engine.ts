/** Measures one engine in a process of its own: `node … one-engine.ts NAME SIZE`; its parent gets the figures as a message. */
import { lawDocuments } from '../law-documents.ts'
import type { Peer, PeerDocument, Saved } from '../peers/peer.ts'
import { timed, timeOf } from '../support.ts'
import { engines } from './engines.ts'
import type { Measured } from './measured.ts'
import { keystrokesOf, type Question, questionsFrom } from './questions.ts'

const QUESTIONS = 150
const UPDATES = 40

const [name = '', size = ''] = process.argv.slice(2)
process.send?.(await measure((engines[name] as () => Peer)(), documentsOf(Number(size))))

function documentsOf(size: number): PeerDocument[] {
  return lawDocuments(size).map(({ id, title, body }) => ({ id, title, body }))
}

async function measure(peer: Peer, documents: PeerDocument[]): Promise<Measured> {
  const questions = questionsFrom(documents, QUESTIONS)
  const before = heap()
  const { ms: build } = await timed(() => peer.build(documents))
  const measured: Measured = { build, heap: heap() - before, questions: {} }
  for (const [kind, asked] of Object.entries(questions)) {
    const times = timesOf(peer, asked)
    if (times) measured.questions[kind] = times
  }
  if (peer.suggest)
    measured.questions.keystroke = keystrokesOf(questions['two terms']).map((text) =>
      timeOf(() => peer.suggest?.(text)),
    )
  if (peer.update) measured.update = await updates(peer, documents)
  if (peer.save && peer.load) Object.assign(measured, await kept(peer))
  return measured
}

/** Twice each, because the first time is spent on compiling. */
function timesOf(peer: Peer, asked: Question[]): number[] | undefined {
  if (asked.some(({ text, way }) => peer.search?.(text, way) === undefined)) return undefined
  return asked.map(({ text, way }) => timeOf(() => peer.search?.(text, way)))
}

/** Each with a question after it, since some engines leave the work to that. */
async function updates(peer: Peer, documents: PeerDocument[]): Promise<number[]> {
  const all: number[] = []
  for (let i = 0; i < UPDATES; i++) {
    const [one, other] = [documents[i * 7] as PeerDocument, documents[i * 11 + 3] as PeerDocument]
    const change = async () => {
      await peer.update?.({ ...one, body: `${other.body} wijziging` })
      peer.search?.('wijziging', 'exact')
    }
    all.push((await timed(change)).ms)
  }
  return all
}

async function kept(peer: Peer): Promise<Pick<Measured, 'saved' | 'load'>> {
  const saved = (await peer.save?.()) as Saved
  const { ms: load } = await timed(() => peer.load?.(saved))
  const bytes = typeof saved === 'string' ? saved.length : saved.reduce((sum, { length }) => sum + length, 0)
  return { saved: bytes, load }
}

/** Bytes in use after everything that can go is gone. */
function heap(): number {
  for (let i = 0; i < 3; i++) globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
