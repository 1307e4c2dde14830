import { crashRounds } from '../test/store/crash/rounds.ts'
import { figure, median, ms, percentile, printTable, seeded, temporaryFolder } from './support.ts'

const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 100)

/** Kills a process that writes, again and again, and counts what is missing when its store is opened again. */
export async function crash(): Promise<void> {
  const outcome = await crashRounds(temporaryFolder(), ROUNDS, seeded(2026))
  printTable(
    ['kill -9', 'acknowledged', 'lost', 'half transactions', 'index disagreements', 'reopened in p50 / max'],
    [
      [
        String(outcome.rounds),
        figure(outcome.acknowledged),
        figure(outcome.lost.size),
        figure(outcome.halfTransactions.size),
        figure(outcome.indexDisagreements.size),
        `${ms(median(outcome.reopened))} / ${ms(percentile(outcome.reopened, 1))}`,
      ],
    ],
  )
}
