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
})
