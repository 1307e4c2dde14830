import { expect } from 'chai'
import { isPlainDutch, readability } from '../../server/content/readability.ts'
import { syllableCounter } from '../../server/content/syllables.ts'
import { worked } from '../support/worked.ts'

describe('syllables of Dutch words', () => {
  const counted: Record<string, number> = {
    ja: 1,
    over: 2,
    azijn: 2,
    idee: 2,
    ideeën: 3,
    nieuwe: 2,
    leeuw: 1,
    museum: 3,
    beoordeling: 4,
    theater: 3,
    radio: 3,
    reünie: 3,
    mooie: 2,
    officiële: 5,
    royaal: 2,
    hygiëne: 4,
    gemeentehuis: 4,
    identiteitskaart: 5,
    gehandicaptenparkeerkaart: 8,
    BSN: 3,
  }
  for (const [word, expected] of Object.entries(counted)) {
    it(`counts ${expected} in ${word}`, () => {
      expect(syllableCounter()(word)).to.equal(expected)
    })
  }

  it('stays quick on a word of a million letters', () => {
    expect(syllableCounter()('bax'.repeat(400_000))).to.equal(400_000)
  })
})

describe('readability', () => {
  const plain = 'Kijk eerst naar de foto. Is die goed? Geef dan het formulier. De burger tekent in het vak.'
  const stiff =
    'Ingevolge de desbetreffende bepalingen dient belanghebbende voorafgaandelijk schriftelijke toestemming te ' +
    'verkrijgen van het bestuursorgaan dat verantwoordelijkheid draagt voor de tenuitvoerlegging van de beschikking, ' +
    'onverminderd hetgeen dienaangaande anderszins is vastgelegd.'

  it('follows the formula of Flesch and Douma', () => {
    // 4 sentences, 16 words, 18 syllables
    const result = readability('Dit is een zin. Dat is een huis met ramen. Ik loop naar buiten. Hij wacht.')
    expect(result).to.include({ sentences: 4, words: 16 })
    expect(result.averageSentence).to.equal(4)
    expect(result.fleschDouma).to.equal(Math.round((206.84 - (0.77 * 1800) / 16 - 0.93 * 4) * 10) / 10)
  })

  it('passes plain Dutch and stops official Dutch', () => {
    expect(isPlainDutch(readability(plain))).to.equal(true)
    expect(readability(plain).level).to.equal('A2')
    expect(isPlainDutch(readability(stiff))).to.equal(false)
    expect(readability(stiff).level).to.equal('C1')
  })

  it('says on which line a long sentence starts', () => {
    const { longSentences } = readability(`## Kop\n\n${plain}\n\n- kort punt\n- ${stiff}\n`)
    expect(longSentences).to.have.length(1)
    expect(longSentences[0]).to.include({ line: 6, words: 29 })
  })

  it('does not hold a term of the trade against the writer', () => {
    const text = 'Een gehandicaptenparkeerkaart vraag je aan bij de balie. Twee gehandicaptenparkeerkaarten mag ook.'
    const strict = readability(text)
    const fair = readability(text, ['gehandicaptenparkeerkaart'])
    expect(strict.hardWords.map(({ word }) => word)).to.include('gehandicaptenparkeerkaart')
    expect(fair.hardWords).to.deep.equal([])
    expect(fair.fleschDouma).to.be.greaterThan(strict.fleschDouma)
    expect(fair.averageSentence).to.equal(strict.averageSentence)
  })

  it('reads what a reader reads: no headings, tables, code, choices or marks', () => {
    const result = readability(
      [
        '# Een kop',
        '',
        'Vraag **altijd** naar [het bewijs](bewijs.md) van {bedrag: paspoort}.',
        '',
        '| a | b |',
        '|---|---|',
        '| c | d |',
        '',
        '```',
        'code hier',
        '```',
        '- [Ja](#stap-een)',
        '> [!TIP]',
        '> Blijf rustig.',
      ].join('\r\n'),
    )
    expect(result).to.include({ sentences: 2, words: 9 })
  })

  it('does not end a sentence at an abbreviation or an initial', () => {
    expect(
      readability('Neem b.v. het paspoort van dhr. J. de Vries mee, bijv. Nederlands of Belgisch.').sentences,
    ).to.equal(1)
  })

  it('measures an empty text as easy', () => {
    expect(readability('')).to.include({ fleschDouma: 100, words: 0, averageSentence: 0 })
  })

  it('stays quick on hostile text', () => {
    for (const part of ['[', '](', '.', '>', '- ', '<', '{bedrag:', '"', '* ', 'b.', '\n>']) {
      const start = worked()
      readability(part.repeat(200_000))
      expect(worked() - start, part).to.be.lessThan(1500)
    }
  })
})
