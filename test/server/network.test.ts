import { expect } from 'chai'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, itemText } from '../support/library.ts'

const pin = (topic: string, person: string, deputy?: string, until?: string) =>
  itemText({
    title: `Burgerzaken – Belastingen: ${topic}`,
    summary: 'Voor vragen over beide afdelingen.',
    unit: 'burgerzaken',
    owner: person,
    themes: ['identiteit-en-reizen'],
    checked: '2026-11-02',
    review: '2027-11-02',
    person,
    deputy,
    between: ['burgerzaken', 'belastingen'],
    topic,
    since: '2024-01-01',
    until,
  })

describe('The network of linking pins', () => {
  let house: TestHouse
  let page: string

  before(async () => {
    const gone = { slug: 'gerda-gaat', name: 'Gerda Gaat', function: 'Adviseur', unit: 'burgerzaken', active: false }
    const library = await aLibrary(
      {
        'linking-pins/adres.md': pin('adresonderzoek', 'mirjam-kok', 'pieter-dijk'),
        'linking-pins/naheffing.md': pin('naheffing', 'pieter-dijk', 'gerda-gaat'),
        'linking-pins/vertrokken.md': pin('vertrokken contact', 'gerda-gaat'),
        'linking-pins/voorbij.md': pin('oud onderwerp', 'mirjam-kok', undefined, '2025-01-01'),
        'vocabulary.yaml':
          'themes:\n  - { slug: identiteit-en-reizen, nl: Identiteit, en: Identity, icon: id }\n' +
          'wishedPins:\n  - [burgerzaken, belastingen]\n  - [belastingen, gemeente]\n',
      },
      { persons: [gone] },
    )
    house = await aHouse({ library })
    page = (await (await house.as('sanne-brouwer')).get('/linking-pins/network').expect(200)).text
  })
  after(() => house.close())

  it('shows every connection in a table too', () => {
    expect(page).to.include('adresonderzoek').and.include('naheffing')
    expect(page).to.match(/<svg[^>]*class="network-picture"/)
  })

  it('leaves out what has ended, and who has left', () => {
    expect(page).not.to.include('oud onderwerp')
    expect(page).not.to.include('vertrokken contact')
    expect(page).not.to.include('Gerda Gaat')
  })

  it('counts a deputy who has left as none', () => {
    expect(page).to.match(/1 zonder vervanger[\s\S]*naheffing/)
  })

  it('tells how many wished connections are there, and which are not', () => {
    expect(page).to.include('1 van 2 gewenste verbindingen bezet')
    expect(page).to.include('Belastingen – Gemeente')
  })

  it('narrows by unit and theme', async () => {
    const sanne = await house.as('sanne-brouwer')
    const none = await sanne.get('/linking-pins/network?unit=gemeente').expect(200)
    expect(none.text).to.include('Geen verbindingen gevonden')
    await sanne.get('/linking-pins/network?unit=%00&theme[x]=1').expect(200)
  })

  it('sends whoever looks at a unit to its linking pins', async () => {
    const unit = await (await house.as('sanne-brouwer')).get('/units/belastingen').expect(200)
    expect(unit.text).to.include('Mirjam Kok').and.include('adresonderzoek')
  })
})
