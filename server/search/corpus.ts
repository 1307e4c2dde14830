import lunr from 'lunr'
import { mayRead } from '../access/visibility.ts'
import { Compounds, PART } from './analyser/compounds.ts'
import { analyse } from './analyser/index.ts'
import { FacetTable } from './facets.ts'
import { Postings } from './postings.ts'
import { Spelling } from './spelling.ts'
import { typeWords } from './type-words.ts'
import type { SearchDocument, SearchReader } from './types.ts'
import { type Readable, Vocabulary, type Word } from './vocabulary.ts'

/** Where plain terms live, and with how much weight; the parts of compounds have a field of their own. */
const boosts = { title: 3, keywords: 2.5, text: 1, parts: 0.7 }
type Field = keyof typeof boosts
export const textFields: Field[] = ['title', 'keywords', 'text']
export const partFields: Field[] = ['parts']

/** Words of one document, as ids in the vocabulary, per field. */
interface Reading {
  title: Uint32Array
  keywords: Uint32Array
  text: Uint32Array
}

/** Everything a worker knows: the documents, their words, and the weights of a stock Lunr index over both. */
export interface Corpus {
  documents: SearchDocument[]
  readings: Reading[]
  vocabulary: Vocabulary
  compounds: Compounds
  spelling: Spelling
  postings: Postings
  facets: FacetTable
  /** Visibility class of each document; documents with the same readers share a class. */
  classes: number[]
  readableBy(reader: SearchReader): Readable
}

/** Reads and indexes documents. Takes seconds for thousands of documents, so it belongs in a worker. */
export function buildCorpus(documents: SearchDocument[]): Corpus {
  const { partsOf, ...read } = readDocuments(documents)
  const index = buildIndex(read.readings, read.vocabulary.words, partsOf)
  return {
    ...read,
    documents,
    spelling: new Spelling(read.vocabulary),
    postings: new Postings(index, documents.length),
    facets: new FacetTable(documents),
  }
}

/** The words of all documents, and per word the terms of its parts. */
export function readDocuments(documents: SearchDocument[]) {
  const vocabulary = new Vocabulary()
  const { classes, readableBy } = visibilityClasses(documents)
  const readings = documents.map((document, at) => read(document, at, classes[at] ?? 0, vocabulary))
  vocabulary.seal()
  const compounds = new Compounds(wordsForEveryone(documents, vocabulary, readableBy))
  const partsOf = partTerms(vocabulary, compounds)
  for (const [at, reading] of readings.entries()) {
    for (const part of allParts(reading, partsOf)) vocabulary.noteTerm(part, at, classes[at] ?? 0)
  }
  return { readings, vocabulary, compounds, partsOf, classes, readableBy }
}

function visibilityClasses(documents: SearchDocument[]) {
  const numbers = new Map<string, number>()
  const readers: Array<SearchDocument['readers']> = []
  const classes = documents.map((document) => {
    const key = JSON.stringify(document.readers)
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, readers.length)
    return readers.push(document.readers) - 1
  })
  return { classes, readableBy: (reader: SearchReader): Readable => readers.map((them) => mayRead(them, reader)) }
}

function read(document: SearchDocument, at: number, visibility: number, vocabulary: Vocabulary): Reading {
  const ids = (text: string): Uint32Array => {
    const found: number[] = []
    for (const { surface, term } of analyse(text, document.language)) {
      if (term) found.push(vocabulary.note(surface, term, document.language, at, visibility).id)
    }
    return Uint32Array.from(found)
  }
  return {
    title: ids(document.title),
    keywords: ids([...document.keywords, ...typeWords(document.type)].join(' . ')),
    text: ids(`${document.summary}\n${document.body}`),
  }
}

/** Only words that everybody may read cut compounds, so that a cut betrays nothing. */
function wordsForEveryone(
  documents: SearchDocument[],
  vocabulary: Vocabulary,
  readableBy: (reader: SearchReader) => Readable,
): string[] {
  const nobody = readableBy({ role: 'reader', units: [] })
  const often = documents.length > 1000 ? 2 : 1
  return vocabulary.words
    .filter((word) => word.language === 'nl' && word.seen.for(nobody) >= often)
    .map(({ surface }) => surface)
}

function partTerms(vocabulary: Vocabulary, compounds: Compounds): string[][] {
  return vocabulary.words.map(({ surface, language }) =>
    language === 'nl' ? compounds.terms(surface).map((term) => PART + term) : [],
  )
}

function allParts(reading: Reading, partsOf: string[][]): string[] {
  return [...reading.title, ...reading.keywords, ...reading.text].flatMap((id) => partsOf[id] ?? [])
}

/** A stock Lunr index over finished terms; its references are the places of the readings. */
export function buildIndex(readings: Reading[], words: Word[], partsOf: string[][]): lunr.Index {
  const builder = new lunr.Builder()
  // The analyser has done the work of tokeniser and pipeline; Lunr takes the finished terms as they are.
  builder.tokenizer = ((terms: string[]) => terms) as unknown as typeof lunr.tokenizer
  builder.ref('ref')
  for (const [field, boost] of Object.entries(boosts)) builder.field(field, { boost })
  const terms = (ids: Uint32Array) => Array.from(ids, (id) => words[id]?.term ?? '')
  for (const [ref, reading] of readings.entries()) {
    const { title, keywords, text } = reading
    const parts = allParts(reading, partsOf)
    builder.add({ ref: String(ref), title: terms(title), keywords: terms(keywords), text: terms(text), parts })
  }
  return builder.build()
}
