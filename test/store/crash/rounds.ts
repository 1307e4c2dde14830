import { setTimeout as pause } from 'node:timers/promises'
import { Survey } from './survey.ts'
import { follow, startWriter, type Writer } from './writers.ts'

/**
 * Kill a process in the middle of its writing, open its store and look; again and again in one directory.
 *
 * @param random numbers in [0, 1); they choose the moments, as numbers of acknowledgements and a pause after them
 */
export async function crashRounds(directory: string, rounds: number, random: () => number): Promise<Survey> {
  const survey = new Survey(directory)
  let next = startWriter(directory, 1)
  for (let round = 1; round <= rounds; round++) {
    const writer = next
    if (round < rounds) next = startWriter(directory, round + 1)
    const done = await killed(writer, 10 + Math.floor(random() * 400), random() * 4)
    await survey.inspect(round, done)
  }
  return survey
}

/** How many things each actor was told are done when their process was killed, some ms after so many answers. */
async function killed(writer: Writer, answers: number, ms: number): Promise<Map<string, number>> {
  const done = await follow(writer, (told) => {
    if (told === answers) pause(ms).then(() => writer.child.kill('SIGKILL'))
  })
  if (writer.child.signalCode !== 'SIGKILL') throw new Error(`the writer ended by itself: ${writer.errors()}`)
  return done
}
