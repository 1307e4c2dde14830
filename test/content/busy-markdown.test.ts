import { expect } from 'chai'
import { loadAmounts } from '../../server/content/amounts.ts'
import { MarkdownRefused, MarkdownTooDeep, MarkdownTooLarge, renderMarkdown } from '../../server/content/markdown.ts'
import { readSteps } from '../../server/content/steps.ts'
import { worked } from '../support/worked.ts'

const amounts = loadAmounts('year: 2026\namounts: { x: { label: X, value: "€ 1", differs: [year] } }')
const render = (source: string) => renderMarkdown(source, { amounts }).html

describe('Markdown made to keep the server busy', () => {
  const often = (part: string, times: number) => part.repeat(times)
  const sources: Record<string, string> = {
    '10,000 quotes': often('>', 10_000),
    '10,000 lists': often('- ', 10_000),
    '10,000 numbers': often('1. ', 10_000),
    '10,000 brackets': often('[', 10_000),
    '10,000 links in links': `${often('[', 10_000)}a${often('](b)', 10_000)}`,
    '10,000 pictures in pictures': `${often('![', 10_000)}a${often('](b)', 10_000)}`,
    '10,000 stars': often('*', 10_000),
    '10,000 stars around a word': `${often('*', 10_000)}a${often('*', 10_000)}`,
    'emphasis in emphasis': `${often('*a **b ', 10_000)}${often('b** a* ', 10_000)}`,
    'emphasis that never ends': often('a**b', 100_000),
    underscores: often('a_', 100_000),
    'an address without end': `${often('a.', 100_000)}@`,
    'a quote that is not': often('> a\nb\n', 100_000),
    'lists that step in': Array.from({ length: 400 }, (_, n) => `${' '.repeat(n * 2)}- a`).join('\n'),
    'tags without end': often('<a b="', 100_000),
    'lines of tags': often('<div>\n', 100_000),
    'tags and words': often('<div>\na\n', 20_000),
    'scripts that never end': often('<script>\n\n', 30_000),
    'tables that are not': often('a|b\n:-\n', 100_000),
    'headings that look like tables': often('a\n-\n', 100_000),
    'links over lines': often('- [a\n  b](c)\n', 8_000),
    comments: often('<!--', 200_000),
    entities: often('&amp;', 150_000),
    'ticks of every length': Array.from({ length: 1_000 }, (_, n) => '`'.repeat(n)).join(' '),
    'a table wider than its text': `${often('|a', 10_000)}|\n${often('|-', 10_000)}|\n${often('|\n', 100_000)}`,
    'a divider that is not': `a|b\n${often('-', 400_000)}x`,
    'a long address, often referred to': `[x]: ${often('a', 1_900)}\n\n${often('[x] ', 100_000)}`,
    'amounts without end': often('{bedrag: x}', 10_000),
    'headings alike': often('# a\n', 20_000),
    'choices without end': often('- [a](#b)\n', 8_000),
    definitions: Array.from({ length: 20_000 }, (_, n) => `[a${n}]: b`).join('\n'),
  }
  for (const [name, source] of Object.entries(sources)) {
    it(`is rendered or refused in time: ${name}`, () => {
      const start = worked()
      for (const read of [render, readSteps]) {
        try {
          read(source)
        } catch (error) {
          expect(error).to.be.instanceOf(MarkdownRefused)
        }
      }
      expect(worked() - start).to.be.lessThan(6_000)
    })
  }

  it('refuses more than 50 levels and says so', () => {
    expect(() => render(often('>', 10_000))).to.throw(MarkdownTooDeep, 'more than 50 levels deep')
    expect(render(`${often('> ', 20)}diep`)).to.contain('diep')
  })

  it('refuses 5 MB and says how much is allowed', () => {
    const start = worked()
    expect(() => render(often('woord ', 850_000))).to.throw(MarkdownTooLarge, '5.1 MB and at most 1.0 MB')
    expect(worked() - start).to.be.lessThan(500)
  })

  it('renders an honest text of 300 KB', () => {
    const section =
      '## Kop\n\nEen alinea met **nadruk**, een [link](x.md) en {bedrag: x}. Nog een zin.\n\n- punt\n- punt\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n'
    expect(render(often(section, 2_500))).to.have.length.greaterThan(600_000)
  })
})
