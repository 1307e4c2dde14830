import { expect } from 'chai'
import { atTheEnd, shared } from '../closing.ts'
import { temporaryFolder } from '../folders.ts'
import type { RunningProcess } from '../process.ts'
import { EntraDouble } from './double.ts'
import { people } from './people.ts'
import { productWith } from './product.ts'
import { Visitor } from './visitor.ts'

export const providers = ['azureAd', 'oidc'] as const
export type ProviderName = (typeof providers)[number]

/** The product in a process of its own, with a double of Entra ID that belongs to it. */
export interface SignInStage {
  entra: EntraDouble
  product: RunningProcess
  visitor(cookies?: Iterable<[string, string]>): Visitor
  /** What the product printed since the last time that somebody looked. */
  newlyPrinted(): string
  /** Everything that no log may hold: what the double gave out, and the cookies of all visitors. */
  secrets(): string[]
}

/** A double of Entra ID, until the tests are over. */
export async function aDouble(): Promise<EntraDouble> {
  const entra = await EntraDouble.start(await temporaryFolder())
  atTheEnd(() => entra.close())
  return entra
}

export async function aStage(provider: ProviderName, settings: Record<string, string> = {}): Promise<SignInStage> {
  const entra = await aDouble()
  const product = await productWith(entra, provider, settings)
  const visitors: Visitor[] = []
  let seen = 0
  return {
    entra,
    product,
    visitor(cookies) {
      const visitor = new Visitor(product.url, cookies)
      visitors.push(visitor)
      return visitor
    },
    newlyPrinted() {
      const fresh = product.printed().slice(seen)
      seen += fresh.length
      return fresh
    },
    secrets: () => [...entra.secrets, ...visitors.flatMap(({ cookies }) => [...cookies.values()])],
  }
}

const stages: Record<ProviderName, () => Promise<SignInStage>> = {
  azureAd: shared(() => aStage('azureAd')),
  oidc: shared(() => aStage('oidc')),
}

/** One stage per provider for all tests that leave nothing behind in it. */
export const sharedStage = (provider: ProviderName): Promise<SignInStage> => stages[provider]()

/** What must be true after every attack: the process lives, an honest colleague signs in, and the log holds no secret. */
export async function mustBeUnharmed(stage: SignInStage): Promise<void> {
  const colleague = stage.visitor()
  expect((await colleague.get('/health')).status).to.equal(200)
  expect((await colleague.signIn(stage.entra, people.reader)).status, stage.product.printed()).to.equal(303)
  expect((await colleague.get('/')).text).to.include(people.reader.name)
  mustKeepSecrets(stage)
}

export function mustKeepSecrets(stage: SignInStage): void {
  const printed = stage.newlyPrinted()
  const personal = Object.values(people).flatMap(({ oid, name }) => [oid, name])
  const logged = [...stage.secrets(), ...personal].filter((secret) => printed.includes(secret))
  expect(logged, 'secrets in the log').to.deep.equal([])
}
