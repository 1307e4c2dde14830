import { expect } from 'chai'
import { teach } from '../../server/search-lessons.ts'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, itemText, protocol, protocolFields } from '../support/library.ts'

const { duration: _, ...fields } = protocolFields
const story = {
  happenedOn: '2026-10-01',
  expected: 'Dit.',
  happened: 'Dat.',
  cause: 'Zus.',
  lesson: 'Een tuinhek, zei iemand terloops.',
}
const onTop = { item: 'desk-protocols/kwijt', place: 1, view: 'list' } as const
const colleagues = ['sanne-brouwer', 'pieter-dijk', 'mirjam-kok']

describe('What becomes of questions', () => {
  let house: TestHouse
  let now = new Date(2026, 10, 20, 10, 0)
  const day = (date: number) => {
    now = new Date(2026, 10, date, 10, 0)
  }
  const rowsOf = (name: string) => house.house.store.connection.collection(name).find().toArray()
  const settled = () => house.house.searchAnalytics.settle()

  before(async () => {
    const library = await aLibrary({
      'desk-protocols/kwijt.md': protocol(),
      'desk-protocols/geheim.md': protocol({ title: 'Paspoortgeheim', visibility: 'editors' }),
      ...Object.fromEntries(
        Array.from({ length: 11 }, (_, i) => [`desk-protocols/hek-${i}.md`, protocol({ title: `Tuinhek ${i}` })]),
      ),
      'lessons-learned/poort.md': itemText({ ...fields, ...story, title: 'Een poort' }),
    })
    house = await aHouse({ library, now: () => now })
  })
  after(() => house.close())
  beforeEach(async () => {
    day(20)
    await settled()
    for (const name of ['searchQuestions', 'searchOpened', 'searchSought'])
      await house.house.store.connection.collection(name).deleteMany({})
  })

  const ask = async (person: string, text: string) => {
    const browser = await house.as(person)
    await browser.get('/search').query({ q: text }).expect(200)
    await settled()
    return browser
  }
  /** Follows a link on the page of this search, as a browser does. */
  const open = async (person: string, address: string, path: string, status = 200) => {
    await (await house.as(person)).get(path).set('Referer', `${house.url}${address}`).expect(status)
    await settled()
  }
  /** Everybody asks it, spread over two days. */
  const askedByAll = async (text: string) => {
    for (const person of colleagues) {
      await ask(person, text)
      day(21)
    }
  }
  const seenBy = async (person: string, path: string) => (await (await house.as(person)).get(path).expect(200)).text

  describe('that find nothing', () => {
    it('are shown to editors when three people asked them, without who', async () => {
      await askedByAll('Kamelenrace ')
      const page = await seenBy('lotte-van-dam', '/search/insights')
      expect(page).to.match(/kamelenrace<\/a>\s*<\/th>\s*<td data-label="Aantal keer">3</)
      expect(page)
        .to.include('21 november 2026')
        .and.not.match(/Sanne|Pieter|Mirjam/)
      await (await house.as('sanne-brouwer')).get('/search/insights').expect(403)
    })

    it('stand on the workboard too, which leads to all of them, as does the address of before', async () => {
      await askedByAll('eendenrace')
      const board = await seenBy('lotte-van-dam', '/work')
      expect(board).to.include('>eendenrace</a>').and.include('href="/search/insights?days=90&amp;all=missing"')
      for (const path of ['/work/unanswered', '/search/unanswered']) {
        const { headers } = await (await house.as('lotte-van-dam')).get(path)
        expect(headers.location, path).to.equal('/search/insights?days=90&all=missing')
        expect((await (await house.as('sanne-brouwer')).get(path)).text).not.to.include('eendenrace')
      }
      const page = await seenBy('lotte-van-dam', '/search/insights?days=90&all=missing')
      expect(page).to.include('eendenrace</a>').and.not.include('insights-most')
    })

    it('are not shown any more once somebody found something for them', async () => {
      await askedByAll('slakkenrace')
      house.house.searchAnalytics.noteAsked({ text: 'slakkenrace', person: 'a', day: '2026-11-22' }, true)
      await settled()
      day(23)
      expect(await seenBy('lotte-van-dam', '/search/insights')).not.to.include('id="insights-missing"')
      house.house.searchAnalytics.noteAsked({ text: 'slakkenrace', person: 'b', day: '2026-11-23' }, false)
      await settled()
      expect(await seenBy('lotte-van-dam', '/search/insights')).to.include('id="insights-missing"')
    })

    it('are not shown when one person asks them over and over', async () => {
      for (const date of [20, 21, 22, 23]) {
        day(date)
        await ask('sanne-brouwer', 'eenzame vraag')
      }
      expect(await seenBy('lotte-van-dam', '/search/insights')).not.to.include('eenzame vraag')
    })

    it('are not shown when one or two people ask them every week', async () => {
      for (const day of ['2026-10-01', '2026-10-09', '2026-10-17', '2026-10-25'])
        for (const person of ['sanne-brouwer', 'pieter-dijk'])
          house.house.searchAnalytics.noteAsked({ text: 'wekelijkse vraag', person, day }, false)
      await settled()
      expect((await rowsOf('searchQuestions')).map(({ asked }) => asked)).to.deep.equal([2, 2, 2, 2])
      expect(await seenBy('lotte-van-dam', '/search/insights?days=90')).not.to.include('wekelijkse vraag')
      house.house.searchAnalytics.noteAsked(
        { text: 'wekelijkse vraag', person: 'mirjam-kok', day: '2026-10-25' },
        false,
      )
      await settled()
      expect(await seenBy('lotte-van-dam', '/search/insights?days=90')).to.include('wekelijkse vraag')
    })

    it('are not shown when all of it was on one day', async () => {
      for (const person of colleagues) await ask(person, 'storing vandaag')
      expect(await seenBy('lotte-van-dam', '/search/insights')).not.to.include('storing vandaag')
    })

    it('say nothing when filters hid what there is', async () => {
      await (await house.as('sanne-brouwer')).get('/search?q=verlof+paspoort&unit=belastingen').expect(200)
      await settled()
      expect(await rowsOf('searchQuestions')).to.deep.equal([])
    })
  })

  describe('that may point at somebody', () => {
    for (const text of [
      '123456782',
      'jan@voorbeeld.nl',
      '123.456.782',
      '123 456 782',
      '06 12 34 56 78',
      '+31 (0)6-1234 5678',
      '12-03-1985',
      '12–03–1985',
      '123,456,782',
      '１２３４５６７８２',
      '1234 AB 12',
      '1234-AB-12',
      'Mirjam Kok',
      'kok',
      'titel:kok',
      'mirjam~1 +kok^3',
      'lotte dam',
      'verlof lotte van dam',
      '  ***  ',
    ]) {
      it(`are not kept: ${text}`, async () => {
        await ask('sanne-brouwer', text)
        expect(await rowsOf('searchQuestions')).to.deep.equal([])
      })
    }

    it('are kept when there is only a year or an amount in it', async () => {
      await ask('sanne-brouwer', 'kamelenrace 2026 voor 1500 euro')
      expect((await rowsOf('searchQuestions')).map(({ text }) => text)).to.deep.equal([
        'kamelenrace 2026 voor 1500 euro',
      ])
    })
  })

  describe('of which a result was opened', () => {
    const opened = async () =>
      (await rowsOf('searchOpened')).map(({ text, item, place, count }) => [text, item, place, count])

    it('are counted with the place at which it stood, once for each person', async () => {
      await open('sanne-brouwer', '/search?q=Paspoort', '/desk-protocols/kwijt')
      await open('sanne-brouwer', '/search?q=Paspoort', '/desk-protocols/kwijt')
      await open('pieter-dijk', '/search?q=Paspoort', '/desk-protocols/kwijt')
      expect(await opened()).to.deep.equal([['paspoort', 'desk-protocols/kwijt', 1, 2]])
      expect((await rowsOf('searchQuestions')).map((row) => row.opened)).to.deep.equal([2])
    })

    it('are no choice of many when one person opens them every week', async () => {
      for (const day of ['2026-10-01', '2026-10-09', '2026-10-17'])
        house.house.searchAnalytics.noteOpened({ text: 'paspoort', person: 'a', day }, onTop)
      await settled()
      expect(await house.house.searchAnalytics.chosen('2026-09-01')).to.deep.equal([])
    })

    it('are counted from the view by type and from later pages too, with the place on the page', async () => {
      const resultsOf = async (address: string) => {
        const { text } = await (await house.as('sanne-brouwer')).get(address).expect(200)
        return [...text.matchAll(/--level-3"><a class="nl-link" href="([^"]+)"/g)].map(([, path = '']) => path)
      }
      const question = '/search?q=tuinhek'
      const [best, byType, later] = [
        await resultsOf(question),
        await resultsOf(`${question}&by=type`),
        await resultsOf(`${question}&page=2`),
      ]
      const place = byType.findIndex((path) => !best.includes(path))
      expect(place).to.equal(4)
      await open('sanne-brouwer', `${question}&by=type`, byType[place] ?? '')
      await open('pieter-dijk', `${question}&page=2`, later[0] ?? '')
      expect((await rowsOf('searchOpened')).map(({ place, view }) => [place, view])).to.deep.equal([
        [place + 1, 'type'],
        [11, 'list'],
      ])
    })

    it('tell more the lower they stood, but only of three people on two days', async () => {
      const { searchAnalytics } = house.house
      const choose = (person: string, day: string, place: number) =>
        searchAnalytics.noteOpened({ text: 'kliko', person, day }, { item: 'a/b', place, view: 'list' })
      for (const person of ['a', 'b', 'c']) choose(person, '2026-11-10', 4)
      await settled()
      expect(await searchAnalytics.chosen('2026-11-01')).to.deep.equal([])
      choose('d', '2026-11-11', 100)
      await settled()
      expect(await searchAnalytics.chosen('2026-11-01')).to.deep.equal([{ question: 'kliko', id: 'a/b', count: 9 }])
      expect(await searchAnalytics.chosen('2026-11-11')).to.deep.equal([])
    })

    it('are people and units too', async () => {
      await open('sanne-brouwer', '/search?q=burgerzaken', '/units/burgerzaken')
      expect((await opened())[0]?.[1]).to.equal('units/burgerzaken')
    })

    const others: Array<[what: string, address: string, path: string, status?: number]> = [
      ['that was no result of the question', '/search?q=kamelenrace', '/desk-protocols/kwijt'],
      ['that one may not read', '/search?q=paspoortgeheim', '/desk-protocols/geheim', 404],
      ['that was come to from elsewhere', '/desk-protocols?q=paspoort', '/desk-protocols/kwijt'],
      ['for a question that may point at somebody', '/search?q=paspoort+123456782', '/desk-protocols/kwijt'],
      ['for no question', '/search', '/desk-protocols/kwijt'],
    ]
    for (const [what, address, path, status] of others) {
      it(`are not those of a page ${what}`, async () => {
        await open('sanne-brouwer', address, path, status)
        expect(await opened()).to.deep.equal([])
      })
    }

    it('are not counted by what another site says', async () => {
      const sanne = await house.as('sanne-brouwer')
      await sanne.get('/desk-protocols/kwijt').set('Referer', 'https://evil.example/search?q=paspoort').expect(200)
      await sanne.get('/desk-protocols/kwijt').set('Referer', 'not an address').expect(200)
      await settled()
      expect(await opened()).to.deep.equal([])
    })
  })

  describe('that were answered, said to be right or not', () => {
    const post = async (person: string, path: string, body: Record<string, string>, status = 303) =>
      (await house.as(person)).post(path).type('form').send(body).expect(status)
    const remarks = async () => (await rowsOf('searchSought')).map(({ text, sought }) => [text, sought])

    it('are counted, with thanks', async () => {
      const answered = await post('sanne-brouwer', '/search/feedback', { q: 'Melding', answer: 'yes' })
      await post('pieter-dijk', '/search/feedback', { q: 'melding', answer: 'no' })
      await settled()
      const [row] = await rowsOf('searchQuestions')
      expect(row).to.include({ text: 'melding', right: 1, wrong: 1 })
      expect(await seenBy('sanne-brouwer', (answered.headers.location as string).replace('#thanks', ''))).to.include(
        'Dank je',
      )
    })

    it('are counted once for each person', async () => {
      for (const answer of ['yes', 'no', 'no'])
        await post('sanne-brouwer', '/search/feedback', { q: 'tweemaal', answer })
      await settled()
      expect((await rowsOf('searchQuestions')).map(({ right, wrong }) => [right, wrong])).to.deep.equal([
        [1, undefined],
      ])
    })

    it('are refused when the answer is neither yes nor no', async () => {
      await post('sanne-brouwer', '/search/feedback', { q: 'melding', answer: 'misschien' }, 400)
    })

    it('lead whoever says no to a form in which they can tell more', async () => {
      const { headers } = await post('sanne-brouwer', '/search/feedback', { q: 'aanslag "2026"', answer: 'no' })
      expect(await seenBy('sanne-brouwer', headers.location as string)).to.include('Wat zocht je?')
      await post('sanne-brouwer', '/search/feedback/sought', { q: 'aanslag "2026"', sought: 'De datum van betaling' })
      expect(await remarks()).to.deep.equal([['aanslag "2026"', 'De datum van betaling']])
    })

    for (const [what, sought, says] of [
      ['an empty remark', '  ', 'Vul in wat je zocht'],
      ['a remark that is too long', 'a'.repeat(301), 'hoogstens 300 tekens'],
      ['a BSN', 'De zaak van 123456782', 'wat over een persoon gaat'],
      ['an address', 'bel jan@voorbeeld.nl', 'wat over een persoon gaat'],
    ] as const) {
      it(`do not keep ${what}, and keep what was typed in the form`, async () => {
        const { text } = await post('sanne-brouwer', '/search/feedback/sought', { q: 'melding', sought }, 422)
        expect(text).to.include(says).and.include(sought.trim()).and.include('aria-invalid="true"')
        expect(await remarks()).to.deep.equal([])
      })
    }

    it('are not asked about when the question is not kept', async () => {
      expect(await seenBy('sanne-brouwer', '/search?q=paspoort')).to.include('Was dit wat je zocht?')
      expect(await seenBy('sanne-brouwer', '/search?q=mirjam+kok')).not.to.include('Was dit wat je zocht?')
    })
  })

  describe('as editors see them together', () => {
    const often = async (text: string, how: { isFound: boolean; opened?: number; wrong?: number }) => {
      const { searchAnalytics } = house.house
      for (const [place, person] of ['a', 'b', 'c', 'd', 'e', 'f'].entries()) {
        const asking = { text, person, day: place < 3 ? '2026-11-10' : '2026-11-20' }
        searchAnalytics.noteAsked(asking, how.isFound)
        if (place < (how.opened ?? 0)) searchAnalytics.noteOpened(asking, onTop)
        if (place < (how.wrong ?? 0)) searchAnalytics.noteJudged(asking, false)
      }
      await settled()
    }
    const shown = async (days = 30) => {
      const page = await seenBy('lotte-van-dam', `/search/insights?days=${days}`)
      const parts = page.split('<section class="card" aria-labelledby="insights-').slice(1)
      const asked = (part: string) =>
        [...part.matchAll(/<th scope="row">\s*<a[^>]*>([^<]*)/g)].map(([, text = '']) => text)
      return Object.fromEntries(parts.map((part) => [part.slice(0, part.indexOf('"')), asked(part)]))
    }

    it('stand where something can be done about them', async () => {
      await often('laadpaal', { isFound: false })
      await often('paspoort halen', { isFound: true, opened: 1, wrong: 2 })
      await often('vermist', { isFound: true, opened: 6 })
      expect(await shown()).to.deep.equal({
        missing: ['laadpaal'],
        seldom: ['paspoort halen'],
        wrong: ['paspoort halen'],
        most: ['laadpaal', 'paspoort halen', 'vermist'],
      })
    })

    it('show what was chosen while it stood low, and the way to put it on top', async () => {
      const { searchAnalytics } = house.house
      const choose = (text: string, place: number, view: 'list' | 'type') => {
        for (const [number, person] of ['a', 'b', 'c'].entries())
          searchAnalytics.noteOpened(
            { text, person, day: `2026-11-1${number}` },
            { item: 'desk-protocols/kwijt', place, view },
          )
      }
      choose('reispas weg', 6, 'list')
      choose('pas weg', 2, 'list')
      choose('pas zoek', 6, 'type')
      await settled()
      expect((await shown()).low).to.deep.equal(['reispas weg'])
      expect(await seenBy('lotte-van-dam', '/search/insights')).to.include(
        '/search/curation/pinned/new?q=reispas+weg&amp;id=desk-protocols%2Fkwijt',
      )
    })

    it('are of the last days only, and of a group in those days', async () => {
      await often('laadpaal oud', { isFound: false })
      expect(await shown(7)).to.deep.equal({})
      expect(await shown(90)).to.have.property('missing')
    })

    it('show what people wrote, and lead to what helps', async () => {
      await often('laadpaal <b>', { isFound: false })
      const asking = { text: 'laadpaal <b>', person: 'a', day: '2026-11-20' }
      await house.house.searchAnalytics.noteSought(asking, 'Een <i>paal</i>')
      const page = await seenBy('lotte-van-dam', '/search/insights')
      expect(page).to.include('Een &lt;i&gt;paal').and.include('/search/curation/synonyms/new?word=laadpaal+%3Cb%3E')
      expect(page).to.include('href="/write?title=Laadpaal+%3Cb%3E"').and.not.include('insights-wrong')
    })

    it('are counted by the week, but a week with fewer than five tells nothing', async () => {
      const noted = (date: string, times: number, isFound: boolean) => {
        for (let person = 0; person < times; person++)
          house.house.searchAnalytics.noteAsked({ text: `van week ${times}`, person: `${person}`, day: date }, isFound)
      }
      noted('2026-11-02', 3, false)
      noted('2026-11-08', 9, true)
      noted('2026-11-09', 4, false)
      await settled()
      expect(await seenBy('lotte-van-dam', '/search/insights')).not.to.include('Vragen per week')
      noted('2026-11-20', 6, true)
      await settled()
      const page = await seenBy('lotte-van-dam', '/search/insights')
      const weeks = [...page.matchAll(/<tr><th scope="row">([\d-]+)<\/th><td[^>]*>([^<]*)<\/td><td[^>]*>([^<]*)</g)]
      expect(weeks).to.have.length(13)
      expect(weeks.slice(-3).map(([, ...cells]) => cells)).to.deep.equal([
        ['02-11-2026', '12', '25%'],
        ['09-11-2026', 'minder dan 5', '–'],
        ['16-11-2026', '6', '0%'],
      ])
      expect(page.match(/<rect class="weeks-found"/g)).to.have.length(2)
    })

    it('are for those who may see them', async () => {
      for (const person of ['sanne-brouwer', 'pieter-dijk'])
        await (await house.as(person)).get('/search/insights').expect(403)
      for (const person of ['lotte-van-dam', 'ruben-vos'])
        await (await house.as(person)).get('/search/insights?days=nonsense').expect(200)
    })
  })

  it('are kept without person, session, address or hour, and forgotten after ninety days', async () => {
    await ask('sanne-brouwer', 'inwoner')
    await open('sanne-brouwer', '/search?q=inwoner', '/desk-protocols/kwijt')
    const at = new Date('2026-11-20')
    expect(await rowsOf('searchQuestions')).to.deep.equal([
      { _id: '2026-11-20 inwoner', text: 'inwoner', day: '2026-11-20', asked: 1, people: 1, opened: 1, at },
    ])
    expect(await rowsOf('searchOpened')).to.deep.equal([
      {
        _id: '2026-11-20 desk-protocols/kwijt list 1 inwoner',
        text: 'inwoner',
        item: 'desk-protocols/kwijt',
        place: 1,
        view: 'list',
        day: '2026-11-20',
        count: 1,
        at,
      },
    ])
    for (const name of ['searchQuestions', 'searchOpened', 'searchSought']) {
      const indexes = await house.house.store.connection.collection(name).indexes()
      expect(indexes.map(({ expireAfterSeconds }) => expireAfterSeconds)).to.include(90 * 24 * 60 * 60)
    }
  })
})

describe('What was often opened for a question', () => {
  let house: TestHouse
  let now = new Date(2026, 10, 20, 10, 0)
  const hits = async (running: TestHouse) =>
    (await (await running.as('sanne-brouwer')).get('/search?q=paspoort').expect(200)).text
  const openedByAll = async (running: TestHouse) => {
    for (const [place, person] of colleagues.entries()) {
      now = new Date(2026, 10, 20 + place, 10, 0)
      const browser = await running.as(person)
      await browser.get('/desk-protocols/kwijt').set('Referer', `${running.url}/search?q=paspoort`).expect(200)
    }
    await running.house.searchAnalytics.settle()
  }
  const learnt = async (running: TestHouse) => {
    await running.house.jobs.runDue(new Date(2026, 10, 22, 11, 0))
    await teach(running.house)
  }
  const started = async (settings: Record<string, string> = {}) => {
    const library = await aLibrary({ 'desk-protocols/kwijt.md': protocol() })
    house = await aHouse({ library, settings, now: () => now })
    await openedByAll(house)
    await learnt(house)
  }
  afterEach(() => house.close())

  it('is learnt by the hour, and is marked for everybody', async () => {
    await started()
    expect(await hits(house)).to.include('Vaak gekozen')
    const changes = await house.house.changes.since(0)
    expect(changes.at(-1)).to.include({ kind: 'lessons' })
  })

  it('counts for nothing where that was switched off', async () => {
    await started({ KENNISKOMPAS_CHOSEN_PRIOR: 'off' })
    expect(await hits(house)).not.to.include('Vaak gekozen')
  })
})
