/**
 * Makes `bench/data/sections.jsonl.gz` of folders with Markdown, once:
 * `node --import tsx bench/quality/make-sections.ts <folder> …`
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Section } from './collections.ts'

/** Shorter texts say too little to be an answer. */
const SHORTEST = 80

const folders = process.argv.slice(2)
const sections = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .sort()
    .flatMap((name) => sectionsOf(name.slice(0, -'.md'.length), readFileSync(join(folder, name), 'utf8'))),
)
const lines = sections.map((section) => JSON.stringify(section)).join('\n')
writeFileSync(join(import.meta.dirname, '../data/sections.jsonl.gz'), gzipSync(lines, { level: 9 }))
console.log(`${sections.length} sections`)

/** Each heading with the text up to the next. */
function sectionsOf(name: string, markdown: string): Section[] {
  const [, front = '', text = markdown] = /^---\n(.*?)\n---\n(.*)$/s.exec(markdown) ?? []
  const pieces = plain(text).split(/^(#+[^\n]*)$/m)
  const title = /^title: *['"]?(.*?)['"]?$/m.exec(front)?.[1] ?? headingText(pieces[1] ?? name)
  const sections: Section[] = []
  for (let i = 1; i < pieces.length; i += 2) {
    const body = (pieces[i + 1] ?? '').replace(/\s+/g, ' ').trim()
    if (body.length < SHORTEST) continue
    sections.push({ id: `${name}#${i}`, title, heading: headingText(pieces[i] ?? ''), body })
  }
  return sections
}

/** Text without tags, comments, pictures, addresses and emphasis. */
function plain(markdown: string): string {
  return markdown
    .replace(/<!--.*?-->|<[^>]+>/gs, ' ')
    .replace(/!\[[^\]]*\]\([^)]*\)/g, ' ')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`|]+/g, ' ')
}

function headingText(line: string): string {
  return line
    .replace(/^#+\s*(?:[\d.]+\s+)?/, '')
    .replace(/\s+/g, ' ')
    .trim()
}
