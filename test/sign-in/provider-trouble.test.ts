import { expect } from 'chai'
import type { Endpoint } from '../support/entra/double.ts'
import type { Misbehaviour } from '../support/entra/misbehaviour.ts'
import { people } from '../support/entra/people.ts'
import { aStage, mustBeUnharmed, providers, type SignInStage } from '../support/entra/shared.ts'
import { withHeader } from '../support/entra/tokens.ts'
import type { Answer } from '../support/entra/visitor.ts'

const everywhere: Misbehaviour[] = ['html', '500', 'empty', 'null', 'reset', 'huge', 'redirect']

/** In the order in which the product asks: what it once understood, it remembers. */
const troubles: Array<[endpoint: Endpoint, how: Misbehaviour]> = [
  ...everywhere.map((how): [Endpoint, Misbehaviour] => ['metadata', how]),
  ['metadata', 'other issuer'],
  ['metadata', 'hang'],
  ...everywhere.map((how): [Endpoint, Misbehaviour] => ['keys', how]),
  ['keys', 'no keys'],
  ...everywhere.map((how): [Endpoint, Misbehaviour] => ['token', how]),
  ['token', 'hang'],
]

const nameOf = (endpoint: Endpoint, how: Misbehaviour) => `${endpoint}: ${how}`

interface Story {
  stage: SignInStage
  answers: Map<string, Answer>
}

/** Lets somebody sign in during each of the troubles, one after the other. */
async function liveThrough(provider: (typeof providers)[number]): Promise<Story> {
  const stage = await aStage(provider)
  const answers = new Map<string, Answer>()
  for (const [endpoint, how] of troubles) {
    stage.entra.misbehave(endpoint, how)
    const visitor = stage.visitor()
    const left = await visitor.get('/sign-in')
    const answer = left.status === 303 ? await visitor.comeBack(stage.entra, left.location, people.admin) : left
    answers.set(nameOf(endpoint, how), answer)
    stage.entra.mend()
  }
  return { stage, answers }
}

describe('When the provider is not itself', () => {
  const stories = new Map<string, Story>()

  function stageOf(provider: string): SignInStage {
    const story = stories.get(provider)
    if (!story) throw new Error(`${provider} was never in trouble`)
    return story.stage
  }

  // Those that hang take five seconds each, so that both providers are in trouble at the same time.
  before(async function () {
    this.timeout(60_000)
    await Promise.all(providers.map(async (provider) => stories.set(provider, await liveThrough(provider))))
  })

  for (const provider of providers) {
    for (const [endpoint, how] of troubles) {
      it(`nobody is signed in with ${provider}, and told so (${nameOf(endpoint, how)})`, () => {
        const answer = stories.get(provider)?.answers.get(nameOf(endpoint, how))
        expect(answer?.status).to.equal(503)
        expect(answer?.text).to.include('Inloggen kan nu even niet')
      })
    }

    it(`everybody is signed in with ${provider} as soon as it is`, () => mustBeUnharmed(stageOf(provider)))

    it(`one sign-in at most fails with ${provider} when the keys of the provider change`, async () => {
      const stage = stageOf(provider)
      stage.entra.rotateKeys()
      await stage.visitor().signIn(stage.entra, people.editor)
      await mustBeUnharmed(stage)
    })

    it(`a flood of tokens with unknown keys makes no flood of questions, with ${provider}`, async () => {
      const stage = stageOf(provider)
      const { keys } = stage.entra.asked
      const unknown = withHeader({ kid: 'unknown' })
      const flood = Array.from({ length: 20 }, () => stage.visitor().signIn(stage.entra, people.admin, unknown))
      expect((await Promise.all(flood)).map(({ status }) => status)).to.deep.equal(Array(20).fill(401))
      expect(stage.entra.asked.keys - keys).to.be.at.most(1)
      await mustBeUnharmed(stage)
    })
  }
})
