import sqlite from 'node-sqlite3-wasm'
import { stem } from '../../server/search/engine/analyser/index.ts'
import { type Peer, TOP, wordsOf } from './peer.ts'

/** By words without diacritics, by Dutch stems that the product made beforehand (FTS5 knows English only), or by three letters. */
type Fts5Tokenizer = 'words' | 'stems' | 'trigram'

const tokenizers: Record<Fts5Tokenizer, string> = {
  words: 'unicode61 remove_diacritics 2',
  stems: 'unicode61 remove_diacritics 2',
  trigram: 'trigram',
}

/** FTS5 of SQLite, compiled to WebAssembly, in memory. */
export function fts5(kind: Fts5Tokenizer): Peer {
  const prepared = (text: string) =>
    kind === 'stems'
      ? wordsOf(text)
          .map((word) => stem(word, 'nl'))
          .join(' ')
      : text
  let database = new sqlite.Database()
  const rows = new Map<string, number>()
  const find = (query: string): string[] => {
    if (!query) return []
    const sql = `SELECT id FROM texts WHERE texts MATCH ? ORDER BY bm25(texts, 0, 1, 1) LIMIT ${TOP}`
    return database.all(sql, [query]).map(({ id }) => id as string)
  }
  return {
    name: `FTS5 ${kind}`,
    build(documents) {
      database.close()
      database = new sqlite.Database()
      database.exec(`CREATE VIRTUAL TABLE texts USING fts5(id UNINDEXED, title, body, tokenize='${tokenizers[kind]}')`)
      database.exec('BEGIN')
      const insert = database.prepare('INSERT INTO texts VALUES (?, ?, ?)')
      for (const [i, { id, title, body }] of documents.entries()) {
        insert.run([id, prepared(title), prepared(body)])
        rows.set(id, i + 1)
      }
      insert.finalize()
      database.exec('COMMIT')
    },
    ask: (text) => find(expression(prepared(text), kind)),
    search(text, way) {
      if (way === 'fuzzy') return undefined
      return find(expression(prepared(text), kind, way === 'exact' ? '' : '*'))
    },
    update({ id, title, body }) {
      const row = rows.get(id) ?? null
      database.run('UPDATE texts SET title = ?, body = ? WHERE rowid = ?', [prepared(title), prepared(body), row])
    },
  }
}

/** Any of the words, or for trigrams any three letters of them. @param more `*` for all that begins so */
function expression(text: string, kind: Fts5Tokenizer, more = ''): string {
  const words = wordsOf(text)
  const pieces = kind === 'trigram' ? words.flatMap(trigrams) : words
  return [...new Set(pieces)].map((piece) => `"${piece}"${more}`).join(' OR ')
}

const trigrams = (word: string): string[] =>
  Array.from({ length: Math.max(0, word.length - 2) }, (_, i) => word.slice(i, i + 3))
