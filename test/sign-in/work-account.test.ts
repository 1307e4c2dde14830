import { expect } from 'chai'
import { groups, otherTenant, people, type TenantPerson, tenant } from '../support/entra/people.ts'
import { productWith } from '../support/entra/product.ts'
import {
  aStage,
  mustBeUnharmed,
  mustKeepSecrets,
  providers,
  type SignInStage,
  sharedStage,
} from '../support/entra/shared.ts'
import { withClaims } from '../support/entra/tokens.ts'
import { Visitor } from '../support/entra/visitor.ts'
import { temporaryFolder } from '../support/folders.ts'
import { ownDatabase } from '../support/store.ts'

const session = '__Host-kenniskompas'

/** Name and role, as the header of every page shows them. */
async function whoIs(visitor: Visitor): Promise<string> {
  const { text } = await visitor.get('/')
  const [, name, role] = /<strong>([^<]+)<\/strong><br><span class="meta">([^<]+)</.exec(text) ?? []
  return name ? `${name}, ${role}` : 'nobody'
}

/** Somebody who is in no other test. */
const newcomer = (claims: Record<string, unknown> = {}): TenantPerson => ({
  oid: crypto.randomUUID(),
  name: 'Noor Nieuw',
  preferred_username: 'noor@gemeente.example',
  ...claims,
})

for (const provider of providers) {
  describe(`Somebody with a work account, with ${provider},`, () => {
    let stage: SignInStage
    before(async () => {
      stage = await sharedStage(provider)
    })
    after(() => mustBeUnharmed(stage))

    async function signedIn(person: TenantPerson): Promise<Visitor> {
      const visitor = stage.visitor()
      expect((await visitor.signIn(stage.entra, person)).status).to.equal(303)
      return visitor
    }

    const roles: Array<[name: string, claims: Record<string, unknown>, role: string]> = [
      ['reader', { roles: ['reader'] }, 'Medewerker'],
      ['editor', { roles: ['editor'] }, 'Redacteur'],
      ['team lead', { roles: ['teamlead'] }, 'Teamleider'],
      ['administrator', { roles: ['admin'] }, 'Beheerder'],
      ['administrator by the highest of several roles', { roles: ['editor', 'admin', 'reader'] }, 'Beheerder'],
      ['editor by a group', { groups: [groups.editors] }, 'Redacteur'],
      ['reader by an app role, whatever the groups say', { roles: ['reader'], groups: [groups.editors] }, 'Medewerker'],
      ['reader without any role', {}, 'Medewerker'],
      ['reader when the roles are a text', { roles: 'admin' }, 'Medewerker'],
      ['reader when the role is __proto__', { roles: ['__proto__'] }, 'Medewerker'],
      ['reader when the role is ADMIN', { roles: ['ADMIN'] }, 'Medewerker'],
      ['reader when the role has a space behind it', { roles: ['admin '] }, 'Medewerker'],
      ['reader when the role is a list', { roles: [['admin']] }, 'Medewerker'],
      ['reader when the roles are an object', { roles: { 0: 'admin', length: 1 } }, 'Medewerker'],
      ['reader when the groups are a text', { groups: groups.editors }, 'Medewerker'],
      ['editor with a role, however many groups', { roles: ['editor'], _claim_names: { groups: 'src1' } }, 'Redacteur'],
    ]
    for (const [name, claims, role] of roles) {
      it(`is ${name}`, async () => {
        expect(await whoIs(await signedIn(newcomer(claims)))).to.equal(`Noor Nieuw, ${role}`)
      })
    }

    const refused: Array<[name: string, claims: Record<string, unknown>]> = [
      ['is in too many groups to know their rights', { _claim_names: { groups: 'src1' } }],
      ['is in too many groups, by the other claim', { hasgroups: true }],
      ['is a guest', { acct: 1, roles: ['admin'] }],
      ['has their account in another tenant', { idp: `https://sts.windows.net/${otherTenant}/`, roles: ['admin'] }],
      ['has their account at another provider', { idp: 'live.com' }],
    ]
    for (const [name, claims] of refused) {
      it(`is not let in who ${name}`, async () => {
        const visitor = stage.visitor()
        const answer = await visitor.signIn(stage.entra, newcomer(claims))
        expect([answer.status, await whoIs(visitor)]).to.deep.equal([403, 'nobody'])
        expect(answer.text).to.include('Je hebt nog geen toegang')
      })
    }

    it('is no guest when the provider says that their account is its own', async () => {
      await signedIn(newcomer({ acct: 0, idp: `https://sts.windows.net/${tenant}/` }))
    })

    it('keeps their account when their name changes', async () => {
      const person = newcomer({ roles: ['editor'] })
      const before = await signedIn(person)
      await signedIn({ ...person, name: 'Noor Getrouwd', preferred_username: 'getrouwd@gemeente.example' })
      expect(await whoIs(before)).to.equal('Noor Getrouwd, Redacteur')
    })

    it('is somebody else than who had their user name before', async () => {
      const before = await signedIn(newcomer({ roles: ['admin'] }))
      expect(await whoIs(await signedIn(newcomer({ name: 'Nog een Noor' })))).to.equal('Nog een Noor, Medewerker')
      expect(await whoIs(before)).to.equal('Noor Nieuw, Beheerder')
    })

    it('loses a role everywhere as soon as the provider no longer gives it', async () => {
      const person = newcomer({ roles: ['admin'] })
      const elsewhere = await signedIn(person)
      expect((await elsewhere.get('/search/insights')).status).to.equal(200)
      await signedIn({ ...person, roles: ['reader'] })
      expect(await whoIs(elsewhere)).to.equal('Noor Nieuw, Medewerker')
      expect((await elsewhere.get('/search/insights')).status).to.equal(403)
    })

    it('is given cookies that no script, other site or other host can have', async () => {
      const { setCookies } = await signedIn(people.editor)
      expect(setCookies.map((line) => line.split('=')[0])).to.deep.equal(['__Host-kenniskompas_browser', session])
      for (const line of setCookies) {
        expect(line)
          .to.match(/; Path=\/(;|$)/)
          .and.match(/; HttpOnly(;|$)/)
          .and.match(/; Secure(;|$)/)
        expect(line)
          .to.match(/; SameSite=Lax(;|$)/)
          .and.not.match(/domain/i)
      }
    })

    it('is signed in for eight hours at most', async () => {
      const { setCookies } = await signedIn(people.editor)
      const expires = /Expires=([^;]+)/.exec(setCookies.at(-1) ?? '')?.[1] ?? ''
      expect(Date.parse(expires) - Date.now()).to.be.within(7.9 * 3600_000, 8 * 3600_000)
    })

    it('is nobody any more after signing out, also for who stole the cookie', async () => {
      const visitor = await signedIn(people.editor)
      const thief = stage.visitor(visitor.cookies)
      expect(await whoIs(thief)).to.include(people.editor.name)
      expect((await visitor.post('/sign-out')).location).to.equal('/signed-out')
      expect([await whoIs(visitor), await whoIs(thief)]).to.deep.equal(['nobody', 'nobody'])
      const { text } = await visitor.get('/signed-out')
      expect(text).to.include('Je bent uitgelogd').and.include(`href="${stage.entra.url}/${tenant}/logout"`)
    })

    it('stays signed in when a link or another site would sign them out', async () => {
      const visitor = await signedIn(people.editor)
      await visitor.get('/sign-out')
      const older = { 'sec-fetch-site': '', origin: 'https://evil.example' }
      expect((await visitor.post('/sign-out', {}, older)).status).to.equal(403)
      expect((await visitor.post('/sign-out', {}, { 'sec-fetch-site': 'cross-site' })).status).to.equal(403)
      expect(await whoIs(visitor)).to.include(people.editor.name)
    })

    it('is signed out when they end their session at the provider, in that session only', async () => {
      const person = newcomer()
      const [desk, phone] = [stage.visitor(), stage.visitor()]
      await desk.signIn(stage.entra, person, withClaims({ sid: 'session-of-desk' }))
      await phone.signIn(stage.entra, person, withClaims({ sid: 'session-of-phone' }))
      const tell = (query: string) => stage.visitor().get(`/sign-out/front-channel?${query}`)

      await tell('iss=https://evil.example&sid=session-of-desk')
      await tell('sid=session-of-desk&sid=session-of-phone')
      await tell('sid[$ne]=x')
      await tell('sid=')
      expect([await whoIs(desk), await whoIs(phone)]).to.deep.equal([
        'Noor Nieuw, Medewerker',
        'Noor Nieuw, Medewerker',
      ])

      expect((await tell(`iss=${encodeURIComponent(stage.entra.issuer)}&sid=session-of-desk`)).status).to.equal(204)
      expect([await whoIs(desk), await whoIs(phone)]).to.deep.equal(['nobody', 'Noor Nieuw, Medewerker'])
    })

    it('is not who a header says they are', async () => {
      const principal = Buffer.from(JSON.stringify({ userId: people.admin.oid })).toString('base64')
      const headers = { 'x-ms-client-principal': principal, 'x-ms-client-principal-id': people.admin.oid }
      expect((await stage.visitor().get('/', headers)).status).to.equal(303)
    })

    it('is told, as is the log, that the proxy brings no TLS', async () => {
      const answer = await stage.visitor().get('/sign-in', { 'x-forwarded-proto': 'http' })
      expect(answer.status).to.equal(500)
      expect(answer.text).to.include('Inloggen kan nog niet')
      expect(stage.product.printed()).to.include('A request came over http: the proxy must lead it to https')
    })
  })
}

describe('With other settings', () => {
  it("guests come in as readers; on a machine of one's own http will do, whatever a header says", async () => {
    const onThisMachine = { KENNISKOMPAS_URL: 'http://localhost:3000', KENNISKOMPAS_PROXY: '' }
    const stage = await aStage('azureAd', { SIGN_IN_GUESTS: 'reader', ...onThisMachine })
    const guest = stage.visitor()
    await guest.signIn(stage.entra, newcomer({ acct: 1, roles: ['admin'], groups: [groups.editors] }))
    expect(await whoIs(guest)).to.equal('Noor Nieuw, Medewerker')
    expect(guest.setCookies.join())
      .to.include('kenniskompas=')
      .and.not.match(/Secure|__Host-/)
    mustKeepSecrets(stage)
  })

  it('sessions of another tenant are worth nothing', async () => {
    const database = ownDatabase()
    const shared = { KENNISKOMPAS_DATA: await temporaryFolder(), ...(database && { MONGODB_URI: database }) }
    const stage = await aStage('azureAd', shared)
    const visitor = stage.visitor()
    await visitor.signIn(stage.entra, people.admin)
    expect(await whoIs(visitor)).to.include(people.admin.name)
    await stage.product.stop('SIGTERM')

    const SIGN_IN_ISSUER = stage.entra.issuer.replace(tenant, otherTenant)
    const moved = await productWith(stage.entra, 'azureAd', { ...shared, SIGN_IN_ISSUER })
    expect(await whoIs(new Visitor(moved.url, visitor.cookies))).to.equal('nobody')
  })
})
