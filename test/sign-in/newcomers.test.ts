import { expect } from 'chai'
import type { TenantPerson } from '../support/entra/people.ts'
import { groups } from '../support/entra/people.ts'
import { aStage, mustKeepSecrets, type SignInStage } from '../support/entra/shared.ts'
import type { Visitor } from '../support/entra/visitor.ts'
import { aLibrary, protocol } from '../support/library.ts'
import { type Environment, ownSettings, run } from '../support/process.ts'

const someone = (name: string, claims: Record<string, unknown> = {}): TenantPerson => ({
  oid: crypto.randomUUID(),
  name,
  preferred_username: `${name.toLowerCase().replaceAll(' ', '.')}@gemeente.example`,
  ...claims,
})

const work = { function: 'Adviseur', unit: 'burgerzaken' }
const colleagues = [
  'Noor Prins',
  'Omar Aziz',
  'Petra Groen',
  'Quirine Bos',
  'Rosa Winter',
  'Simon Zee',
  'Uma Weg',
  'Wout Fout',
].map((name) => ({
  slug: name.toLowerCase().replaceAll(' ', '-'),
  name,
  ...work,
}))

describe('Somebody who signs in for the first time', function () {
  this.timeout(60_000)
  let stage: SignInStage
  let admin: Visitor
  let settings: Environment
  before(async () => {
    const library = await aLibrary(
      { 'desk-protocols/zonnebloem.md': protocol({ title: 'Zonnebloemzaak', visibility: ['burgerzaken'] }) },
      { persons: [...colleagues, { slug: 'els-vries', name: 'Els de Vries', email: 'els@gemeente.example', ...work }] },
    )
    settings = await ownSettings({ KENNISKOMPAS_LIBRARY: library })
    stage = await aStage('oidc', settings)
    admin = await signedIn(someone('Ada Beheer', { roles: ['admin'] }))
  })
  after(() => {
    mustKeepSecrets(stage)
    return stage.product.stop('SIGTERM')
  })

  async function signedIn(person: TenantPerson): Promise<Visitor> {
    const visitor = stage.visitor()
    expect((await visitor.signIn(stage.entra, person)).status).to.equal(303)
    return visitor
  }
  const text = async (visitor: Visitor, path: string) => (await visitor.get(path)).text
  const mayReadSecret = async (visitor: Visitor) => (await visitor.get('/desk-protocols/zonnebloem')).status === 200
  const saysToBe = (visitor: Visitor, person: string) => visitor.post('/me/identity', { person })

  /** The form for the request of `name`, as `by` sees it; undefined when there is none. */
  async function requestOf(name: string, by: Visitor): Promise<Record<string, string> | undefined> {
    const fields = 'name="account" value="([^"]+)">\\s*<input type="hidden" name="person" value="([^"]+)"'
    const found = new RegExp(`Is ${name} dezelfde[\\s\\S]+?${fields}`).exec(await text(by, '/newcomers'))
    return found ? { account: found[1] ?? '', person: found[2] ?? '' } : undefined
  }
  const decide = async (by: Visitor, request: Record<string, string> | undefined, answer: 'yes' | 'no') =>
    (await by.post('/newcomers', { ...request, answer })).status

  it('stands in the directory at once when nobody there looks like them', async () => {
    const visitor = await signedIn(someone('Zoë Zonder'))
    const [, page = ''] = /href="(\/people\/zoe-zonder-[0-9a-f]{12})"/.exec(await text(visitor, '/me')) ?? []
    expect(await text(visitor, page)).to.include('Zoë Zonder')
    expect(await text(admin, '/people')).to.include('Zoë Zonder')
    expect(await text(visitor, '/me'))
      .to.include('Geen')
      .and.not.include('Sta jij al in de gids?')
  })

  it('keeps that entry when they come again, also under another name', async () => {
    const person = someone('Yara Eerst')
    await signedIn(person)
    await signedIn({ ...person, name: 'Yara Later' })
    const people = await text(admin, '/people')
    expect(people).to.include('Yara Later').and.not.include('Yara Eerst')
  })

  it('is asked who they are when they look like somebody, and is nobody in particular meanwhile', async () => {
    const visitor = await signedIn(someone('noor  PRINS'))
    expect(await text(visitor, '/')).to.include('Sta jij al in de gids?')
    expect(await text(visitor, '/me')).to.include('Dat ben ik: Noor Prins, Adviseur, Burgerzaken')
    expect(await mayReadSecret(visitor)).to.equal(false)
    await saysToBe(visitor, 'noor-prins')
    expect(await text(visitor, '/me')).to.include('Je vroeg om herkend te worden als Noor Prins')
    expect(await mayReadSecret(visitor)).to.equal(false)
  })

  it('is not recognised by an e-mail address alone', async () => {
    const visitor = await signedIn(someone('Iemand Anders', { email: 'ELS@gemeente.example', roles: ['reader'] }))
    expect(await text(visitor, '/me')).to.include('Dat ben ik: Els de Vries')
    expect(await mayReadSecret(visitor)).to.equal(false)
  })

  it('cannot say to be just anybody', async () => {
    const visitor = await signedIn(someone('Quirine Bos'))
    expect((await saysToBe(visitor, 'petra-groen')).status).to.equal(400)
    expect((await saysToBe(visitor, 'ruben-vos')).status).to.equal(400)
  })

  it('is recognised by an administrator, and has the units of that person from then on', async () => {
    const visitor = await signedIn(someone('Omar Aziz'))
    await saysToBe(visitor, 'omar-aziz')
    expect(await decide(admin, await requestOf('Omar Aziz', admin), 'yes')).to.equal(303)
    expect(await mayReadSecret(visitor)).to.equal(true)
    const me = await text(visitor, '/me')
    expect(me).to.include('href="/people/omar-aziz"').and.include('je werkt hier, volgens de gids')
    expect(await text(admin, '/newcomers')).to.match(/Omar Aziz is herkend als Omar Aziz[\s\S]+?Ada Beheer · /)
    expect((await text(admin, '/people')).match(/>Omar Aziz</g)).to.have.length(1)
  })

  it('loses what came with it when an administrator takes it back', async () => {
    const visitor = await signedIn(someone('Wout Fout'))
    await saysToBe(visitor, 'wout-fout')
    const request = await requestOf('Wout Fout', admin)
    await decide(admin, request, 'yes')
    expect(await text(admin, '/sessions?q=wout')).to.include('Dit is toch niet Wout Fout in de gids')
    expect(await decide(visitor, request, 'no')).to.equal(403)
    expect(await decide(admin, request, 'no')).to.equal(303)
    expect(await mayReadSecret(visitor)).to.equal(false)
    expect(await text(admin, '/sessions?q=wout')).not.to.include('Dit is toch niet')
  })

  it('is recognised by the team lead of that unit, and by no other', async () => {
    const lead = await signedIn(someone('Pieter Dijk', { roles: ['teamlead'] }))
    await saysToBe(lead, 'pieter-dijk')
    const visitor = await signedIn(someone('Petra Groen'))
    await saysToBe(visitor, 'petra-groen')
    expect(await requestOf('Petra Groen', lead)).to.equal(undefined)
    await decide(admin, await requestOf('Pieter Dijk', admin), 'yes')

    const elsewhere = await signedIn(someone('Bram Bel', { roles: ['teamlead'], groups: [groups.belastingen] }))
    const request = await requestOf('Petra Groen', lead)
    expect(request).to.include({ person: 'petra-groen' })
    expect(await requestOf('Petra Groen', elsewhere)).to.equal(undefined)
    expect(await decide(elsewhere, request, 'yes')).to.equal(404)
    expect(await decide(await signedIn(someone('Cas Lezer')), request, 'yes')).to.equal(403)
    expect(await decide(lead, request, 'yes')).to.equal(303)
    expect(await mayReadSecret(visitor)).to.equal(true)
    expect(await decide(lead, request, 'yes')).to.equal(404)
  })

  it('does not recognise themselves', async () => {
    const lead = await signedIn(someone('Sanne Brouwer', { roles: ['teamlead'], groups: [groups.belastingen] }))
    await saysToBe(lead, 'sanne-brouwer')
    const request = await requestOf('Sanne Brouwer', admin)
    expect(await requestOf('Sanne Brouwer', lead)).to.equal(undefined)
    expect(await decide(lead, request, 'yes')).to.equal(404)
  })

  it('gets an entry of their own when they are refused, and is not asked again', async () => {
    const visitor = await signedIn(someone('Rosa Winter'))
    await saysToBe(visitor, 'rosa-winter')
    expect(await decide(admin, await requestOf('Rosa Winter', admin), 'no')).to.equal(303)
    const me = await text(visitor, '/me')
    expect(me)
      .to.match(/href="\/people\/rosa-winter-[0-9a-f]{12}"/)
      .and.not.include('Sta jij al in de gids?')
    expect(await mayReadSecret(visitor)).to.equal(false)
    expect(await text(admin, '/newcomers')).to.include('Rosa Winter is niet herkend als Rosa Winter')
  })

  it('gets an entry of their own when they say to be none of those', async () => {
    const visitor = await signedIn(someone('Simon Zee'))
    await saysToBe(visitor, '')
    expect(await text(visitor, '/me')).to.match(/href="\/people\/simon-zee-[0-9a-f]{12}"/)
  })

  it('can be nobody whom another account is already', async () => {
    const first = await signedIn(someone('Quirine Bos'))
    await saysToBe(first, 'quirine-bos')
    await decide(admin, await requestOf('Quirine Bos', admin), 'yes')
    const namesake = await signedIn(someone('Quirine Bos'))
    expect(await text(namesake, '/me')).not.to.include('Sta jij al in de gids?')
    expect((await saysToBe(namesake, 'quirine-bos')).status).to.equal(400)
    expect(await mayReadSecret(namesake)).to.equal(false)
  })

  it('is kept out as soon as the directory says that they left, but can sign out', async () => {
    const visitor = await signedIn(someone('Uma Weg'))
    await saysToBe(visitor, 'uma-weg')
    await decide(admin, await requestOf('Uma Weg', admin), 'yes')
    expect((await visitor.get('/people')).status).to.equal(200)
    const left = { slug: 'uma-weg', name: 'Uma Weg', active: false, ...work }
    await run(['import', await aLibrary({}, { persons: [left] })], settings)
    expect((await visitor.get('/people')).status).to.equal(403)
    expect((await visitor.post('/sign-out')).location).to.equal('/signed-out')
  })

  it('loses every session when an administrator ends them', async () => {
    const person = someone('Tom Weg')
    const [here, there] = [await signedIn(person), await signedIn(person)]
    expect((await admin.get(`/sessions?q=${'('.repeat(5000)}`)).status).to.equal(200)
    const page = await text(admin, '/sessions?q=tom')
    const owner = /name="owner" value="([^"]+)"/.exec(page)?.[1] ?? ''
    expect((await admin.post('/sessions', { owner, q: 'tom' })).status).to.equal(303)
    expect([(await here.get('/')).status, (await there.get('/')).status]).to.deep.equal([303, 303])
    expect((await admin.get('/')).status).to.equal(200)
  })
})
