import { expect } from 'chai'
import { withFields } from '../../server/content/edit-front-matter.ts'
import { splitFrontMatter } from '../../server/content/front-matter.ts'

const changes = { checked: '2026-11-22', review: undefined }

describe('A field of a file that gets another value', () => {
  it('leaves every other byte as it is: order, comments, quotes, folds and line ends', () => {
    const text =
      '---\r\n# van de redactie\r\ntitle:   "Paspoort: kwijt"\r\nchecked: 2025-01-02 # door Mirjam\r\nthemes: [ a,  b ]\r\n' +
      'review: 2025-06-01\r\nsummary: >\r\n  Wat je\r\n  doet.\r\n---\r\n\r\nchecked: 2025-01-02\r\n---\r\n'
    expect(withFields(text, changes)).to.equal(
      text.replace('2025-01-02', '2026-11-22').replace('review: 2025-06-01\r\n', ''),
    )
  })

  it('is added at the end when it was not there', () => {
    expect(withFields('---\ntitle: A\n---\n\nTekst.\n', changes)).to.equal(
      '---\ntitle: A\nchecked: 2026-11-22\n---\n\nTekst.\n',
    )
  })

  for (const [how, yaml] of [
    ['between braces', '{ title: A, checked: 2025-01-02, review: 2025-06-01 }\n'],
    ['indented', '  title: A\n  review: 2025-06-01\n  checked: 2025-01-02\n'],
    ['with the field to drop first', 'review: 2025-06-01\ntitle: A\nchecked: "2025-01-02"\n'],
    ['with quoted names', '"title": A\n"checked": 2025-01-02\n"review": 2025-06-01\n'],
  ]) {
    it(`says what it should in front matter ${how}`, () => {
      const { data, body } = splitFrontMatter(withFields(`---\n${yaml}---\n\nTekst.\n`, changes))
      expect(data).to.deep.equal({ title: 'A', checked: '2026-11-22' })
      expect(body).to.equal('Tekst.\n')
    })
  }

  it('may be a list, which stays as it was written: in lines or between brackets', () => {
    const lists = { themes: ['c', 'd'] }
    expect(withFields('---\nthemes: # van ons\n  - a\n  - b\nunit: x\n---\n\nTekst.\n', lists)).to.equal(
      '---\nthemes: # van ons\n  - c\n  - d\nunit: x\n---\n\nTekst.\n',
    )
    expect(withFields('---\nthemes: [a, b] # van ons\nunit: x\n---\n\nTekst.\n', lists)).to.equal(
      '---\nthemes: [c, d] # van ons\nunit: x\n---\n\nTekst.\n',
    )
  })
})
