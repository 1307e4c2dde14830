import { expect } from 'chai'
import fc from 'fast-check'
import { addsUpAsIban, findPersonalData, passesElevenTest } from '../../server/content/personal-data.ts'
import { Directory } from '../../server/people/directory.ts'
import { Person, Unit } from '../../server/people/person.ts'

const kinds = (text: string) => findPersonalData(text).map(({ kind }) => kind)

/** Nine digits of which the last makes the eleven-test come out. */
const bsn = fc
  .tuple(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 8 }))
  .map(([digits]) => ({ digits, check: digits.reduce((sum, digit, place) => sum + digit * (9 - place), 0) % 11 }))
  .filter(({ digits, check }) => check < 10 && digits.some((digit) => digit > 0))
  .map(({ digits, check }) => [...digits, check].join(''))

const writtenAs = [
  (digits: string) => digits,
  (digits: string) => `${digits.slice(0, 4)}.${digits.slice(4, 6)}.${digits.slice(6)}`,
  (digits: string) => `${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`,
  (digits: string) => `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}`,
]
const around = fc.constantFrom(
  ['', ''],
  ['BSN: ', '.'],
  ['bsn', ''],
  ['Het nummer is (', ')'],
  ['- In 2026 ', ' en verder'],
  ['| 2 | ', ' |'],
  ['"', '"'],
  ['Regel\n', '\n5'],
)

describe('Data on persons in a text', () => {
  it('holds every BSN, however it is written and whatever stands around it', () => {
    fc.assert(
      fc.property(bsn, fc.constantFrom(...writtenAs), around, (digits, write, [before = '', after = '']) => {
        expect(kinds(before + write(digits) + after)).to.deep.equal(['bsn'])
      }),
      { numRuns: 500 },
    )
  })

  it('holds no BSN in nine digits that fail the eleven-test', () => {
    const others = fc.stringMatching(/^\d{9}$/).filter((digits) => !passesElevenTest(digits))
    fc.assert(
      fc.property(others, fc.constantFrom(...writtenAs), (digits, write) => {
        expect(kinds(`Zaak ${write(digits)}.`)).not.to.include('bsn')
      }),
      { numRuns: 500 },
    )
  })

  it('holds no BSN in a longer number, a code, an account or a telephone number', () => {
    const longer = fc.constantFrom(['1', ''], ['', '7'], ['a', ''], ['', 'f'], ['3.', ''], ['', ',50'])
    fc.assert(
      fc.property(bsn, longer, (digits, [before = '', after = '']) => {
        expect(kinds(`Nummer ${before}${digits}${after}`)).not.to.include('bsn')
      }),
    )
    expect(kinds('+31 612345671 en NL91 ABNA 0417 1643 00')).to.deep.equal(['phone', 'iban'])
  })

  it('says where it stands, in lines and columns from 1', () => {
    expect(findPersonalData('Eerst dit.\r\n\r\nDan 111222333 hier.')).to.deep.equal([
      { kind: 'bsn', line: 3, column: 5, length: 9 },
    ])
  })

  it('is found as well in a text that is full of it', () => {
    const found = findPersonalData('111222333\r\nmail a@b.nl\n'.repeat(40_000))
    expect(found).to.have.length(80_000)
    expect(found.at(-1)).to.deep.equal({ kind: 'email', line: 80_000, column: 6, length: 6 })
  })

  it('holds bank accounts, with and without spaces, that add up', () => {
    for (const iban of ['NL91ABNA0417164300', 'NL91 ABNA 0417 1643 00', 'nl91abna0417164300', 'BE68 5390 0754 7034']) {
      expect(kinds(`Maak het over naar ${iban} en bewaar het bewijs.`), iban).to.deep.equal(['iban'])
      expect(addsUpAsIban(iban)).to.equal(true)
    }
    expect(kinds('Maak het over naar NL92ABNA0417164300 en bewaar het.')).to.deep.equal([])
  })

  it('holds telephone numbers of persons, not of services', () => {
    for (const phone of [
      '06-12345678',
      '06 12 34 56 78',
      '+31 6 12345678',
      '+31 (0)6 12345678',
      '030-2861000',
      '(030) 286 10 00',
    ]) {
      expect(kinds(`Bel ${phone}.`), phone).to.deep.equal(['phone'])
    }
    for (const other of [
      '14 030',
      '112',
      '0900-8844',
      '0800 1351',
      '088 123 45 67',
      '€ 1.234.567,89',
      '12-11-2026',
      '2026',
    ]) {
      expect(kinds(`Bel ${other}.`), other).to.deep.equal([])
    }
  })

  it('holds e-mail addresses, and dates that are said to be of birth', () => {
    expect(kinds('Mail jan.jansen@gmail.com of [haar](mailto:a@b.example.nl).')).to.deep.equal(['email', 'email'])
    for (const born of [
      'geboren op 12-03-1985',
      'Geboortedatum: 1985-03-12',
      'geb. 1/2/85',
      'date of birth 3 mei 1970',
    ]) {
      expect(kinds(`Jan, ${born}.`), born).to.deep.equal(['birth-date'])
    }
    expect(kinds('De wet geldt sinds 12-03-1985.')).to.deep.equal([])
  })

  it('leaves the colleagues and units of the directory out', () => {
    const colleague = Person.parse({
      slug: 'mirjam-kok',
      name: 'Mirjam Kok',
      phone: '06-12345678',
      email: 'm.kok@voorbeeld.nl',
    })
    const unit = Unit.parse({ slug: 'burgerzaken', name: 'Burgerzaken', description: 'Balie', phone: '030-2861000' })
    const directory = new Directory([colleague], [unit])
    expect(
      findPersonalData('Bel +31 6 1234 5678 of 030 286 10 00, of mail M.Kok@voorbeeld.nl.', directory),
    ).to.deep.equal([])
    expect(findPersonalData('Bel 06 87654321.', directory)).to.have.length(1)
  })

  it('is found in a text of 100 KB without keeping the server busy', () => {
    const text = 'Nummer 12 34 56 78 90 ab12 0'.repeat(4000) + '1 '.repeat(2000) + 'a.'.repeat(4000)
    expect(findPersonalData(text)).to.be.an('array')
  }).timeout(2000)
})
