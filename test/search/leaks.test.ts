import { expect } from 'chai'
import { mayRead } from '../../server/access/visibility.ts'
import { buildEngine } from '../../server/search/engine/engine.ts'
import { aDocument, colleague, editor, library, question, synonyms, typed } from './library.ts'

const secret = {
  title: 'Paspoort fraudeonderzoek zwartboek',
  body: 'Reorganisatieplan met zwartboek en vermissing.',
  themes: ['fraude'],
  units: ['ict'],
}
const hidden = [
  aDocument('g/fraude', secret.title, secret.body, {
    ...secret,
    type: 'secret',
    readers: 'editors',
    audiences: ['geheim'],
  }),
  aDocument('g/unit', 'Zwartboek van de juristen', 'Paspoort', { readers: ['juridische-zaken'], type: 'secret' }),
]
const asked = ['zwartboek paspoort', 'fraudeonderzoek', 'paspoort kwijt'].map((text) => ({ text, count: 9 }))
const themes = [{ slug: 'fraude', name: 'Fraude en zwartboeken', url: '/search?theme=fraude' }]
const hiddenIds = hidden.map(({ id }) => id)
const lessons = {
  synonyms: [...synonyms, ['reisdocumentje', 'reorganisatieplan']],
  asked,
  pinned: [{ questions: ['paspoort', 'vermist'], ids: hiddenIds }],
  chosen: hiddenIds.map((id) => ({ question: 'paspoort', id, count: 50 })),
}
const withSecrets = buildEngine([...library, ...hidden], lessons)
const without = buildEngine(library, lessons)
const texts = [
  '',
  'paspoort',
  'zwartboek',
  'zwartboe',
  'zwartbock',
  'fraudeonderzoek',
  'reorganisatieplan',
  'fraude onderzoek',
  'zwart*',
  '*boek',
  'z*k',
  '-*boek',
  '*boek* paspoort',
  'zwartboak~1',
  'fraude~2',
  '-paspoort~2',
  'zwartboek^9 paspoort',
  'titel:zwartboek',
  'titel:paspoort',
  'titel:"fraudeonderzoek zwartboek"',
  '-kind',
  '"zwartboek"',
  'vermist',
  'zzz',
  'secret',
  'paspoortzwartboek',
  'reisdocumentje',
  'wie',
  'van de',
  'van',
  'met',
]

describe('Documents somebody may not read', () => {
  for (const text of texts) {
    it(`do not show in the answer to ${JSON.stringify(text)}`, () => {
      const { hits, ...rest } = withSecrets.query(question(text, { pageSize: 50 }))
      const { hits: expected, ...others } = without.query(question(text, { pageSize: 50 }))
      expect(rest).to.deep.equal(others)
      expect(hits.map(({ id }) => id).sort()).to.deep.equal(expected.map(({ id }) => id).sort())
    })
    it(`do not show in suggestions for ${JSON.stringify(text)}`, () => {
      expect(withSecrets.suggest(typed(text, { themes }))).to.deep.equal(without.suggest(typed(text, { themes })))
    })
  }

  it('are explained only to those who find them', () => {
    for (const id of hiddenIds) {
      expect(withSecrets.explain(question('paspoort'), id)).to.equal(undefined)
      expect(withSecrets.explain(question('paspoort', { reader: editor }), id)?.pinned).to.equal(true)
      expect(withSecrets.explain({ ...question('paspoort', { reader: editor }), withheld: [id] }, id)).to.equal(
        undefined,
      )
    }
  })

  it('are found by those who may', () => {
    const ids = (reader = editor) => withSecrets.query(question('zwartboek', { reader })).hits.map(({ id }) => id)
    expect(ids().sort()).to.deep.equal(['g/fraude', 'g/unit'])
    expect(ids({ role: 'reader', units: ['juridische-zaken'] })).to.deep.equal(['g/unit'])
    expect(ids({ role: 'teamlead', units: ['burgerzaken'] })).to.deep.equal([])
    expect(withSecrets.query(question('zwartbock', { reader: editor })).correctedTo).to.equal('zwartboek')
  })
})

describe('Documents that were hidden after the index was built', () => {
  const wereOpen = buildEngine(
    [...library, ...hidden.map((one) => ({ ...one, readers: 'everyone' as const }))],
    lessons,
  )
  const withheld = hiddenIds
  // Everybody could read this word when the index was built, so that it still cuts a compound in two.
  const others = texts.filter((text) => text !== 'paspoortzwartboek')

  it('were found before', () => {
    expect(wereOpen.query(question('zwartboek')).total).to.equal(2)
  })

  for (const text of others) {
    it(`do not show in the answer to ${JSON.stringify(text)} any more`, () => {
      const { hits, ...rest } = wereOpen.query({ ...question(text, { pageSize: 50 }), withheld })
      const { hits: expected, ...others } = without.query(question(text, { pageSize: 50 }))
      expect(rest).to.deep.equal(others)
      expect(hits.map(({ id }) => id).sort()).to.deep.equal(expected.map(({ id }) => id).sort())
    })
    it(`do not show in suggestions for ${JSON.stringify(text)} any more`, () => {
      expect(wereOpen.suggest(typed(text, { themes, withheld }))).to.deep.equal(
        without.suggest(typed(text, { themes })),
      )
    })
  }
})

describe('Visibility', () => {
  it('is open to everyone, to editors and admins, or to the units named', () => {
    const lead = { role: 'teamlead' as const, units: ['burgerzaken'] }
    expect([
      mayRead('everyone', colleague),
      mayRead('editors', lead),
      mayRead(['burgerzaken'], lead),
      mayRead(['ict'], lead),
    ]).to.deep.equal([true, false, true, false])
    expect([
      mayRead('editors', editor),
      mayRead(['ict'], { role: 'admin', units: [] }),
      mayRead([], lead),
    ]).to.deep.equal([true, true, false])
  })
})
