import { readFile } from 'node:fs/promises'
import { expect } from 'chai'
import { BSON, type ClientSession, type Db, type Document, MongoClient, MongoServerError } from 'mongodb'
import { serverUri } from '../harness.ts'
import type { Case, Step, Table } from './case.ts'

/** Stands for the id of the cursor that the step before opened. */
export const CURSOR = Symbol('cursor')

let client: MongoClient
let database: Db
let embedded: boolean
let otherwise: Set<string>

/** Declare tables of cases as tests, on a database of their own. */
export function conformance(tables: Table[]): void {
  before(connect)
  after(disconnect)
  for (const { area, manual, cases } of tables) {
    describe(`${area} (${manual})`, () => {
      for (const one of cases) {
        it(one.title, async function () {
          if (otherwise.has(`${area}: ${one.title}`)) this.skip()
          await run(one)
        })
      }
    })
  }
}

async function connect(): Promise<void> {
  client = await new MongoClient(await serverUri(), { retryWrites: false }).connect()
  database = client.db(`conformance-${process.pid}`)
  const { gitVersion, secantusVersion } = await database.admin().buildInfo()
  embedded = gitVersion === 'embedded'
  otherwise = secantusVersion ? await knownDifferences() : new Set()
}

/** The cases that SecantusDB answers otherwise: the first two columns of the table in docs/conformance.md. */
async function knownDifferences(): Promise<Set<string>> {
  const page = await readFile(new URL('../../../docs/conformance.md', import.meta.url), 'utf8')
  const rows = page.matchAll(/^\| ([A-Z][^|]*) \| `([^`]*)` \|/gm)
  return new Set([...rows].map(([, area, title]) => `${area}: ${title}`))
}

async function disconnect(): Promise<void> {
  await database.dropDatabase()
  await client.close()
}

async function run({ given, steps, leaves, refused }: Case): Promise<void> {
  await database.collection('items').drop()
  if (given?.length) await database.command({ insert: 'items', documents: given })
  const conversation = new Conversation()
  try {
    for (const step of steps.slice(0, -1)) await conversation.take(step)
    const last = steps.at(-1) as Step
    const refusal = embedded && refused !== undefined
    await conversation.take(refusal ? { ...last, ...REFUSED, error: { code: refused } } : last)
    if (leaves && !refusal) expect(text(await contents())).to.equal(text(leaves))
  } finally {
    await conversation.end()
  }
}

const REFUSED = { documents: undefined, reply: undefined } as unknown as Step

function contents(): Promise<Document[]> {
  return database.collection('items').find().sort({ _id: 1 }).toArray()
}

/** Documents as text, with their types and in the order of their fields. */
function text(value: unknown): string {
  return BSON.EJSON.stringify(value, { relaxed: false }, 1)
}

/** The commands of one case, with the cursor and the transactions that go from one to the next. */
class Conversation {
  readonly #sessions: Map<string, ClientSession> = new Map()
  #cursor: unknown

  async take({ ask, in: name, documents, reply, error }: Step): Promise<void> {
    const answer = await this.#send(ask, name && this.#session(name))
    const failure = answer.ok === 0 ? answer : answer.writeErrors?.[0]
    if (error) expect(text(pick(failure ?? {}, error))).to.equal(text(error))
    else if (failure) expect.fail(`${failure.code}: ${failure.errmsg}`)
    if (reply) expect(text(pick(answer, reply))).to.equal(text(reply))
    if (documents) expect(text(answer.cursor.firstBatch ?? answer.cursor.nextBatch)).to.equal(text(documents))
    this.#cursor = answer.cursor?.id ?? this.#cursor
  }

  async end(): Promise<void> {
    for (const session of this.#sessions.values()) await session.endSession()
  }

  #session(name: string): ClientSession {
    const session = this.#sessions.get(name) ?? client.startSession()
    if (!this.#sessions.has(name)) session.startTransaction()
    this.#sessions.set(name, session)
    return session
  }

  async #send(ask: Document, session: ClientSession | undefined): Promise<Document> {
    const entries = Object.entries(ask).map(([key, value]) => [key, this.#filled(value)])
    const work = async (): Promise<Document> => {
      if (session && 'commitTransaction' in ask) return (await session.commitTransaction()) ?? { ok: 1 }
      if (session && 'abortTransaction' in ask) return (await session.abortTransaction()) ?? { ok: 1 }
      return database.command(Object.fromEntries(entries), session ? { session } : {})
    }
    return work().catch((error) => {
      if (!(error instanceof MongoServerError)) throw error
      return { ...error.errorResponse, errorLabels: error.errorLabels, ok: 0 }
    })
  }

  #filled(value: unknown): unknown {
    if (value === CURSOR) return this.#cursor
    return Array.isArray(value) ? value.map((part) => this.#filled(part)) : value
  }
}

/** The fields of a reply that an expectation names, at every level. */
function pick(from: Document, like: Document): Document {
  return Object.fromEntries(
    Object.entries(like).map(([name, value]) => {
      const found = from[name]
      const deeper = isPlain(value) && isPlain(found) && name !== 'keyValue' && name !== 'keyPattern'
      return [name, deeper ? pick(found, value) : found]
    }),
  )
}

function isPlain(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
