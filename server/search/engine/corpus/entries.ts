import type { SearchDocument } from '../types.ts'
import type { Reading } from './reading.ts'
import { bytesOf, bytesOfNumbers, bytesOfValue, type SnapshotReader } from './snapshot.ts'
import type { Numbering } from './vocabulary-snapshot.ts'

/** A document with its words and the class of its readers. */
export interface Entry {
  document: SearchDocument
  reading: Reading
  visibility: number
}

/** Documents that are dumped as one stretch; more would hold up questions too long. */
const PORTION = 500

export function* dumpEntries(entries: Entry[], numbering: Numbering): Generator<Uint8Array> {
  for (let at = 0; at < entries.length; at += PORTION) {
    yield bytesOfValue(entries.slice(at, at + PORTION).map(({ document }) => document))
  }
  yield bytesOfNumbers(entries.map(({ visibility }) => visibility))
  const readings = entries.flatMap(({ reading }) => reading)
  yield bytesOfNumbers(readings.map(({ length }) => length))
  const words = new Uint32Array(readings.reduce((sum, { length }) => sum + length, 0))
  let end = 0
  for (const reading of readings) for (const id of reading) words[end++] = numbering.ofWord(id)
  yield bytesOf(words)
}

export function loadEntries(size: number, from: SnapshotReader): Entry[] {
  const documents: SearchDocument[] = []
  while (documents.length < size) documents.push(...from.value<SearchDocument[]>())
  const visibilities = from.numbers()
  const lengths = from.numbers().values()
  const words = from.numbers()
  let end = 0
  const nextWords = () => {
    const start = end
    end += lengths.next().value as number
    return words.subarray(start, end)
  }
  return documents.map((document, i) => {
    const reading: Reading = [nextWords(), nextWords(), nextWords()]
    return { document, reading, visibility: visibilities[i] as number }
  })
}
