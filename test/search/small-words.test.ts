import { expect } from 'chai'
import { buildEngine } from '../../server/search/engine/engine.ts'
import { aDocument, editor, idsOf, question } from './library.ts'

const engine = buildEngine(
  [
    aDocument('p/kaart', 'Gehandicaptenparkeerkaart', 'Iemand met een gebroken been.'),
    aDocument('p/klacht', 'Klacht over de gemeente', 'Zo doe je dat.'),
    aDocument('p/overlijden', 'Overlijden aangeven', 'Binnen zes dagen.'),
    aDocument('g/geheim', 'Wie over overname gaat', 'Overname', { readers: 'editors' }),
    aDocument('e/door', 'The front door', 'Somebody rings.', { language: 'en' }),
    aDocument('m/mirjam', 'Mirjam Kok', '', { type: 'person', keywords: ['paspoort'] }),
    aDocument('n/pin', 'Aanspreekpunt paspoort', '', { type: 'pin' }),
    aDocument('u/balie', 'Balie', '', { type: 'unit' }),
    aDocument('n/geheim', 'Beveiliging', '', { type: 'pin', readers: 'editors' }),
  ],
  { synonyms: [] },
)
const ask = (text: string) => engine.query(question(text))

describe('A question of nothing but small words', () => {
  it('finds what such a word means in the other language of the library', () => {
    expect(idsOf(ask('been'))[0]).to.equal('p/kaart')
    expect(idsOf(ask('door'))[0]).to.equal('e/door')
  })

  it('finds what begins so, as somebody may not have finished typing', () => {
    expect(idsOf(ask('over'))).to.deep.equal(['p/overlijden'])
  })

  it('finds titles in which the words stand, when there is nothing else', () => {
    expect(idsOf(ask('over de'))).to.deep.equal(['p/klacht'])
  })

  it('finds such titles of whatever kind, knowledge first', () => {
    const kinds = [undefined, 'pin', 'person', 'unit'].map((type, i) =>
      aDocument(`k/${i}`, `Alles over de ${type ?? 'buurt'}`, '', { ...(type && { type }) }),
    )
    const all = buildEngine(kinds.toReversed(), { synonyms: [] })
    expect(idsOf(all.query(question('over de')))).to.deep.equal(['k/0', 'k/1', 'k/2', 'k/3'])
  })

  it('finds all who may answer when it is only "wie", persons first', () => {
    for (const text of ['wie', 'Wie is', 'wie gaat over', 'who', 'wie weet', 'Bij wie', 'met wie bel ik over']) {
      expect(idsOf(ask(text)), text).to.deep.equal(['m/mirjam', 'n/pin', 'u/balie'])
    }
  })

  it('takes "bij wie" as "wie", and "voor wie" as other words', () => {
    expect(ask('bij wie moet ik zijn over paspoort')).to.include({ asksWho: true })
    expect(idsOf(ask('bij wie moet ik zijn over paspoort'))).to.deep.equal(idsOf(ask('wie gaat over paspoort')))
    expect(ask('voor wie is een paspoort')).to.include({ asksWho: false })
  })

  it('says that it tells little, and corrects nothing', () => {
    expect(ask('wie')).to.include({ isVague: true, asksWho: true })
    expect(ask('door')).to.include({ isVague: true, asksWho: false })
    expect(ask('door').correctedTo).to.equal(undefined)
    for (const text of ['paspoort', 'over paspoort', '', '*', '???']) expect(ask(text).isVague, text).to.equal(false)
  })

  it('tells nobody of what they may not read', () => {
    expect(idsOf(ask('wie'))).not.to.include('n/geheim')
    expect(idsOf(engine.query({ ...question('wie'), reader: editor }))).to.include('n/geheim')
    expect(idsOf(ask('over'))).not.to.include('g/geheim')
  })

  it('leaves out what must not be, and asks nothing then', () => {
    expect(ask('-de').total).to.equal(0)
    expect(ask('-wie').total).to.equal(0)
  })
})

describe('A question that is a name', () => {
  const named = buildEngine(
    [
      aDocument('u/burgerzaken', 'Burgerzaken', '', { type: 'unit' }),
      aDocument('p/burgerzaken', 'Brieven van burgerzaken', 'burgerzaken burgerzaken', { keywords: ['burgerzaken'] }),
    ],
    { synonyms: [] },
  )
  it('finds who is called so first, and else the knowledge', () => {
    expect(idsOf(named.query(question('burgerzaken')))[0]).to.equal('u/burgerzaken')
    expect(idsOf(named.query(question('brieven burgerzaken')))[0]).to.equal('p/burgerzaken')
  })
})
