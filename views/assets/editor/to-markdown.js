import TurndownService from '../vendor/turndown.js'
import { clean } from './clean.js'

const service = new TurndownService({
  headingStyle: 'atx',
  bulletListMarker: '-',
  codeBlockStyle: 'fenced',
  emDelimiter: '*',
  strongDelimiter: '**',
  hr: '---',
})

service.addRule('item', {
  filter: 'li',
  replacement(content, item) {
    const { parentNode } = item
    const place = [...parentNode.children].indexOf(item)
    const mark = parentNode.nodeName === 'OL' ? `${place + Number(parentNode.getAttribute('start') || 1)}. ` : '- '
    const text = content
      .trim()
      .replace(/\n{2,}/g, '\n')
      .replace(/\n/g, `\n${' '.repeat(mark.length)}`)
    return mark + text + (item.nextSibling ? '\n' : '')
  },
})

service.addRule('table', {
  filter: 'table',
  replacement(_content, table) {
    const rows = [...table.rows].map((row) => [...row.cells].map(cellText))
    const width = Math.max(0, ...rows.map((cells) => cells.length))
    if (width === 0) return ''
    const lines = rows.map((cells) => `| ${Array.from({ length: width }, (_, at) => cells[at] ?? '').join(' | ')} |`)
    const [head = '', ...body] = lines
    return `\n\n${[head.replaceAll('**', ''), `|${' --- |'.repeat(width)}`, ...body].join('\n')}\n\n`
  },
})

const cellText = (cell) =>
  service.turndown(cell.innerHTML).replace(/\s+/g, ' ').replace(/^#+ /, '').replaceAll('|', '\\|').trim()

/** Our pages allow no styles; what they say is read from `data-style`. */
const withoutStyles = (html) =>
  html
    .replace(/<style[\s\S]*?<\/style>/gi, '')
    .replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/\sstyle=/gi, ' data-style='))

/** The Markdown of what was copied from Word, a mail or a page on the web: its structure, without its looks. */
export function toMarkdown(html) {
  // A document that is parsed like this runs nothing and loads nothing.
  const { body } = new DOMParser().parseFromString(withoutStyles(html), 'text/html')
  clean(body)
  return service
    .turndown(body)
    .replace(/[\u00A0\u202F]/g, ' ')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
