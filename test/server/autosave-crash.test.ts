import { expect } from 'chai'
import supertest from 'supertest'
import { aLibrary, protocol } from '../support/library.ts'
import { launchProduct, ownSettings } from '../support/process.ts'

async function signedIn(url: string) {
  const agent = supertest.agent(url).set('Origin', url)
  await agent.post('/sign-in').type('form').send({ person: 'lotte-van-dam' }).expect(303)
  return agent
}

/** What is typed at each save, longer each time. */
const sentence = (revision: number) => `Zin ${revision}. ${'Nog een woord. '.repeat(revision)}`.trimEnd()

const fieldsWith = (body: string) => new URLSearchParams({ title: 'Paspoort kwijt', body }).toString()

describe('A server that dies while somebody writes', () => {
  it('has kept everything of which it said that it was saved', async () => {
    const library = await aLibrary({ 'desk-protocols/paspoort-kwijt.md': protocol({}, 'Neem de vermissing op.') })
    const settings = await ownSettings({ KENNISKOMPAS_LIBRARY: library })
    const first = await launchProduct(settings)
    const editor = await signedIn(first.url)
    const { headers } = await editor.post('/desk-protocols/paspoort-kwijt/edit').expect(303)
    const draft = headers.location ?? ''

    let saved = 1
    let dead: Promise<unknown> | undefined
    while (saved < 200) {
      if (saved === 20) dead = first.stop('SIGKILL')
      const fields = fieldsWith(sentence(saved + 1))
      const answer = await editor
        .post(`${draft}/autosave`)
        .send({ revision: saved, fields })
        .catch(() => undefined)
      if (answer?.status !== 200) break
      saved = answer.body.revision
    }
    await dead

    const second = await launchProduct(settings)
    const again = await signedIn(second.url)
    const page = (await again.get(draft).expect(200)).text
    const kept = Number(/name="revision" value="(\d+)"/.exec(page)?.[1])
    // The save that was under way when it died may have been kept too.
    expect(kept).to.be.within(saved, saved + 1)
    expect(page).to.include(sentence(kept))
    const live = (await again.get('/desk-protocols/paspoort-kwijt').expect(200)).text
    expect(live).to.include('Neem de vermissing op.')
    await second.stop('SIGTERM')
  }).timeout(60_000)
})
