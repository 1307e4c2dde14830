import { expect } from 'chai'
import { fillIn } from '../support/forms.ts'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'

type Agent = Awaited<ReturnType<TestHouse['as']>>

describe('Who may publish what', () => {
  let house: TestHouse
  let reader: Agent
  let editor: Agent
  let lead: Agent

  before(async () => {
    const library = await aLibrary({
      'desk-protocols/paspoort-kwijt.md': protocol({ owner: 'sanne-brouwer' }, 'Neem de vermissing op.'),
      'desk-protocols/kluis.md': protocol(
        { title: 'De kluis', owner: 'sanne-brouwer', visibility: 'editors' },
        'Code.',
      ),
    })
    house = await aHouse({ library })
    ;[reader, editor, lead] = (await Promise.all(
      ['sanne-brouwer', 'lotte-van-dam', 'pieter-dijk'].map((person) => house.as(person)),
    )) as [Agent, Agent, Agent]
  })
  after(async () => {
    await house.close()
    expect(house.faults).to.deep.equal([])
  })

  const edit = async (agent: Agent, item: string) =>
    (await agent.post(`/desk-protocols/${item}/edit`).expect(303)).headers.location ?? ''
  const post = (agent: Agent, path: string, form: object = {}) => agent.post(path).type('form').send(form)
  const text = async (agent: Agent, path: string) => (await agent.get(path).expect(200)).text

  it('nobody publishes by asking themselves or a friend for a review', async () => {
    const draft = await edit(reader, 'paspoort-kwijt')
    await fillIn(reader, draft, draft, { body: 'Alles mag.' })
    await post(reader, `${draft}/ask-review`, { of: ['sanne-brouwer', 'mirjam-kok'], note: '' }).expect(303)
    const friend = await house.as('mirjam-kok')
    await friend.get(`${draft}/review`).expect(200)
    for (const agent of [reader, friend]) await post(agent, `${draft}/approve`, { revision: 2 }).expect(403)
    expect(await text(lead, '/notices')).to.include('vraagt je om “Paspoort kwijt” te beoordelen')
    await post(lead, `${draft}/approve`, { revision: 2 }).expect(303)
    expect(await text(reader, '/desk-protocols/paspoort-kwijt')).to.include('Alles mag.')
  })

  it('somebody asked by name for one unit does not publish for another that is named afterwards', async () => {
    const draft = await edit(lead, 'paspoort-kwijt')
    await fillIn(lead, `${draft}/review`, `${draft}/ask-review`, { of: 'mirjam-kok' })
    await fillIn(lead, draft, draft, { unit: 'belastingen' })
    const friend = await house.as('mirjam-kok')
    await post(friend, `${draft}/approve`, { revision: 2 }).expect(403)
    await post(editor, `${draft}/discard`).expect(303)
  })

  it('an owner sees no draft of what is for editors only', async () => {
    const draft = await edit(editor, 'kluis')
    await fillIn(editor, draft, draft, { body: 'De nieuwe code.' })
    for (const agent of [reader, lead]) {
      await agent.get('/desk-protocols/kluis').expect(404)
      await agent.get(draft).expect(404)
      await agent.get(`${draft}/review`).expect(404)
      expect(await text(agent, '/work')).not.to.include('De kluis')
    }
    await post(editor, `${draft}/discard`).expect(303)
  })
})
