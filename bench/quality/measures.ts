import { TOP } from '../peers/peer.ts'
import type { Random } from '../support.ts'

/** How good one list of ids is for one question, each from 0 to 1. */
export interface Measured {
  ndcg: number
  mrr: number
  recall: number
}

/** Measures the first ten of a list; all judged documents are equally right. */
export function measure(ids: readonly string[], right: readonly string[]): Measured {
  const ranks = ids.slice(0, TOP).flatMap((id, i) => (right.includes(id) ? [i + 1] : []))
  const ideal = sum(right.slice(0, TOP).map((_, i) => gain(i + 1)))
  return {
    ndcg: sum(ranks.map(gain)) / ideal,
    mrr: ranks[0] ? 1 / ranks[0] : 0,
    recall: ranks.length / Math.min(right.length, TOP),
  }
}

/** Järvelin and Kekäläinen (2002), Cumulated gain-based evaluation of IR techniques. */
const gain = (rank: number) => 1 / Math.log2(rank + 1)

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

export const mean = (values: readonly number[]) => sum(values) / values.length

const SHUFFLES = 20_000

/**
 * How likely a difference at least this large is when it is chance which system got which figure: a two-sided paired
 * randomisation test (Smucker, Allan and Carterette 2007, A comparison of statistical significance tests for IR evaluation).
 */
export function chanceOf(ours: readonly number[], theirs: readonly number[], random: Random): number {
  const differences = ours.map((value, i) => value - (theirs[i] as number)).filter((value) => value !== 0)
  const seen = Math.abs(sum(differences))
  let asLarge = 0
  for (let i = 0; i < SHUFFLES; i++) {
    let total = 0
    for (const difference of differences) total += random() < 0.5 ? difference : -difference
    if (Math.abs(total) >= seen - 1e-9) asLarge++
  }
  return (asLarge + 1) / (SHUFFLES + 1)
}
