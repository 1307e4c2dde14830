import { expect } from 'chai'
import fc from 'fast-check'
import { FrontMatterError, joinFrontMatter, splitFrontMatter } from '../../server/content/front-matter.ts'

const FORBIDDEN = ['__proto__', 'constructor', 'prototype']
const key = fc.string({ minLength: 1, maxLength: 12 }).filter((name) => !FORBIDDEN.includes(name))
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      '2026-11-22',
      'ja',
      'no',
      'null',
      '~',
      '12',
      '0x1f',
      '1e3',
      ' a ',
      'a: b',
      '# x',
      '---',
      'a\nb',
      '\n',
      '*a',
      '&a',
    ),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 3, noNullPrototype: true }),
  ),
}))
const data = fc.dictionary(key, tree, { maxKeys: 5, noNullPrototype: true }) as fc.Arbitrary<Record<string, unknown>>
const body = fc
  .array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('---', '', '\uFEFF', '...')))
  .map((lines) => lines.join('\n').replaceAll('\r', ''))

function failure(text: string): FrontMatterError {
  try {
    splitFrontMatter(text)
  } catch (error) {
    if (error instanceof FrontMatterError) return error
    throw error
  }
  throw new Error('expected a FrontMatterError')
}

describe('front matter', () => {
  it('reads back what it wrote, and writes back what it read', () => {
    fc.assert(
      fc.property(data, body, (fields, text) => {
        const file = joinFrontMatter(fields, text)
        const split = splitFrontMatter(file)
        expect(split.data).to.deep.equal(fields)
        expect(split.body).to.equal(text)
        expect(joinFrontMatter(split.data, split.body)).to.equal(file)
      }),
      { numRuns: 300 },
    )
  })

  it('keeps a date as text and says on which line the body starts', () => {
    const split = splitFrontMatter('---\ntitle: Paspoort\nchecked: 2026-11-22\n---\n\nTekst\n')
    expect(split).to.deep.equal({ data: { title: 'Paspoort', checked: '2026-11-22' }, body: 'Tekst\n', bodyLine: 6 })
  })

  it('reads files of Windows: a byte order mark and \\r\\n', () => {
    const split = splitFrontMatter('\uFEFF---\r\ntitle: Paspoort\r\n---\r\nEen\r\nTwee\r\n')
    expect(split).to.deep.equal({ data: { title: 'Paspoort' }, body: 'Een\nTwee\n', bodyLine: 4 })
  })

  it('takes a file without front matter as body', () => {
    expect(splitFrontMatter('# Kop\n\n---\n')).to.deep.equal({ data: {}, body: '# Kop\n\n---\n', bodyLine: 1 })
  })

  const steps = Array.from({ length: 340 }, (_, n) => `${' '.repeat(n)}a:`).join('\n')
  const broken: Array<[string, string, number, RegExp]> = [
    ['a fence that is not closed', '---\ntitle: x\n', 1, /not closed/],
    ['broken YAML', '---\ntitle: x\nthemes: [a, b\nunit: c\n---\n', 4, /./],
    ['the same name twice', '---\ntitle: x\ntitle: y\n---\n', 3, /unique/],
    ['a list', '---\n- a\n---\n', 2, /name: value/],
    ['a reference', '---\na: &x [1, 2]\nb: *x\n---\n', 3, /not allowed/],
    ['an unknown tag', '---\na: !!js/function x\n---\n', 2, /tag/i],
    ['a name of the prototype', '---\na:\n  __proto__: { admin: true }\n---\n', 3, /__proto__/],
    ['more than 64 KB', `---\na: ${'x'.repeat(70_000)}\n---\n`, 2, /69 KB, at most 64 KB/],
    ['brackets without end', `---\na: ${'['.repeat(30_000)}\n---\n`, 2, /too deeply/],
    ['brackets hidden behind text', `---\nt: 1\na: ${"[']',".repeat(9_000)}\n---\n`, 3, /too deeply/],
    ['lists without end', `---\n${'- '.repeat(30_000)}a\n---\n`, 2, /too deeply/],
    ['questions without end', `---\n${'? '.repeat(30_000)}a\n---\n`, 2, /too deeply/],
    ['names that step in', `---\n${steps}\n---\n`, 103, /too deeply/],
  ]
  it('allows a long list and a text with brackets', () => {
    const related = Array.from({ length: 500 }, (_, n) => `pin/${n}`)
    const file = joinFrontMatter({ related, summary: '[['.repeat(200) }, '')
    expect(splitFrontMatter(file).data).to.deep.equal({ related, summary: '[['.repeat(200) })
    expect(splitFrontMatter(`---\nrelated: [${related.join(', ')}]\n---\n`).data).to.deep.equal({ related })
  })

  for (const [name, file, line, message] of broken) {
    it(`refuses ${name} and names the line`, () => {
      const error = failure(file)
      expect(error.message).to.match(message)
      expect(error.line).to.equal(line)
    })
  }
})
