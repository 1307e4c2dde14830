import { expect } from 'chai'
import { people } from '../support/entra/people.ts'
import { mustBeUnharmed, providers, type SignInStage, sharedStage } from '../support/entra/shared.ts'
import { pathOf } from '../support/entra/visitor.ts'

/** What an honest answer of the provider holds. */
interface Honest {
  code: string
  state: string
}

const malformed: Array<[name: string, query: (honest: Honest) => string]> = [
  ['with an ID token in place of a code', ({ state }) => `state=${state}&id_token=a.b.c`],
  ['with an ID token twice', ({ state }) => `state=${state}&id_token=a.b.c&id_token=a.b.c`],
  ['with an ID token beside the code', ({ code, state }) => `state=${state}&code=${code}&id_token=a.b.c`],
  ['with an access token', ({ code, state }) => `state=${state}&code=${code}&access_token=x`],
  ['with a policy', ({ code, state }) => `state=${state}&code=${code}&p=b2c_1_x`],
  ['with a policy that is a list', ({ state }) => `state=${state}&p=a&p=b`],
  ['with a code twice', ({ code, state }) => `state=${state}&code=${code}&code=${code}`],
  ['with a code that is an object', ({ code, state }) => `state=${state}&code[$ne]=${code}`],
  ['with an empty code', ({ state }) => `state=${state}&code=`],
  ['with a code of line ends', ({ state }) => `state=${state}&code=%0d%0a`],
  ['with a code and an error', ({ code, state }) => `state=${state}&code=${code}&error=access_denied`],
  ['with neither code nor error', ({ state }) => `state=${state}`],
  ['with nothing', () => ''],
  ['without a state', ({ code }) => `code=${code}`],
  ['with an empty state', ({ code }) => `code=${code}&state=`],
  ['with a state that is too long', ({ code, state }) => `code=${code}&state=CUSTOM${state}`],
  ['with a state of a megabyte or so', ({ code }) => `code=${code}&state=${'x'.repeat(12_000)}`],
  ['with a state twice', ({ code, state }) => `code=${code}&state=${state}&state=${state}`],
  ['with a state that is an object', ({ code, state }) => `code=${code}&state[$regex]=${state}`],
  ['with a prototype', ({ code, state }) => `code=${code}&state=${state}&__proto__[x]=1`],
  ['with an error that is a line end', ({ state }) => `state=${state}&error=%0a`],
  ['with an error that sets a header', ({ state }) => `state=${state}&error=x%0d%0aSet-Cookie:%20a=b`],
  ['with an error in unicode', ({ state }) => `state=${state}&error=%E2%80%AE%F0%9F%92%A5`],
  ['with broken encoding', ({ state }) => `state=${state}&error=%ff%`],
  ['with an error twice', ({ state }) => `state=${state}&error=a&error=b`],
]

const elsewhere = [
  '//evil.example',
  '///evil.example',
  '////evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '\\/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/a\r\nLocation: https://evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/a/..//evil.example',
  '/%2e//evil.example',
  '/%2e%2E//evil.example',
  'https://evil.example',
  'https:evil.example',
  'HTTPS://evil.example',
  'http://kennis.example@evil.example',
  '@evil.example',
  '.evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  ' /people',
  '/\u00e9',
  `/people?q=${'x'.repeat(2000)}`,
  '',
]

for (const provider of providers) {
  describe(`Coming back from the provider, with ${provider},`, () => {
    let stage: SignInStage
    before(async () => {
      stage = await sharedStage(provider)
    })
    afterEach(() => mustBeUnharmed(stage))

    for (const [name, query] of malformed) {
      it(`is refused ${name}`, async () => {
        const visitor = stage.visitor()
        const back = new URL(stage.entra.approve(await visitor.leave(), people.admin))
        const [code = '', state = ''] = [back.searchParams.get('code'), back.searchParams.get('state')]
        const answer = await visitor.get(`${back.pathname}?${query({ code: code ?? '', state: state ?? '' })}`)
        expect(answer.status).to.equal(400)
        expect(answer.text).to.include('Dit begrijpen we niet').and.not.include('id_token').and.not.include(code)
        expect(answer.headers.get('a')).to.equal(null)
        expect((await visitor.get('/')).status).to.equal(303)
        expect((await visitor.get(pathOf(back.href))).status, 'the honest answer afterwards').to.equal(303)
      })
    }

    it('is over with a state that nobody began with, and says so kindly', async () => {
      const answer = await stage.visitor().get(`/sign-in/callback?code=x&state=${'x'.repeat(32)}`)
      expect([answer.status, answer.text.includes('Dit inloggen is voorbij')]).to.deep.equal([400, true])
    })

    it('is refused by form', async () => {
      const visitor = stage.visitor()
      const { pathname, searchParams } = new URL(stage.entra.approve(await visitor.leave(), people.admin))
      expect((await visitor.post(pathname, Object.fromEntries(searchParams))).status).to.equal(401)
      expect((await visitor.get('/')).status).to.equal(303)
    })

    it('works once: the same address again is worth nothing', async () => {
      const visitor = stage.visitor()
      const back = pathOf(stage.entra.approve(await visitor.leave(), people.editor))
      expect((await visitor.get(back)).status).to.equal(303)
      expect((await visitor.get(back)).status).to.equal(400)
      expect((await stage.visitor().get(back)).status).to.equal(400)
      expect((await visitor.get('/')).text).to.include(people.editor.name)
    })

    it('works once, also when it comes three times at the same moment', async () => {
      const visitor = stage.visitor()
      const back = pathOf(stage.entra.approve(await visitor.leave(), people.editor))
      const answers = await Promise.all([visitor.get(back), visitor.get(back), visitor.get(back)])
      expect(answers.map(({ status }) => status).sort()).to.deep.equal([303, 400, 400])
    })

    it('gives nobody the code of somebody else, who does not know its verifier', async () => {
      const victim = new URL(stage.entra.approve(await stage.visitor().leave(), people.admin))
      const thief = stage.visitor()
      const own = new URL(await thief.leave()).searchParams.get('state')
      const answer = await thief.get(`${victim.pathname}?code=${victim.searchParams.get('code')}&state=${own}`)
      expect(answer.status).to.equal(401)
      expect((await thief.get('/')).status).to.equal(303)
    })

    it('signs nobody in as somebody else, whose answer they were sent', async () => {
      const attacker = stage.visitor()
      const prepared = pathOf(stage.entra.approve(await attacker.leave(), people.reader))
      const victim = stage.visitor()
      await victim.leave()
      expect((await victim.get(prepared)).status).to.equal(400)
      expect((await victim.get('/')).status).to.equal(303)
    })

    it('works for two windows of one browser', async () => {
      const visitor = stage.visitor()
      const [first, second] = [await visitor.leave('/people'), await visitor.leave('/hulp')]
      const back = (address: string) => visitor.get(pathOf(stage.entra.approve(address, people.reader)))
      expect((await back(second)).location).to.equal('/hulp')
      expect((await back(first)).location).to.equal('/people')
    })

    it('gives a session that nobody knew before', async () => {
      const visitor = stage.visitor([['__Host-kenniskompas', 's%3Aknown-before.c2lnbmF0dXJl']])
      await visitor.signIn(stage.entra, people.editor)
      const first = visitor.cookies.get('__Host-kenniskompas')
      await visitor.signIn(stage.entra, people.admin)
      expect(first).to.not.include('known-before')
      expect(visitor.cookies.get('__Host-kenniskompas')).to.not.equal(first)
      expect((await stage.visitor([['__Host-kenniskompas', first ?? '']]).get('/')).status).to.equal(303)
    })

    it('tells kindly that somebody stopped, without what the provider said about it', async () => {
      const visitor = stage.visitor()
      const state = new URL(await visitor.leave()).searchParams.get('state')
      const said = 'error=access_denied&error_description=AADSTS65004%3A+geheim&error_subcode=cancel'
      const answer = await visitor.get(`/sign-in/callback?state=${state}&${said}`)
      expect(answer.status).to.equal(401)
      expect(answer.text).to.include('Je bent niet ingelogd').and.not.include('AADSTS').and.not.include('geheim')
    })
  })

  describe(`After signing in with ${provider}`, () => {
    let stage: SignInStage
    before(async () => {
      stage = await sharedStage(provider)
    })

    for (const returnTo of elsewhere) {
      it(`somebody comes home rather than at ${JSON.stringify(returnTo.slice(0, 40))}`, async () => {
        const answer = await stage.visitor().signIn(stage.entra, people.reader, undefined, returnTo)
        expect([answer.status, answer.location]).to.deep.equal([303, '/'])
      })
    }

    it('somebody comes home rather than at a list or an object of places', async () => {
      for (const query of ['returnTo=/people&returnTo=//evil.example', 'returnTo[]=//evil.example', 'returnTo[a]=x']) {
        const visitor = stage.visitor()
        const { location } = await visitor.get(`/sign-in?${query}`)
        expect((await visitor.get(pathOf(stage.entra.approve(location, people.reader)))).location).to.equal('/')
      }
    })

    it('forty who came at once are forty, in four roles', async () => {
      const crowd = Array.from({ length: 10 }, () => [
        people.reader,
        people.editor,
        people.teamlead,
        people.admin,
      ]).flat()
      const names = await Promise.all(
        crowd.map(async (person) => {
          const visitor = stage.visitor()
          await visitor.signIn(stage.entra, person)
          return /<strong>([^<]+)<\/strong><br>/.exec((await visitor.get('/')).text)?.[1]
        }),
      )
      expect(names).to.deep.equal(crowd.map(({ name }) => name))
    })
  })
}
