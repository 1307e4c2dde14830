/** `1 document`, `12,345 documents` */
export const count = (number: number, thing: string): string =>
  `${number.toLocaleString('en')} ${thing}${number === 1 ? '' : 's'}`

/** Bytes as people read them: `512 bytes`, `3.4 kB`, `120.5 MB` */
export function size(bytes: number): string {
  if (bytes < 1000) return count(bytes, 'byte')
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}

/** The time since `start`, a moment of `performance.now()`: `0.4 s` */
export const since = (start: number): string => `${((performance.now() - start) / 1000).toFixed(1)} s`

/** Rows in columns: the first to the left, the others to the right. */
export function table(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const cell = (text: string, column: number) =>
    column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0)
  return rows.map((row) => row.map(cell).join('  ')).join('\n')
}
