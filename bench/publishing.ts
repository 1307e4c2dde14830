import { compareTexts } from '../server/content/differences.ts'
import type { Workshop } from './house.ts'
import { saving } from './saving.ts'
import { ms, percentile, pick, printTable, type Random, seeded, spread, timed, times } from './support.ts'

const textBytes = 50_000
const rounds = 40
const vocabulary = 'de het een van op inwoner paspoort aanvraag loket betaalt vraagt komt nieuw eerst daarna'.split(' ')

/** What editors wait for: saving and publishing a text of 50 KB, and comparing two of its versions. */
export async function publishing(workshop: Workshop): Promise<void> {
  await saving(workshop, textBytes)
  await comparing()
}

/** Comparing two versions of 50 KB, from a few words changed to nothing in common. */
async function comparing(): Promise<void> {
  const random = seeded(6)
  const old = lines(random)
  const kinds: Record<string, () => string[]> = {
    'one word in ten lines': () => old.map((line) => (random() < 0.1 ? changeWord(line, random) : line)),
    'a fifth of all words': () => old.map((line) => changeWords(line, random)),
    'every line moved': () => old.toReversed(),
    'nothing in common': () => lines(random),
  }
  const rows: string[][] = []
  for (const [kind, change] of Object.entries(kinds)) {
    const versions = Array.from({ length: rounds }, () => change().join('\n'))
    const before = old.join('\n')
    const durations: number[] = []
    for (const after of versions) durations.push((await timed(() => compareTexts(before, after))).ms)
    const split = (await timed(() => [before, ...versions].map((text) => text.split(/\s+/)))).ms / (rounds + 1)
    rows.push([kind, ...spread(durations), ms(split), times(percentile(durations, 0.95) / split)])
  }
  printTable(['two versions of 50 KB', 'p50', 'p95', 'p99', 'only split into words', 'p95 ÷ split'], rows)
}

/** Paragraphs of one line each, as in the library. */
function lines(random: Random): string[] {
  const made: string[] = []
  for (let size = 0; size < textBytes; size += (made.at(-1)?.length ?? 0) + 1)
    made.push(Array.from({ length: 8 + Math.floor(random() * 12) }, () => word(random)).join(' '))
  return made
}

const word = (random: Random) => `${pick(vocabulary, random)}${random() < 0.4 ? Math.floor(random() * 1000) : ''}`

const changeWords = (line: string, random: Random) =>
  line
    .split(' ')
    .map((one) => (random() < 0.2 ? `${one}x` : one))
    .join(' ')

function changeWord(line: string, random: Random): string {
  const words = line.split(' ')
  words[Math.floor(random() * words.length)] = word(random)
  return words.join(' ')
}
