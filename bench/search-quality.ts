import type { Ranking } from '../server/search/engine/question/ranking.ts'
import { flexSearch } from './peers/flexsearch.ts'
import { fts5 } from './peers/fts5.ts'
import { lunrPlain, lunrUsual } from './peers/lunr.ts'
import { miniSearch } from './peers/minisearch.ts'
import { orama } from './peers/orama.ts'
import type { Peer } from './peers/peer.ts'
import { product } from './peers/product.ts'
import { type Collection, type Half, headings, type Judged, products } from './quality/collections.ts'
import { askerOf, links } from './quality/links.ts'
import { chanceOf, type Measured, mean, measure } from './quality/measures.ts'
import { figure, printTable, seeded, tell } from './support.ts'

/** The figures of one engine for every question, by variant. */
interface Outcome {
  name: string
  measured: Record<string, Measured[]>
}

/** Against whom the targets are set, and stock Lunr, below which plain questions must never come. */
const RIVAL = 'MiniSearch'
const peers = () => [
  lunrPlain(),
  lunrUsual(),
  miniSearch(),
  flexSearch(),
  orama(),
  fts5('words'),
  fts5('stems'),
  fts5('trigram'),
]

/**
 * How good the first ten results are, beside other engines at their best settings, in one run. Add `--held-out` for the half of
 * the headings that nobody tunes on.
 */
export async function searchQuality(): Promise<void> {
  const half: Half = process.argv.includes('--held-out') ? 'held out' : 'development'
  const collections = half === 'held out' ? [headings(half)] : [products(), headings(half)]
  for (const collection of collections) {
    const outcomes: Outcome[] = []
    for (const peer of [...peers(), product()]) outcomes.push(await outcome(peer, collection))
    console.log(`### ${collection.name}: ${figure(collection.documents.length)} documents, ${half} questions\n`)
    printFigures(collection, outcomes)
    printClaims(collection, outcomes)
    printLinks(collection)
  }
}

async function outcome(peer: Peer, { name, documents, questions }: Collection): Promise<Outcome> {
  tell(`asking ${peer.name} about ${name}`)
  await peer.build(documents)
  const measured = Object.entries(questions).map(
    ([variant, judged]) => [variant, judged.map(({ q, rel }) => measure(peer.ask(q), rel))] as const,
  )
  return { name: peer.name, measured: Object.fromEntries(measured) }
}

/** Cells: nDCG@10, MRR@10 and recall@10. */
function printFigures({ questions }: Collection, outcomes: Outcome[]): void {
  const variants = Object.entries(questions)
  const cell = (all: Measured[] = []) =>
    (['ndcg', 'mrr', 'recall'] as const).map((what) => mean(all.map((one) => one[what])).toFixed(3)).join(' / ')
  printTable(
    ['nDCG@10 / MRR@10 / recall@10', ...variants.map(([variant, { length }]) => `${variant} (${length})`)],
    outcomes.map(({ name, measured }) => [name, ...variants.map(([variant]) => cell(measured[variant]))]),
  )
  console.log()
}

/** What ours adds to each other engine in nDCG@10, with how likely that is by chance. */
function printClaims({ questions }: Collection, outcomes: Outcome[]): void {
  const ours = outcomes.at(-1) as Outcome
  const random = seeded(1)
  const ndcg = (one: Outcome, variant: string) => (one.measured[variant] ?? []).map((measured) => measured.ndcg)
  const claim = (other: Outcome, variant: string) => {
    const [own, theirs] = [ndcg(ours, variant), ndcg(other, variant)]
    if (mean(theirs) === 0) return '–'
    const more = 100 * (mean(own) / mean(theirs) - 1)
    return `${more < 0 ? '−' : '+'}${Math.abs(more).toFixed(0)} % (p ${chance(chanceOf(own, theirs, random))})`
  }
  const variants = Object.keys(questions)
  printTable(
    ['ours more than, in nDCG@10', ...variants],
    outcomes
      .slice(0, -1)
      .map((other) => [
        other.name === RIVAL ? `${other.name} (the target)` : other.name,
        ...variants.map((variant) => claim(other, variant)),
      ]),
  )
  console.log()
}

/** What is lost in nDCG@10 when one link of ours is left out. */
function printLinks({ name, documents, questions }: Collection): void {
  tell(`leaving out one link after the other about ${name}`)
  const ask = askerOf(documents)
  const variants = Object.entries(questions)
  const ndcg = (judged: Judged[], change: Partial<Ranking>) =>
    mean(judged.map(({ q, rel }) => measure(ask(q, change), rel).ndcg))
  const whole = variants.map(([, judged]) => ndcg(judged, {}))
  const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`
  printTable(
    ['ours without', ...variants.map(([variant]) => variant)],
    Object.entries(links).map(([link, change]) => [
      link,
      ...variants.map(([, judged], i) => signed(ndcg(judged, change) - (whole[i] as number))),
    ]),
  )
  console.log()
}

const chance = (p: number) => (p < 0.001 ? '< 0.001' : p.toFixed(3))
