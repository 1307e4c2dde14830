import { expect } from 'chai'
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
}

export async function aStage(provider: ProviderName, settings: Record<string, string> = {}): Promise<SignInStage> {
  const entra = await EntraDouble.start()
  const product = await productWith(entra, provider, settings)
  const visitors: Visitor[] = []
  return {
    entra,
    product,
    visitor(cookies) {
      const visitor = new Visitor(product.url, cookies)
      visitors.push(visitor)
      return visitor
    },
  }
}

let opening: Promise<Map<ProviderName, SignInStage>> | undefined

/** One stage per provider for all tests that leave nothing behind in it; both begin with the first who asks. */
export async function sharedStage(provider: ProviderName): Promise<SignInStage> {
  opening ??= Promise.all(providers.map(async (name) => [name, await aStage(name)] as const)).then(
    (all) => new Map(all),
  )
  const stage = (await opening).get(provider)
  if (!stage) throw new Error(`There is no stage for ${provider}`)
  return stage
}

/** What must be true after every attack: the process lives, an honest colleague signs in, and the log holds no secret. */
export async function mustBeUnharmed({ entra, product, visitor }: SignInStage): Promise<void> {
  const colleague = visitor()
  expect((await colleague.get('/health')).status).to.equal(200)
  expect((await colleague.signIn(entra, people.reader)).status, product.printed()).to.equal(303)
  expect((await colleague.get('/')).text).to.include(people.reader.name)
  mustKeepSecrets({ entra, product })
}

export function mustKeepSecrets({ entra, product }: Pick<SignInStage, 'entra' | 'product'>): void {
  const printed = product.printed()
  const personal = Object.values(people).flatMap(({ oid, name }) => [oid, name])
  for (const secret of [...entra.secrets, ...personal])
    expect(printed.includes(secret), `logged: ${secret}`).to.equal(false)
}
