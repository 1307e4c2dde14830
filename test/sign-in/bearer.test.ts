import { expect } from 'chai'
import { otherTenant, people, tenant } from '../support/entra/people.ts'
import { mustBeUnharmed, type SignInStage, sharedStage } from '../support/entra/shared.ts'
import { type TokenMaker, tampered, withClaims, withHeader } from '../support/entra/tokens.ts'

const suggestions = '/search/suggestions?q=paspoort'

describe('A program with a bearer token', () => {
  let stage: SignInStage
  before(async () => {
    stage = await sharedStage('azureAd')
  })
  afterEach(() => mustBeUnharmed(stage))

  const ask = (token: string) =>
    stage.visitor().get(suggestions, { authorization: `Bearer ${token}`, accept: 'application/json' })

  it('asks in the name of a colleague, and is given no session', async () => {
    const program = stage.visitor()
    const authorization = `Bearer ${stage.entra.accessToken(people.editor)}`
    expect((await program.get(suggestions, { authorization, accept: 'application/json' })).status).to.equal(200)
    expect((await program.get('/search/insights', { authorization })).status).to.equal(200)
    expect([...program.cookies]).to.deep.equal([])
  })

  it('brings back no role with an older token than the last one', async () => {
    const person = { ...people.nobody, oid: crypto.randomUUID() }
    const longAgo = Math.floor(Date.now() / 1000) - 3000
    const old = stage.entra.accessToken(person, withClaims({ roles: ['admin'], iat: longAgo, nbf: longAgo }))
    const asOld = () => stage.visitor().get('/search/insights', { authorization: `Bearer ${old}` })
    expect((await asOld()).status).to.equal(200)
    await stage.visitor().signIn(stage.entra, { ...person, roles: ['reader'] })
    expect((await asOld()).status).to.equal(403)
  })

  it('changes nothing, whoever it asks for', async () => {
    const program = stage.visitor()
    const authorization = `Bearer ${stage.entra.accessToken(people.admin)}`
    for (const path of ['/sessions', '/newcomers', '/me/sessions', '/me/identity'])
      expect((await program.post(path, {}, { authorization })).status, path).to.equal(403)
  })

  const refused: Array<[name: string, make: TokenMaker]> = [
    ['that is an ID token', withClaims({ scp: undefined, nonce: 'x' })],
    ['for another scope', withClaims({ scp: 'User.Read' })],
    ['whose scope is a list', withClaims({ scp: ['access_as_user'] })],
    ['for another application', withClaims({ aud: 'https://graph.microsoft.com' })],
    ['of the version 1 issuer', withClaims({ iss: `https://sts.windows.net/${tenant}/` })],
    ['of another tenant', withClaims({ tid: otherTenant })],
    ['without a person', withClaims({ oid: undefined })],
    ['that has expired', withClaims({ exp: 1_700_000_000 })],
    ['whose claims were changed', tampered],
    ['with an unknown key', withHeader({ kid: 'unknown' })],
    ['that names a certificate of its own', withHeader({ x5t: 'unknown' })],
    ['of two parts', () => 'a.b'],
    ['of nothing but dots', () => '..'],
  ]
  for (const [name, make] of refused) {
    it(`is refused one ${name}`, async () => {
      const answer = await ask(stage.entra.accessToken(people.admin, make))
      expect(answer.status).to.equal(401)
      expect(answer.headers.get('content-type')).to.include('application/problem+json')
      expect(answer.headers.get('www-authenticate')).to.equal('Bearer error="invalid_token"')
    })
  }
})
