import { expect } from 'chai'
import { Corpus } from '../../server/search/engine/corpus/corpus.ts'
import { type Found, find } from '../../server/search/engine/finding/found.ts'
import { taughtBy } from '../../server/search/engine/finding/taught.ts'
import { aDocument, colleague, question } from './library.ts'

const taught = taughtBy({ synonyms: [] })
const words = 24

/** What a question finds, with the rows of words that were compared and the texts that were read for it. */
function asked(text: string): Found & { compared: number; read: number } {
  const counted = { compared: 0, read: 0 }
  const corpus = new Corpus()
  corpus.edit({ put: documents, gone: [] })
  const near = corpus.spelling.near.bind(corpus.spelling)
  const reading = corpus.reading.bind(corpus)
  corpus.spelling.near = (...given) => {
    counted.compared++
    return near(...given)
  }
  corpus.reading = (place) => {
    counted.read++
    return reading(place)
  }
  return { ...find(question(text), corpus, taught), ...counted }
}

const documents = [
  aDocument('a', 'Paspoort aanvragen', 'Een nieuw paspoort aan de balie'),
  aDocument('b', 'Balie', 'Aan de balie een rijbewijs; een paspoort gaat schriftelijk'),
  aDocument('c', 'Rijbewijs', 'Een nieuw rijbewijs'),
  ...Array.from({ length: 40 }, (_, i) => aDocument(`w${i}`, `Woord${'abcdefghij'[i % 10]}${i}`, 'Vergunningen')),
]

describe('The work for one question', () => {
  it('is bounded for words that nobody knows, however many there are', () => {
    const unknown = Array.from({ length: words }, (_, i) => `vergunningenx${'qwzy'[i % 4]}kkfj${i % 7 ? 'pl' : 'mn'}`)
    expect(asked(unknown.join(' ')).compared).to.equal(16)
    expect(asked('paspoortt').compared).to.equal(1)
  })

  it('is bounded for words with *, which share what they may stand for', () => {
    const all = Array.from({ length: words }, () => 'woord*').join(' ')
    const { plan, effort } = asked(all)
    for (const { alternatives } of plan.groups) expect(alternatives).to.have.length(2)
    expect(effort.spent.begun).to.equal(48)
    expect(asked('woord*').effort.spent.begun).to.equal(24)
  })

  it('is to read texts for a phrase only where all its words are, and for a word in quotes none', () => {
    expect(asked('"nieuw paspoort"'))
      .to.deep.include({ read: 1 })
      .and.to.have.nested.property('matches.places.length', 1)
    expect(asked('-"nieuw paspoort" rijbewijs')).to.deep.include({ read: 0 })
    expect(asked('"paspoort"')).to.deep.include({ read: 0 }).and.to.have.nested.property('matches.places.length', 2)
  })

  it('is not used up by words that only others may read', () => {
    const hidden = Array.from({ length: 2100 }, (_, i) => `zeldzaam${String.fromCharCode(97 + (i % 26))}${i}`).join(' ')
    const corpus = new Corpus()
    const readers = ['ict']
    corpus.edit({
      put: [aDocument('open', 'Zeldzaamzz'), aDocument('hidden', 'Van anderen', hidden, { readers })],
      gone: [],
    })
    const found = corpus.vocabulary.startingWith('zeldzaam', 5, corpus.readableBy(colleague))
    expect(found.map(({ surface }) => surface)).to.deep.equal(['zeldzaamzz'])
  })
})
