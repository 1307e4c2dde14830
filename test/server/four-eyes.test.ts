import { expect } from 'chai'
import { fillIn } from '../support/forms.ts'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'

type Agent = Awaited<ReturnType<TestHouse['as']>>

const item = '/desk-protocols/paspoort-kwijt'

describe('Where four eyes must see what is published', () => {
  let house: TestHouse
  let editor: Agent
  let admin: Agent
  let lead: Agent
  let draft: string

  before(async () => {
    const library = await aLibrary({ 'desk-protocols/paspoort-kwijt.md': protocol({}, 'Neem de vermissing op.') })
    house = await aHouse({ library, fourEyes: true })
    ;[editor, admin, lead] = (await Promise.all(
      ['lotte-van-dam', 'ruben-vos', 'pieter-dijk'].map((person) => house.as(person)),
    )) as [Agent, Agent, Agent]
  })
  after(() => house.close())

  beforeEach(async () => {
    draft = (await editor.post(`${item}/edit`).expect(303)).headers.location ?? ''
    await fillIn(editor, draft, draft, { body: 'Vraag eerst waar het is gebleven.' })
  })
  afterEach(async () => {
    await admin.post(`${draft}/discard`).type('form').send({})
  })

  const read = async (agent: Agent, path: string) => (await agent.get(path).expect(200)).text

  it('nobody publishes without a review, whatever their role', async () => {
    for (const agent of [editor, admin]) {
      expect(await read(agent, `${draft}/review`)).not.to.include(`${draft}/publish`)
      await agent.post(`${draft}/publish`).type('form').send({ on: '' }).expect(403)
    }
  })

  it('nobody approves their own words, not even when they were asked by name', async () => {
    await fillIn(editor, `${draft}/review`, `${draft}/ask-review`)
    expect(await read(editor, `${draft}/review`)).to.include('Je schreef hier zelf aan mee.')
    await editor.post(`${draft}/approve`).type('form').send({ revision: 2 }).expect(403)
  })

  it('who improves a text under review becomes one of its writers', async () => {
    await fillIn(editor, `${draft}/review`, `${draft}/ask-review`)
    await fillIn(lead, draft, draft, { body: 'Vraag eerst waar het gebleven is.' })
    await lead.post(`${draft}/approve`).type('form').send({ revision: 3 }).expect(403)
    await fillIn(admin, `${draft}/review`, `${draft}/approve`)
    expect(await read(lead, item)).to.include('Vraag eerst waar het gebleven is.')
  })
})
