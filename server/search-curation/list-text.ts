import { createHash } from 'node:crypto'
import { type Document, isCollection, isMap, isNode, isSeq, parseDocument, YAMLSeq } from 'yaml'

/** An entry of a list with the key that it is known by. */
export interface Kept<Entry = unknown> {
  key: string
  entry: Entry
}

/**
 * The key of an entry: made of what it says, so that whoever changes an entry changes what they saw, or hears that it is not
 * there any more.
 */
export const keyOf = (entry: unknown): string =>
  createHash('sha256').update(JSON.stringify(entry)).digest('base64url').slice(0, 16)

/** The entries of a YAML list; none in an empty text. */
export const entriesIn = (text: string): Kept[] => itemsOf(parseDocument(text)).map(keptOf)

/** The text with this entry at its end; comments stay. */
export function withEntry(text: string, entry: unknown): string {
  const document = parseDocument(text)
  listIn(document).add(nodeOf(document, entry))
  return print(document)
}

/** The text with `entry` where the one with this key stood; undefined when there is none. */
export function withEntryInstead(text: string, key: string, entry: unknown): string | undefined {
  const document = parseDocument(text)
  const at = placeOf(document, key)
  if (at < 0) return undefined
  const node = nodeOf(document, entry)
  copyComments(itemsOf(document)[at], node)
  listIn(document).set(at, node)
  return print(document)
}

/** The text without the entry with this key; undefined when there is none. A comment above it moves on to the next. */
export function withoutEntry(text: string, key: string): string | undefined {
  const document = parseDocument(text)
  const at = placeOf(document, key)
  if (at < 0) return undefined
  const [gone, next] = itemsOf(document).slice(at, at + 2)
  if (isNode(next) && !next.commentBefore) copyComments(gone, next)
  listIn(document).delete(at)
  return print(document)
}

/**
 * Puts together what the app made of a list and what its file says now, entry by entry: what the file lost or gained since
 * `base` goes or comes, everything else stays as the app has it.
 */
export function mergedList(ours: string, base: string, theirs: string): string {
  const [known, wanted, present] = [base, theirs, ours].map((text) => new Map(entriesIn(text).map(inPair)))
  let text = ours
  for (const key of known?.keys() ?? []) if (!wanted?.has(key)) text = withoutEntry(text, key) ?? text
  for (const [key, entry] of wanted ?? []) if (!known?.has(key) && !present?.has(key)) text = withEntry(text, entry)
  return text
}

const inPair = ({ key, entry }: Kept): [string, unknown] => [key, entry]

const itemsOf = ({ contents }: Document.Parsed): unknown[] => (isSeq(contents) ? contents.items : [])

function keptOf(node: unknown): Kept {
  const entry: unknown = isNode(node) ? JSON.parse(JSON.stringify(node)) : node
  return { key: keyOf(entry), entry }
}

const placeOf = (document: Document.Parsed, key: string) =>
  itemsOf(document).findIndex((item) => keptOf(item).key === key)

/** The list of the document, made when there is none yet. */
function listIn(document: Document.Parsed): YAMLSeq {
  if (isSeq(document.contents)) return document.contents
  const list = new YAMLSeq(document.schema)
  document.contents = list as typeof document.contents
  return list
}

/** An entry stands on one line, as people write it. */
function nodeOf(document: Document.Parsed, entry: unknown) {
  const node = document.createNode(entry)
  if (isCollection(node)) node.flow = true
  return node
}

function copyComments(from: unknown, to: ReturnType<typeof nodeOf>): void {
  if (!isNode(from) || !isNode(to)) return
  if (from.commentBefore) to.commentBefore = from.commentBefore
  if (from.spaceBefore) to.spaceBefore = true
}

/** Entries between `{ braces }` keep the space that people write there. */
function print(document: Document.Parsed): string {
  const isPadded = itemsOf(document).some((item) => isMap(item))
  return String(document.toString({ lineWidth: 0, flowCollectionPadding: isPadded }))
}
