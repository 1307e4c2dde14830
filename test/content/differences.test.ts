import { expect } from 'chai'
import fc from 'fast-check'
import { compareContents, compareTexts, type Passage, type Words } from '../../server/content/differences.ts'

const changedIn = (words: Words[]) => words.filter(({ changed }) => changed).map(({ text }) => text.trim())

/** One of the two texts, put together again from what was found. */
const side = (passages: Passage[], which: 'before' | 'after') =>
  passages.flatMap((passage) => ('same' in passage ? passage.same : textOf(passage[which]))).join('\n')
const textOf = (words: Words[]) => (words.length === 0 ? [] : [words.map(({ text }) => text).join('')])

describe('What differs between two texts', () => {
  it('is told in words, within the lines that changed', () => {
    const [heading, changed, last] = compareTexts(
      '# Kop\nDe inwoner betaalt 12 euro.\nDank u.\n',
      '# Kop\nDe inwoner betaalt 14 euro contant.\nDank u.\n',
    )
    expect(heading).to.deep.equal({ same: ['# Kop'] })
    expect(last).to.deep.equal({ same: ['Dank u.'] })
    if (!changed || 'same' in changed) throw new Error('the line in the middle changed')
    expect(changedIn(changed.before)).to.deep.equal(['12'])
    expect(changedIn(changed.after)).to.deep.equal(['14', 'contant'])
  })

  it('is told line by line where every line changed, and text that came or went stands alone', () => {
    expect(compareTexts('een twee\ndrie vier', 'een twaalf\ndrie acht')).to.have.length(2)
    expect(compareTexts('', 'nieuw')).to.deep.equal([{ before: [], after: [{ text: 'nieuw', changed: true }] }])
    expect(compareTexts('zelfde\r\n', 'zelfde')).to.deep.equal([{ same: ['zelfde'] }])
  })

  it('loses not a letter of either text, whatever they are', () => {
    const text = fc.array(fc.constantFrom('de ', 'het', '\n', ' ', 'paspoort', '<b>', '😀', 'é', '-'), {
      maxLength: 60,
    })
    const tidy = (lines: string) => lines.replace(/\n$/, '')
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [before, after] = [one.join(''), other.join('')]
        const found = compareTexts(before, after)
        expect(side(found, 'before')).to.equal(tidy(before))
        expect(side(found, 'after')).to.equal(tidy(after))
      }),
    )
  })

  it('stays readable for texts that have nothing in common, in bounded work', () => {
    const unlike = ['a b '.repeat(12_000), Array.from({ length: 9000 }, (_, n) => `woord${n}`).join(' ')] as const
    const [only, ...more] = compareTexts(...unlike)
    expect(more).to.deep.equal([])
    expect(only).to.deep.equal({
      before: [{ text: unlike[0], changed: true }],
      after: [{ text: unlike[1], changed: true }],
    })
  })

  it('names fields that differ, with people by their names', () => {
    const { fields } = compareContents(
      { data: { owner: 'mirjam-kok', themes: ['a', 'b'], duration: 10, title: 'Kwijt' }, body: '' },
      {
        data: {
          owner: 'ali-demir',
          themes: ['a', 'b'],
          duration: 12,
          title: 'Kwijt',
          mustRead: { before: '2026-12-01' },
        },
        body: '',
      },
      (_field, value) => ({ 'mirjam-kok': 'Mirjam Kok', 'ali-demir': 'Ali Demir' })[value] ?? value,
    )
    expect(fields.map(({ field, before, after }) => [field, textOf(before)[0], textOf(after)[0]])).to.deep.equal([
      ['owner', 'Mirjam Kok', 'Ali Demir'],
      ['duration', '10', '12'],
      ['mustRead', undefined, 'before: 2026-12-01'],
    ])
  })
})
