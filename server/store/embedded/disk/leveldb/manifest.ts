import { ByteReader } from './bytes.ts'
import { recordsOf } from './log.ts'

/** What a manifest tells with each tag (db/version_edit.cc of LevelDB). */
const [COMPARATOR, LOG, NEXT_FILE, LAST_SEQUENCE, COMPACTION_POINTER, DELETED, ADDED, PREVIOUS_LOG] = [
  1, 2, 3, 4, 5, 6, 7, 9,
]

/** The numbers of the table files that hold data. Others in the directory are left over and count for nothing. */
export function tablesIn(manifest: Buffer): Set<number> {
  const tables = new Set<number>()
  for (const edit of recordsOf(manifest)) {
    const reader = new ByteReader(edit)
    while (!reader.done) applyChange(reader, tables)
  }
  return tables
}

function applyChange(reader: ByteReader, tables: Set<number>): void {
  const text = () => reader.slice(reader.varint())
  const tag = reader.varint()
  if (tag === COMPARATOR) text()
  else if (tag === LOG || tag === NEXT_FILE || tag === LAST_SEQUENCE || tag === PREVIOUS_LOG) reader.varint()
  else if (tag === COMPACTION_POINTER) {
    reader.varint()
    text()
  } else if (tag === DELETED) {
    reader.varint()
    tables.delete(reader.varint())
  } else if (tag === ADDED) {
    reader.varint()
    tables.add(reader.varint())
    reader.varint()
    text()
    text()
  } else throw new RangeError(`unknown tag ${tag}`)
}
