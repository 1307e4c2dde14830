import { expect } from 'chai'
import { Compounds } from '../../server/search/engine/analyser/compounds.ts'
import { analyse, stem } from '../../server/search/engine/analyser/index.ts'
import { buildEngine } from '../../server/search/engine/engine.ts'
import { aDocument, engine, found, question } from './library.ts'

describe('Dutch words', () => {
  const pairs = `paspoort/paspoorten gemeente/gemeentes gemeente/gemeenten huis/huizen brief/brieven lid/leden kind/kinderen
    subsidie/subsidies idee/ideeen foto/fotos categorie/categorieen stad/steden reis/reizen bewijs/bewijzen schuld/schulden
    gezinslid/gezinsleden aanvraag/aanvragen aanvraag/aangevraagd mogelijkheid/mogelijkheden bedrijf/bedrijven auto/autos plan/plannen
    verschil/verschillen bus/bussen onttrekken/onttrekt vragen/vraagt melden/meldt betalen/betaalt registreren/registreert
    blijven/blijft kopen/koopt markt/markten concept/concepten voorschrift/voorschriften contract/contracten kaart/kaarten`
  for (const pair of pairs.split(/\s+/)) {
    const [one = '', other = ''] = pair.split('/')
    it(`${one} and ${other} share a stem`, () => expect(stem(one, 'nl')).to.equal(stem(other, 'nl')))
  }
  for (const pair of ['adres/adre', 'proces/proce', 'status/statu', 'basis/basi', 'verleden/verlid']) {
    const [word = '', wrong = ''] = pair.split('/')
    it(`${word} keeps its own end`, () => expect(stem(word, 'nl')).to.not.equal(wrong))
  }
  it('folds diacritics before stemming and drops stop words', () => {
    expect(analyse("De ideeën van cliënten, foto's", 'nl').flatMap(({ term }) => term || [])).to.deep.equal([
      'idee',
      'client',
      'foto',
    ])
  })
  it('stems English in English documents', () => {
    expect(found('application')).to.include('e/passport')
  })
})

describe('Compounds', () => {
  const compounds = new Compounds()
  const words = ['client', 'ondersteuning', 'gezin', 'bijstand', 'uitkering', 'aanvraag', 'burger', 'lijk']
  compounds.change(words.map((surface) => ({ surface, cuts: true })))
  it('are cut at linking letters, into known words only', () => {
    expect(compounds.split('clientondersteuning')).to.deep.equal(['client', 'ondersteuning'])
    expect(compounds.split('gezinsbijstand')).to.deep.equal(['gezin', 'bijstand'])
    expect(compounds.split('bijstandsuitkeringsaanvraag')).to.deep.equal(['bijstand', 'uitkering', 'aanvraag'])
    expect(compounds.split('bijstandsuitkeringen')).to.deep.equal(['bijstand', 'uitkering'])
    expect(compounds.split('burgerlijk')).to.deep.equal([])
    expect(compounds.split('gezinsauto')).to.deep.equal([])
  })
  it('are found by their parts and the other way round', () => {
    expect(found('aanvraag uitkering')[0]).to.equal('p/uitkering')
    expect(found('kindpaspoort')).to.include('p/paspoort-kind')
    expect(found('geboorte aangifte')[0]).to.equal('p/geboorte')
  })
  it('are found when written as two words, also when one is a stop word by itself', () => {
    expect(found('rij bewijs')[0]).to.equal('p/rijbewijs')
    const answer = engine().query(question('aan gifte'))
    expect(answer.hits.map(({ id }) => id)).to.include('p/geboorte')
    expect(answer.correctedTo).to.equal(undefined)
  })
})

describe('Ranking', () => {
  it('puts documents with more of the words first', () => {
    expect(found('paspoort kwijt')[0]).to.equal('p/paspoort-kwijt')
    expect(found('paspoort kind')[0]).to.equal('p/paspoort-kind')
  })
  it('puts the one rare word before a common one', () => {
    const common = Array.from({ length: 15 }, (_, i) => aDocument(`p/${i}`, 'Afspraak maken'))
    const others = Array.from({ length: 25 }, (_, i) => aDocument(`l/${i}`, `Balie ${i}`, 'Wat je aan de balie doet.'))
    const rare = aDocument('p/rare', 'Huis kopen', 'De eigenaren staan in het kadaster.')
    const { hits } = buildEngine([...common, ...others, rare], { synonyms: [] }).query(question('afspraak kadaster'))
    expect(hits[0]?.id).to.equal('p/rare')
  })
  it('puts texts first in which the words stand together as in the question', () => {
    const between = 'wordt hier met veel andere telling genoemd naast formulieren balies loketten'
    const apart = aDocument('p/apart', 'Balie', `Verklaring ${between} gedrag`)
    const together = aDocument('p/together', 'Balie', `${between} verklaring omtrent het gedrag`)
    const two = buildEngine([apart, together], { synonyms: [] })
    const asked = question('verklaring gedrag')
    expect(two.query(asked).hits.map(({ id }) => id)).to.deep.equal(['p/together', 'p/apart'])
    const factor = (id: string) => two.explain(asked, id)?.steps.find(({ kind }) => kind === 'neighbours')?.factor
    expect([factor('p/together'), factor('p/apart')]).to.deep.equal([1.25, 1])
  })
  it('answers "wie" with people', () => {
    expect(found('wie weet iets van paspoorten')[0]).to.equal('m/mirjam')
  })
  it('favours a type that is named', () => {
    expect(found('les huizen')[0]).to.equal('l/huizen')
  })
  it('finds unfinished words', () => {
    expect(found('rijbew')[0]).to.equal('p/rijbewijs')
  })
  it('cuts results into pages', () => {
    const all = engine().query(question('', { pageSize: 50 })).hits
    const second = engine().query(question('', { page: 2, pageSize: 4 }))
    expect(second.hits).to.deep.equal(all.slice(4, 8))
    expect(engine().query(question('', { page: 99 })).hits).to.deep.equal([])
  })
})

describe('Other words and other spellings', () => {
  it('searches synonyms, also of several words, and says so', () => {
    const answer = engine().query(question('reisdocument vermist'))
    expect(answer.hits[0]?.id).to.equal('p/paspoort-kwijt')
    expect(answer.alsoSearched).to.deep.equal(['paspoort', 'kwijt'])
    expect(found('roze pasje')[0]).to.equal('p/rijbewijs')
    for (const text of ['linking pin', 'linking-pin', 'verbindingspersoon', 'contactpersoon'])
      expect(found(text), text).to.include('n/pin')
  })
  it('corrects unknown words and says to what', () => {
    const answer = engine().query(question('rijbewjis  verlengen'))
    expect(answer.hits[0]?.id).to.equal('p/rijbewijs')
    expect(answer.correctedTo).to.equal('rijbewijs verlengen')
    expect(engine().query(question('paspoort')).correctedTo).to.equal(undefined)
  })
  it('finds what was meant also when a slip happens to have the stem of another word', () => {
    const documents = [
      aDocument('p/lopen', 'Lopen naar de balie', 'Wie wil, kan naar de balie lopen.'),
      aDocument('p/lappen', 'Lappen tekst', 'Grote lappen tekst leest niemand.'),
    ]
    const { hits } = buildEngine(documents, { synonyms: [] }).query(question('loppen tekst'))
    expect(hits[0]?.id).to.equal('p/lappen')
  })
  it('finds the mistake inside a compound', () => {
    expect(
      engine()
        .query(question('paspoortaangfite'))
        .hits.map(({ id }) => id),
    ).to.include('p/geboorte')
  })
  it('offers known words when nothing is found', () => {
    const answer = engine().query(question('passpoorrt'))
    const near = [...answer.closestTerms, answer.correctedTo]
    expect(near).to.include('paspoort')
    expect(engine().query(question('qqqqqqqq')).closestTerms).to.deep.equal([])
  })
})
