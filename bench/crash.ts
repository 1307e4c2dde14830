import { crashRounds } from '../test/store/crash/rounds.ts'
import { figure, median, ms, percentile, printTable, seeded, temporaryFolder } from './support.ts'

const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 100)

/** Kills a process that writes, again and again, and counts what is missing when its store is opened again. */
export async function crash(): Promise<void> {
  const survey = await crashRounds(temporaryFolder(), ROUNDS, seeded(2026))
  printTable(
    ['kill -9', 'acknowledged', 'lost', 'half transactions', 'index disagreements', 'reopened in p50 / max'],
    [
      [
        String(ROUNDS),
        figure(survey.acknowledged),
        figure(survey.lost.size),
        figure(survey.halfTransactions.size),
        figure(survey.indexDisagreements.size),
        `${ms(median(survey.reopened))} / ${ms(percentile(survey.reopened, 1))}`,
      ],
    ],
  )
}
