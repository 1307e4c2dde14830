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
  const readings = entries.map(({ reading }) => reading)
  yield bytesOfNumbers(readings.flatMap(({ words, keywords, text }) => [keywords, text, words.length]))
  const all = new Uint32Array(readings.reduce((sum, { words }) => sum + words.length, 0))
  let end = 0
  for (const { words } of readings) for (const id of words) all[end++] = numbering.ofWord(id)
  yield bytesOf(all)
}

export function loadEntries(size: number, from: SnapshotReader): Entry[] {
  const documents: SearchDocument[] = []
  while (documents.length < size) documents.push(...from.value<SearchDocument[]>())
  const visibilities = from.numbers()
  const bounds = from.numbers().values()
  const next = () => bounds.next().value as number
  const all = from.numbers()
  let end = 0
  return documents.map((document, i) => {
    const [keywords, text, length] = [next(), next(), next()]
    const words = all.subarray(end, end + length)
    end += length
    return { document, reading: { words, keywords, text }, visibility: visibilities[i] as number }
  })
}
