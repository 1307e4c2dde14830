import lunr from 'lunr'
import { Compounds, PART } from './analyser/compounds.ts'
import { analyse } from './analyser/index.ts'
import { FacetTable } from './facets.ts'
import { Postings } from './postings.ts'
import type { Readable } from './readable.ts'
import { readableIn } from './readable-in.ts'
import { Spelling } from './spelling.ts'
import { typeWords } from './type-words.ts'
import type { SearchDocument, SearchReader } from './types.ts'
import { type VisibilityClasses, visibilityClasses } from './visibility-classes.ts'
import { type Counts, Vocabulary, type Word } from './vocabulary.ts'

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
  /** @param withheld ids of documents that were hidden from this reader after the corpus was built */
  readableBy(reader: SearchReader, withheld?: readonly string[]): Readable
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
    readableBy: readableIn(documents, read.classes, (at) => countsIn(read, at)),
  }
}

interface ReadDocuments {
  readings: Reading[]
  vocabulary: Vocabulary
  compounds: Compounds
  classes: VisibilityClasses
}

/** The words of all documents, and per word the terms of its parts. */
export function readDocuments(documents: SearchDocument[]): ReadDocuments & { partsOf: string[][] } {
  const vocabulary = new Vocabulary()
  const classes = visibilityClasses(documents)
  const classOf = (at: number) => classes.of[at] ?? 0
  const readings = documents.map((document, at) => read(document, at, classOf(at), vocabulary))
  vocabulary.seal()
  const compounds = new Compounds(wordsForEveryone(documents, vocabulary, classes))
  const partsOf = vocabulary.words.map((word) => partTerms(word, compounds))
  for (const [at, reading] of readings.entries()) {
    for (const part of allParts(reading, partsOf)) vocabulary.noteTerm(part, at, classOf(at))
  }
  return { readings, vocabulary, compounds, classes, partsOf }
}

/** The counts of words and terms that a document takes part in. */
function countsIn({ readings, vocabulary, compounds }: ReadDocuments, at: number): Set<Counts> {
  const { title, keywords, text } = readings[at] as Reading
  const words = [...new Set([...title, ...keywords, ...text])].map((id) => vocabulary.words[id] as Word)
  const terms = words.flatMap((word) => [word.term, ...partTerms(word, compounds)])
  return vocabulary.countsOf(words, terms)
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
function wordsForEveryone(documents: SearchDocument[], vocabulary: Vocabulary, classes: VisibilityClasses): string[] {
  const allowed = classes.allowedTo({ role: 'reader', units: [] })
  const often = documents.length > 1000 ? 2 : 1
  return vocabulary.words
    .filter((word) => word.language === 'nl' && word.seen.in(allowed) >= often)
    .map(({ surface }) => surface)
}

const partTerms = ({ surface, language }: Word, compounds: Compounds): string[] =>
  language === 'nl' ? compounds.terms(surface).map((term) => PART + term) : []

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
