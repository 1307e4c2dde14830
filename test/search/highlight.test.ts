import { expect } from 'chai'
import { buildEngine } from '../../server/search/engine/engine.ts'
import { aDocument, question } from './library.ts'

const long = `${'Eerst komt er veel tekst die er niet toe doet. '.repeat(20)}Pas daarna gaat het over een verloren paspoort & meer.`
const engine = buildEngine(
  [
    aDocument('x', '<script>alert("paspoort")</script> Paspoorten', long),
    aDocument('y', 'Reisdocumenten', '<img src=x onerror=alert(1)>'),
  ],
  { synonyms: [['paspoort', 'reisdocument']] },
)
const hit = (text: string, id: string) => engine.query(question(text)).hits.find((one) => one.id === id)

describe('Marked results', () => {
  it('escape first and mark after', () => {
    expect(hit('paspoort', 'x')?.titleHtml).to.equal(
      '&lt;script&gt;alert(&quot;<mark>paspoort</mark>&quot;)&lt;/script&gt; <mark>Paspoorten</mark>',
    )
    expect(hit('script', 'x')?.titleHtml).to.match(/^&lt;<mark>script<\/mark>&gt;/)
    expect(hit('reisdocument', 'y')?.snippetHtml).to.equal('&lt;img src=x onerror=alert(1)&gt;')
  })
  it('show the stretch where the words stand', () => {
    const snippet = hit('paspoort verloren', 'x')?.snippetHtml ?? ''
    expect(snippet).to.match(/^… /).and.include('<mark>verloren</mark> <mark>paspoort</mark> &amp; meer.')
    expect(snippet.length).to.be.below(320)
  })
  it('mark synonyms too', () => {
    expect(hit('paspoort', 'y')?.titleHtml).to.equal('<mark>Reisdocumenten</mark>')
  })

  const filler = 'Hier staat iets anders dat lang duurt. '
  const shown = (text: string, body: string) =>
    buildEngine([aDocument('z', 'Titel', body)], { synonyms: [] }).query(question(text)).hits[0]?.snippetHtml ?? ''

  it('show where most different words stand together, not where one is said often', () => {
    const body = `${'Een paspoort is een paspoort. '.repeat(20)}${filler.repeat(20)}Bij spoed kost het paspoort meer geld.${filler.repeat(20)}`
    expect(shown('paspoort spoed geld', body)).to.include(
      '… Bij <mark>spoed</mark> kost het <mark>paspoort</mark> meer <mark>geld</mark>.',
    )
  })

  it('show a phrase rather than its words apart', () => {
    const body = `Gedrag is goed als het bewijs er is. ${filler.repeat(20)}Vraag een bewijs van goed gedrag aan. ${filler.repeat(20)}`
    expect(shown('"bewijs van goed gedrag"', body)).to.match(/^… Vraag een <mark>bewijs<\/mark> van <mark>goed<\/mark>/)
  })

  it('look at the whole of a very long text', () => {
    const body = `${filler.repeat(3000)}De kamelenvergunning kost niets. ${filler.repeat(1000)}`
    expect(shown('kamelenvergunning', body)).to.include('… De <mark>kamelenvergunning</mark> kost niets.')
  })

  it('keep headings and lists apart from what follows them', () => {
    const body = 'Wat neem je mee\nPaspoort\nTwee foto’s\nNeem alles mee.\nLet op:\nKlaar?\n\nDan bellen we.'
    expect(shown('paspoort', body)).to.equal(
      'Wat neem je mee · <mark>Paspoort</mark> · Twee foto’s · Neem alles mee. Let op: Klaar? Dan bellen we.',
    )
    const far = `${filler.repeat(20)}\nZo vraag je het aan\nBel eerst de balie\n${filler.repeat(20)}`
    expect(shown('balie', far)).to.match(/^… Bel eerst de <mark>balie<\/mark> · Hier staat/)
  })

  it('end with a sentence where that fits, and never in the middle of a word', () => {
    const text = shown('paspoort', `${filler.repeat(30)}Het paspoort ligt klaar. ${filler.repeat(30)}`).replace(
      /<\/?mark>/g,
      '',
    )
    expect(text).to.match(/^… Het paspoort ligt klaar\. .*duurt\. …$/)
    expect(text.length).to.be.below(230)
  })
})
