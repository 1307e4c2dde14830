import { expect } from 'chai'
import { fillIn, send } from '../support/forms.ts'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'

type Agent = Awaited<ReturnType<TestHouse['as']>>

/** Each test has an item of its own, in one house. */
let item = ''
let count = 0
const nextItem = () => {
  count += 1
  item = `/desk-protocols/paspoort-${count}`
}

async function aHouseWithItems(body: string): Promise<TestHouse> {
  const names = Array.from({ length: 30 }, (_, place) => `desk-protocols/paspoort-${place + 1}.md`)
  return aHouse({ library: await aLibrary(Object.fromEntries(names.map((name) => [name, protocol({}, body)]))) })
}

/** Opens the editor of the item and gives its address. */
async function edit(agent: Agent): Promise<string> {
  const { headers } = await agent.post(`${item}/edit`).expect(303)
  return headers.location ?? ''
}

const textOf = async (agent: Agent, path: string) => (await agent.get(path).expect(200)).text

describe('An item that is rewritten', () => {
  let house: TestHouse
  let editor: Agent
  let reader: Agent
  let lead: Agent

  before(async () => {
    house = await aHouseWithItems('Neem de vermissing op.')
    ;[editor, reader, lead] = (await Promise.all(
      ['lotte-van-dam', 'sanne-brouwer', 'pieter-dijk'].map((person) => house.as(person)),
    )) as [Agent, Agent, Agent]
  })
  beforeEach(nextItem)
  after(async () => {
    await house.close()
    expect(house.faults).to.deep.equal([])
  })

  it('keeps its live version until the new one is published', async () => {
    const draft = await edit(editor)
    await fillIn(editor, draft, draft, { body: 'Vraag eerst waar het is gebleven.' })
    expect(await textOf(reader, item)).to.include('Neem de vermissing op.')
    expect(await textOf(editor, draft)).to.include('Vraag eerst waar het is gebleven.')

    const published = await fillIn(editor, `${draft}/review`, `${draft}/publish`)
    expect(published.headers.location).to.equal(`${item}?told=published`)
    expect(await textOf(reader, item)).to.include('Vraag eerst waar het is gebleven.')
    await editor.get(draft).expect(404)
  })

  it('hides its draft from those who do not work on it, wherever they look', async () => {
    const draft = await edit(editor)
    await fillIn(editor, draft, draft, { title: 'Geheime titel', body: 'Geheime tekst.' })
    await reader.get(draft).expect(404)
    await reader.get(`${draft}/review`).expect(404)
    await reader.post(`${draft}/remarks`).type('form').send({ text: 'hoi' }).expect(404)
    for (const path of ['/', '/search?q=geheime', '/desk-protocols', item, '/notices']) {
      expect(await textOf(reader, path), path).not.to.include('Geheime titel')
    }
  })

  it('lets nobody write who neither looks after it nor writes for all', async () => {
    await reader.post(`${item}/edit`).expect(403)
    await reader.post(`${item}/archive`).type('form').send({ why: '' }).expect(403)
    expect(await textOf(reader, item)).not.to.include('/edit')
  })

  it('says who published which version, and why', async () => {
    const draft = await edit(editor)
    await fillIn(editor, draft, draft, { body: 'Nieuw.', note: 'Nieuwe wet' })
    await fillIn(editor, `${draft}/review`, `${draft}/publish`)
    const versions = await textOf(reader, `${item}/versions`)
    expect(versions).to.include('Nieuwe wet')
    expect(versions).to.include('Lotte van Dam')
  })

  it('goes to the team lead for a review, back with a remark, and out when it is approved', async () => {
    const draft = await edit(editor)
    await fillIn(editor, draft, draft, { body: 'Bel eerst.' })
    await fillIn(editor, `${draft}/review`, `${draft}/ask-review`, { of: 'pieter-dijk' })
    expect(await textOf(lead, '/notices')).to.include('vraagt je om “Paspoort kwijt” te beoordelen')

    await fillIn(lead, `${draft}/review`, `${draft}/send-back`, { text: 'Waarheen bellen?' })
    expect(await textOf(editor, '/notices')).to.include('gaf “Paspoort kwijt” terug aan de schrijver')
    expect(await textOf(editor, `${draft}/review`)).to.include('Waarheen bellen?')

    await fillIn(editor, draft, draft, { body: 'Bel eerst 14 010.' })
    await fillIn(editor, `${draft}/review`, `${draft}/ask-review`, { of: 'pieter-dijk' })
    expect(await textOf(reader, item)).to.include('Neem de vermissing op.')
    await fillIn(lead, `${draft}/review`, `${draft}/approve`)
    expect(await textOf(reader, item)).to.include('Bel eerst 14 010.')
    const [entry] = await house.house.audit.about(item.slice(1), 1)
    expect([entry?.action, entry?.by]).to.deep.equal(['published', 'pieter-dijk'])
  })

  it('is approved by nobody else than who was asked by name', async () => {
    const draft = await edit(editor)
    await fillIn(editor, draft, draft, { body: 'Bel eerst.' })
    await fillIn(editor, `${draft}/review`, `${draft}/ask-review`, { of: 'mirjam-kok' })
    expect(await textOf(lead, `${draft}/review`)).not.to.include('/approve')
    await lead.post(`${draft}/approve`).type('form').send({ revision: 2 }).expect(403)
    const expert = await house.as('mirjam-kok')
    await fillIn(expert, `${draft}/review`, `${draft}/approve`)
    expect(await textOf(reader, item)).to.include('Bel eerst.')
  })

  it('is not approved when it says something else than what was read', async () => {
    const draft = await edit(editor)
    await fillIn(editor, draft, draft, { body: 'Bel eerst.' })
    await fillIn(editor, `${draft}/review`, `${draft}/ask-review`)
    const read = await textOf(lead, `${draft}/review`)
    await fillIn(editor, draft, draft, { body: 'Bel niet.' })
    await send(lead, read, `${draft}/approve`).expect(409)
    expect(await textOf(reader, item)).to.include('Neem de vermissing op.')
  })

  it('can be planned for a later day, and goes out on that day', async () => {
    const draft = await edit(editor)
    await fillIn(editor, draft, draft, { body: 'Vanaf 1 december geldt dit.' })
    await fillIn(editor, `${draft}/review`, `${draft}/publish`, { on: '2026-12-01' })
    expect(await textOf(editor, `${draft}/review`)).to.include('1 december 2026')

    await house.house.jobs.runDue(new Date(2026, 10, 30, 23, 59))
    expect(await textOf(reader, item)).to.include('Neem de vermissing op.')
    await house.house.jobs.runDue(new Date(2026, 11, 1, 0, 1))
    expect(await textOf(reader, item)).to.include('Vanaf 1 december geldt dit.')
  })

  it('is withdrawn at once, from page, lists and search, and comes back', async () => {
    await fillIn(editor, item, `${item}/archive`, { why: 'Klopt niet meer' })
    await reader.get(item).expect(404)
    expect(await textOf(reader, '/search?q=paspoort')).not.to.include(item)
    expect(await textOf(reader, '/desk-protocols')).not.to.include(item)
    expect(await textOf(editor, item)).to.include('Dit is ingetrokken.')

    await fillIn(editor, item, `${item}/bring-back`)
    expect(await textOf(reader, item)).to.include('Neem de vermissing op.')
  })

  it('comes back, when it was withdrawn, with the draft that is published', async () => {
    await fillIn(editor, item, `${item}/archive`, { why: 'Klopt niet meer' })
    const draft = await edit(editor)
    await fillIn(editor, draft, draft, { body: 'Nu klopt het weer.' })
    await fillIn(editor, `${draft}/review`, `${draft}/publish`).then(({ status }) => expect(status).to.equal(303))
    expect(await textOf(reader, item)).to.include('Nu klopt het weer.')
    expect(await textOf(reader, '/desk-protocols')).to.include(item)
  })

  it('is archived on the day after its last', async () => {
    const draft = await edit(editor)
    await fillIn(editor, draft, draft, { expires: '2026-12-31' })
    await fillIn(editor, `${draft}/review`, `${draft}/publish`)
    await house.house.jobs.runDue(new Date(2026, 11, 31, 12, 0))
    await reader.get(item).expect(200)
    await house.house.jobs.runDue(new Date(2027, 0, 1, 0, 5))
    await reader.get(item).expect(404)
    expect(await textOf(await house.as('mirjam-kok'), '/notices')).to.include('>“Paspoort kwijt” is ingetrokken.<')
  })

  it('keeps nothing of a text with a citizen service number', async () => {
    const draft = await edit(editor)
    const answer = await fillIn(editor, draft, draft, { body: 'Mevrouw heeft BSN 111222333.' })
    expect(answer.status).to.equal(422)
    expect(answer.text).to.include('Mevrouw heeft BSN 111222333.')
    expect(await textOf(editor, draft)).not.to.include('111222333')
  })

  it('keeps other data on persons once the writer says that it may be there', async () => {
    const draft = await edit(editor)
    const asked = await fillIn(editor, draft, draft, { body: 'Mail naar jan@voorbeeld.nl.' })
    expect(asked.status).to.equal(422)
    await send(editor, asked.text, draft, { personalData: 'confirmed' }).expect(303)
    expect(await textOf(editor, draft)).to.include('jan@voorbeeld.nl')
  })

  it('is thrown away as a draft without touching what is live', async () => {
    const draft = await edit(editor)
    await fillIn(editor, draft, draft, { body: 'Onzin.' })
    await fillIn(editor, draft, `${draft}/discard`)
    await editor.get(draft).expect(404)
    expect(await textOf(reader, item)).to.include('Neem de vermissing op.')
  })
})

describe('Two who write in one draft', () => {
  let house: TestHouse
  let editor: Agent
  let lead: Agent

  before(async () => {
    house = await aHouseWithItems('Een.\n\nTwee.\n\nDrie.')
    ;[editor, lead] = (await Promise.all(['lotte-van-dam', 'pieter-dijk'].map((one) => house.as(one)))) as [
      Agent,
      Agent,
    ]
  })
  beforeEach(nextItem)
  after(() => house.close())

  it('see each other, and get what they changed at different places put together', async () => {
    const draft = await edit(editor)
    await textOf(editor, draft)
    const opened = await textOf(lead, draft)
    expect(opened).to.match(/<strong>Lotte van Dam<.strong> <span data-does>bewerkt dit nu ook/)
    await fillIn(editor, draft, draft, { body: 'Eén.\n\nTwee.\n\nDrie.' })
    const { headers } = await send(lead, opened, draft, { body: 'Een.\n\nTwee.\n\nDrie, en vier.', summary: 'Korter.' })
    const merged = await textOf(lead, headers.location ?? '')
    expect(merged).to.include('samengevoegd')
    expect(merged).to.include('Eén.\n\nTwee.\n\nDrie, en vier.')
    expect(merged).to.include('Korter.')
  })

  it('choose between what both made of the same words, and lose nothing', async () => {
    const draft = await edit(editor)
    const opened = await textOf(lead, draft)
    await fillIn(editor, draft, draft, { title: 'Paspoort weg', body: 'Een.\n\nTwee, zei Lotte.\n\nDrie.' })
    const asked = await send(lead, opened, draft, {
      title: 'Paspoort zoek',
      body: 'Een.\n\nTwee, zei Pieter.\n\nDrie.',
    })
    expect(asked.status).to.equal(409)
    for (const words of ['Paspoort weg', 'Paspoort zoek', 'Twee, zei Lotte.', 'Twee, zei Pieter.']) {
      expect(asked.text).to.include(words)
    }
    const choices = {
      'field.0': 'theirs',
      ...Object.fromEntries(
        [...asked.text.matchAll(/name="(body\.\d+)" value="both"/g)].map(([, name]) => [name, 'both']),
      ),
    }
    await send(lead, asked.text, `${draft}/merge`, choices).expect(303)
    const page = await textOf(editor, draft)
    expect(page).to.include('Een.\n\nTwee, zei Pieter.\nTwee, zei Lotte.\n\nDrie.')
    expect(page).to.include('value="Paspoort weg"')
  })

  it('hear at an autosave that somebody was first', async () => {
    const draft = await edit(editor)
    await fillIn(editor, draft, draft, { body: 'Een, zei Lotte.\n\nTwee.\n\nDrie.' })
    const fields = new URLSearchParams({
      title: 'Paspoort kwijt',
      body: 'Een, zei Pieter.\n\nTwee.\n\nDrie.',
    }).toString()
    const refused = await lead.post(`${draft}/autosave`).send({ revision: 1, fields }).expect(409)
    expect(refused.body).to.deep.equal({ url: draft })
    const kept = await lead.post(`${draft}/autosave`).send({ revision: 2, fields }).expect(200)
    expect(kept.body).to.deep.equal({ revision: 3, savedAt: '10.00 uur' })
  })

  it('take over what was published since their draft began, before they publish', async () => {
    const draft = await edit(editor)
    await fillIn(editor, draft, draft, { body: 'Een.\n\nTwee.\n\nDrie, en vier.' })
    const [live] = await house.house.items.history(item.slice(1))
    const { parseItemFile } = await import('../../server/content/item-file.ts')
    const file = {
      plugin: 'desk-protocols',
      slug: item.split('/').at(-1) ?? '',
      text: (live?.text ?? '').replace('Een.', 'Eén.'),
    }
    const edited = { ...file, content: parseItemFile(file, house.house.types) }
    await house.house.items.save([edited], { by: 'import', at: new Date(0), note: '' })

    const page = await textOf(editor, draft)
    expect(page).to.include('Er is een nieuwere versie gepubliceerd')
    await fillIn(editor, `${draft}/review`, `${draft}/publish`).then(({ status }) => expect(status).to.equal(409))
    await fillIn(editor, draft, draft, { next: 'catchUp' })
    await fillIn(editor, `${draft}/review`, `${draft}/publish`)
    expect(await textOf(editor, item)).to.match(/Eén\.[\s\S]*Drie, en vier\./)
  })
})
