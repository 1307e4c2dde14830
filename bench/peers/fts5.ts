import sqlite from 'node-sqlite3-wasm'
import { stem } from '../../server/search/engine/analyser/index.ts'
import { type Peer, TOP, wordsOf } from './peer.ts'

/** By words without diacritics, by Dutch stems that the product made beforehand (FTS5 knows English only), or by three letters. */
export type Fts5Tokenizer = 'words' | 'stems' | 'trigram'

const tokenizers: Record<Fts5Tokenizer, string> = {
  words: 'unicode61 remove_diacritics 2',
  stems: 'unicode61 remove_diacritics 2',
  trigram: 'trigram',
}

/** FTS5 of SQLite, compiled to WebAssembly, in memory. */
export function fts5(kind: Fts5Tokenizer, titleWeight = 1): Peer {
  const prepared = (text: string) =>
    kind === 'stems'
      ? wordsOf(text)
          .map((word) => stem(word, 'nl'))
          .join(' ')
      : text
  let database = new sqlite.Database()
  return {
    name: `FTS5 ${kind}`,
    build(documents) {
      database.close()
      database = new sqlite.Database()
      database.exec(`CREATE VIRTUAL TABLE texts USING fts5(id UNINDEXED, title, body, tokenize='${tokenizers[kind]}')`)
      database.exec('BEGIN')
      const insert = database.prepare('INSERT INTO texts VALUES (?, ?, ?)')
      for (const { id, title, body } of documents) insert.run([id, prepared(title), prepared(body)])
      insert.finalize()
      database.exec('COMMIT')
    },
    ask(text) {
      const query = expression(prepared(text), kind)
      if (!query) return []
      const sql = `SELECT id FROM texts WHERE texts MATCH ? ORDER BY bm25(texts, 0, ${titleWeight}, 1) LIMIT ${TOP}`
      return database.all(sql, [query]).map(({ id }) => id as string)
    },
  }
}

/** Any of the words, or for trigrams any three letters of them. */
function expression(text: string, kind: Fts5Tokenizer): string {
  const words = wordsOf(text)
  const pieces = kind === 'trigram' ? words.flatMap(trigrams) : words
  return [...new Set(pieces)].map((piece) => `"${piece}"`).join(' OR ')
}

const trigrams = (word: string): string[] =>
  Array.from({ length: Math.max(0, word.length - 2) }, (_, i) => word.slice(i, i + 3))
