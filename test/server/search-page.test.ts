import { expect } from 'chai'
import { shippedHouse } from '../support/shipped-house.ts'

type Agent = Awaited<ReturnType<Awaited<ReturnType<typeof shippedHouse>>['as']>>

describe('The page of search', () => {
  let sanne: Agent
  const page = async (query: string) => (await sanne.get(`/search?${query}`).expect(200)).text
  const ask = (text: string) => page(`q=${encodeURIComponent(text)}`)
  const badges = (html: string) =>
    [...html.matchAll(/<li class="card hit">.*?nl-data-badge[^>]*>([^<]*)</gs)].map(([, name]) => name?.trim())
  const leadsIn = (html: string) =>
    [...(/leads-heading.*?<\/section>/s.exec(html)?.[0].matchAll(/href="(\/people\/[^"]+)"/g) ?? [])].map(
      ([, to]) => to,
    )
  const total = (html: string) => Number(/<strong>(\d+) resulta/.exec(html)?.[1])

  before(async () => {
    sanne = await (await shippedHouse()).as('sanne-brouwer')
  })

  it('takes a typed filter as one that was picked, with the same counts', async () => {
    const typed = await ask('paspoort soort:protocol')
    const picked = await page('q=paspoort&type=protocol')
    expect(total(typed)).to.equal(total(picked)).and.be.above(0)
    expect(typed).to.match(/name="type" value="protocol" checked/)
    expect(typed).to.include('value="paspoort soort:protocol"')
  })

  it('takes each typed filter away with one click', async () => {
    const html = await ask('paspoort soort:protocol -afdeling:burgerzaken')
    expect(html).to.match(
      /href="\/search\?q=paspoort\+-afdeling%3Aburgerzaken"[^>]*><span[^>]*>Verwijder filter <\/span>Protocol/,
    )
    expect(html).to.match(
      /href="\/search\?q=paspoort&amp;type=protocol"[^>]*><span[^>]*>Verwijder filter <\/span>niet: Burgerzaken/,
    )
  })

  it('leaves out what was asked to be left out', async () => {
    const all = total(await ask('paspoort'))
    const lessons = total(await ask('paspoort soort:les'))
    expect(lessons).to.be.above(0)
    expect(total(await ask('paspoort -soort:les'))).to.equal(all - lessons)
  })

  it('says softly what it does not know', async () => {
    expect(await ask('paspoort afdeling:kabouters')).to.include('<em>afdeling:kabouters</em>')
    expect(await ask('paspoort om 12:30')).not.to.include('12:30</em>')
  })

  it('keeps the filters when it says what may have been meant', async () => {
    const html = await ask('paspoortt soort:protocol -thema:samenwerken')
    expect(html).to.include('<strong>paspoort</strong>')
    expect(html).to.include('q=%22paspoortt%22+-thema%3Asamenwerken&amp;type=protocol')
  })

  it('shows the best of each type on demand, with a way to all of them', async () => {
    const html = await page('q=paspoort&by=type')
    expect(html)
      .to.match(/<h2[^>]*>Protocollen <span/)
      .and.match(/<h2[^>]*>Personen <span/)
    const link = /href="([^"]+)">Alle (\d+) protocollen/.exec(html)
    const all = await sanne.get((link?.[1] ?? '').replaceAll('&amp;', '&')).expect(200)
    expect(total(all.text)).to.equal(Number(link?.[2]))
    expect(new Set(badges(all.text))).to.deep.equal(new Set(['Protocol']))
    expect(html).to.include('<input type="hidden" name="by" value="type">')
  })

  it('gives editors their tools at every result, also of the best of each type', async () => {
    const lotte = await (await shippedHouse()).as('lotte-van-dam')
    for (const query of ['q=paspoort', 'q=paspoort&by=type']) {
      const { text } = await lotte.get(`/search?${query}`).expect(200)
      const results = text.match(/<li class="card hit">/g) ?? []
      expect(results).not.to.have.length(0)
      expect(text.match(/href="\/search\/why\?/g)).to.have.length(results.length)
      expect(await page(query)).not.to.include('/search/why')
    }
  })

  it('lists by title when nothing is asked, and then names nobody to ask', async () => {
    expect(await page('')).to.match(/<strong>\d+ resultaten<\/strong> · op titel/)
    expect(await page('')).not.to.include('Wie gaat hierover?')
    expect(await ask('paspoort'))
      .to.include('· beste eerst')
      .and.include('Wie gaat hierover?')
  })

  it('folds what few results have, but never a filter that is on', async () => {
    const folded = (html: string) =>
      [...html.matchAll(/<details class="facet-more">.*?<\/details>/gs)].map(([part]) => part).join()
    const html = folded(await page(''))
    const theme = /name="theme" value="([^"]+)"/.exec(html)?.[1]
    expect(html).to.match(/Nog 6<span[^>]*>: Thema/)
    const chosen = await page(`theme=${theme}`)
    expect(chosen).to.include(`name="theme" value="${theme}" checked`)
    expect(folded(chosen)).not.to.include(' checked')
  })

  it('leads whoever may to the pages where search is looked after, and nobody else', async () => {
    const lotte = await (await shippedHouse()).as('lotte-van-dam')
    const { text } = await lotte.get('/search').expect(200)
    const card = /<nav class="card search-upkeep" aria-labelledby="search-upkeep">.*?<\/nav>/s.exec(text)?.[0] ?? ''
    const ways = [...card.matchAll(/href="([^"]+)"/g)].map(([, href]) => href ?? '')
    expect(ways).to.have.length(4)
    for (const way of ways) {
      expect((await lotte.get(way).expect(200)).text).to.include(`<a href="${way}" aria-current="page">`)
    }
    expect(await page('')).not.to.include('search-upkeep')
  })

  it('says what to add to small words, and shows everybody for "wie"', async () => {
    const who = await ask('wie')
    expect(who).to.match(/Zet erachter waar het over gaat, zoals: <a [^>]*href="\/search\?q=wie[^"]+parkeren"/)
    expect(who).not.to.include('leads-heading').and.not.include('Wie gaat hierover?')
    expect(badges(who)[0]).to.equal('Persoon')
    expect(await ask('naar')).to.include('kleine woorden')
    expect(await ask('naar het buitenland')).not.to.include('kleine woorden')
  })

  it('reads typed filters in the list of a plugin as well', async () => {
    const list = async (text: string) =>
      (await sanne.get(`/desk-protocols?q=${encodeURIComponent(text)}`).expect(200)).text
    const count = (html: string) => Number(/<strong>(\d+) onderwerp/.exec(html)?.[1])
    const all = count(await list('paspoort'))
    const within = await list('paspoort thema:"familie en levensloop"')
    const without = await list('paspoort -thema:familie')
    expect(count(within)).to.be.above(0)
    expect(count(within) + count(without)).to.equal(all)
    expect(within)
      .to.include('value="paspoort"')
      .and.match(/Verwijder filter <\/span>Familie en levensloop/)
    expect(without).to.match(
      /href="\/desk-protocols\?q=paspoort"[^>]*><span[^>]*>Verwijder filter <\/span>niet: Familie/,
    )
    expect(count(await list('paspoort soort:protocol'))).to.equal(all)
    expect(await list('paspoort soort:les'))
      .to.include('Hier staat niets')
      .and.include('Geleerde les')
    expect(await list('paspoort wet:awb')).to.include('<em>wet:awb</em>')
    expect(count(await list('-soort:protocol'))).to.equal(0)
  })

  it('reads typed filters where colleagues are looked for', async () => {
    const people = async (text: string) => (await sanne.get(`/people?q=${encodeURIComponent(text)}`).expect(200)).text
    expect(await people('paspoort afdeling:burgerzaken')).to.include('Mirjam Kok')
    expect(await people('paspoort -afdeling:burgerzaken')).not.to.include('Mirjam Kok')
  })

  it('reads typed filters in suggestions, and keeps them in what it suggests to search for', async () => {
    const suggest = async (q: string) => (await sanne.get('/search/suggestions').query({ q }).expect(200)).body
    const of = (groups: Array<{ options: Array<{ note: string; url: string }> }>) =>
      groups.flatMap(({ options }) => options)
    const lessons = of(await suggest('soort:les pasf'))
    expect(lessons.map(({ note }) => note).filter(Boolean)).to.not.be.empty
    expect(new Set(lessons.map(({ note }) => note).filter(Boolean))).to.deep.equal(new Set(['Geleerde les']))
    const words = of(await suggest('paspoor soort:les -thema:geld')).filter(({ url }) => url.startsWith('/search?'))
    expect(words).to.not.be.empty
    for (const { url } of words) expect(url).to.match(/^\/search\?q=paspoort\w*\+-thema%3Ageld&type=lesson$/)
  })

  it('suggests how to finish a filter, with what stood before it', async () => {
    const suggest = async (q: string) => (await sanne.get('/search/suggestions').query({ q }).expect(200)).body
    const texts = async (q: string) => (await suggest(q))[0]?.options.map((one: { text: string }) => one.text)
    expect((await suggest('paspoort soort:p'))[0].label).to.equal('Filters')
    expect(await texts('paspoort soort:p'))
      .to.include('soort:protocol')
      .and.not.include('soort:handreiking')
    expect(await texts('-thema:f')).to.deep.equal(['-thema:"Familie en levensloop"'])
    const [{ options }] = await suggest('paspoort soort:p')
    const protocol = options.find(({ text }: { text: string }) => text === 'soort:protocol')
    expect((await sanne.get(protocol.url).expect(200)).text).to.match(/name="type" value="protocol" checked/)
    expect((await suggest('paspoort soort:protocol'))[0].label).to.equal('Kennis')
    for (const text of ['wet:a', 'soort:zzz', 'om 12:3'])
      expect((await suggest(text))[0]?.label).not.to.equal('Filters')
  })

  it('leads with whom a plugin knows to be responsible, and why', async () => {
    const html = await ask('wie is verantwoordelijk voor kwijtschelding')
    const lead = html.slice(html.indexOf('id="leads-heading"'), html.indexOf('class="count"'))
    expect(lead.match(/href="(\/people\/[^"]+)"/)?.[1]).to.equal('/people/hanna-peeters')
    expect(lead).to.include('Contactpersoon tussen Klantcontact en Belastingen: kwijtschelding')
    expect(lead, 'whose contact has ended').not.to.include('Karin Smit')
    expect(lead, 'who is asked about something near it').not.to.include('geldzorgen')
    expect(lead.match(/class="person"/g)?.length).to.be.within(1, 3)
    expect(await ask('kwijtschelding')).not.to.include('leads-heading')
  })

  it('leads with who knows most of it, before whose contact is about something near it', async () => {
    expect(leadsIn(await ask('wie gaat over parkeren'))[0]).to.equal('/people/rob-vermeer')
    expect(await ask('wie gaat over parkeren')).to.include('Adviseur parkeren. Weet veel van: parkeervergunning')
  })

  it('leads with who works in the unit that was named, and with a contact where more than the unit was', async () => {
    expect(leadsIn(await ask('wie gaat over Wmo?')).slice(0, 2)).to.have.members([
      '/people/thijs-hendriks',
      '/people/joke-van-leeuwen',
    ])
    expect(leadsIn(await ask('wie gaat over burgerzaken'))).to.include('/people/pieter-dijk')
    const fines = await ask('wie gaat over parkeerboete')
    expect(fines).to.match(/leads-heading.*?Rob Vermeer.*?Contactpersoon tussen Parkeren en Handhaving/s)
  })

  it('points to nobody when nothing at all was found, and to no theme that has nothing of it', async () => {
    expect(await ask('kamelenrace'))
      .to.include('Geen resultaten')
      .and.not.include('Misschien weten zij het')
    const themes = /id="nothing-themes".*?<\/ul>/s.exec(await ask('paspoort thema:afval soort:protocol'))?.[0]
    expect(themes).to.include('Identiteit en reizen').and.not.include('Afval')
  })

  it('says whom to ask on the first page of the results alone', async () => {
    const second = await page('q=wie+gaat+over+parkeren&page=2')
    expect(second).to.include('class="card hit"').and.not.include('leads-heading').and.not.include('Eigenaar van')
  })

  it('names each of those who can tell more once', async () => {
    for (const text of ['rijbewijs', 'verhuizing', 'wie is Mirjam Kok', 'wie weet alles van paspoorten']) {
      const list = /<ul class="people-list plain[^"]*">.*?<\/ul>/s.exec(await ask(text))?.[0] ?? ''
      const people = [...list.matchAll(/href="(\/people\/[^"]+)"/g)].map(([, href]) => href)
      expect(people).to.deep.equal([...new Set(people)]).and.not.to.be.empty
    }
  })

  it('leads with the person that was asked for by name', async () => {
    const html = await ask('wie is Mirjam Kok')
    expect(html.slice(html.indexOf('id="leads-heading"')).match(/href="(\/people\/[^"]+)"/)?.[1]).to.equal(
      '/people/mirjam-kok',
    )
  })

  it('explains how to search with examples that find something', async () => {
    const help = (await sanne.get('/search/help').expect(200)).text
    const examples = [...help.matchAll(/href="(\/search\?q=[^"]+)"/g)].map(([, address]) => address ?? '')
    expect(examples).to.have.length.at.least(10)
    for (const address of examples) expect(total((await sanne.get(address)).text), address).to.be.above(0)
    expect(await ask('paspoort')).to.include('href="/search/help"')
  })
})
