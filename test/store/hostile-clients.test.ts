import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { expect } from 'chai'
import fc from 'fast-check'
import { BSON, MongoClient } from 'mongodb'
import { type EmbeddedStore, startEmbeddedStore } from '../../server/store/embedded/index.ts'
import { ProtocolError } from '../../server/store/embedded/wire/bounds.ts'
import { readMessage } from '../../server/store/embedded/wire/messages.ts'
import { freshDirectory } from './harness.ts'
import { malformed, message, nested, proper, section } from './malformed.ts'

const SEED = 20_260_922

/** The state in which a socket of `/proc/net/tcp` waits for connections. */
const LISTENING = '0A'

/** Where a link leads; nothing when it is gone. */
function readLink(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

/** Read everything a server sent as messages; throws when it is anything else. */
function replies(bytes: Buffer): BSON.Document[] {
  const found: BSON.Document[] = []
  for (let at = 0; at < bytes.length; ) {
    const size = bytes.readInt32LE(at)
    const offset = bytes.readInt32LE(at + 12) === 2013 ? 21 : 36
    found.push(BSON.deserialize(bytes.subarray(at + offset, at + size)))
    at += size
  }
  return found
}

describe('Hostile clients', () => {
  let directory: string
  let store: EmbeddedStore
  let client: MongoClient

  before(async () => {
    directory = await freshDirectory()
    store = await startEmbeddedStore(directory)
    client = await new MongoClient(store.uri).connect()
  })

  after(async () => {
    await client.close()
    await store.close()
    await rm(directory, { recursive: true })
  })

  const socketPath = () => decodeURIComponent(store.uri.split('/')[2] ?? '')

  /** Send bytes on a connection of its own and hang up; gives what came back before the server closed it too. */
  function attack(bytes: Buffer): Promise<BSON.Document[]> {
    return new Promise((resolve, reject) => {
      const parts: Buffer[] = []
      const socket = connect(socketPath(), () => socket.end(bytes))
      socket.on('data', (part) => parts.push(part)).on('error', () => {})
      socket.on('close', () => {
        try {
          resolve(replies(Buffer.concat(parts)))
        } catch (error) {
          reject(error)
        }
      })
    })
  }

  const openFiles = () => readdirSync('/proc/self/fd').length

  it('are answered with an error or hung up on, 10,000 times, while others read and write', async function () {
    this.timeout(60_000)
    const messages = [...malformed(10_000, SEED)]
    const items = client.db('test').collection<{ _id: number }>('items')
    const linux = process.platform === 'linux'
    let attacking = true
    let served = 0
    const other = (async () => {
      while (attacking) {
        await items.insertOne({ _id: served })
        expect(await items.findOne({ _id: served++ })).not.to.equal(null)
      }
    })()
    const before = linux ? openFiles() : 0
    const memory: number[] = []
    let next = 0
    const attacker = async () => {
      for (let bytes = messages[next++]; bytes; bytes = messages[next++]) {
        for (const reply of await attack(bytes)) expect(reply.ok).to.be.oneOf([0, 1])
        if (next % 1000 === 0) memory.push(process.memoryUsage().rss)
      }
    }
    await Promise.all(Array.from({ length: 20 }, attacker)).finally(() => {
      attacking = false
    })
    await other
    expect(await items.countDocuments()).to.equal(served)
    expect(served).to.be.greaterThan(10)
    if (linux) expect(openFiles()).to.be.at.most(before + 5)
    const [early = 0, late = 0] = [memory[4], memory.at(-1)]
    expect(late - early).to.be.lessThan(100 * 1024 * 1024)
  })

  it('find a parser that reads a message or says what is wrong with it, whatever is sent', () => {
    const read = (bytes: Buffer) => {
      try {
        return typeof readMessage(bytes).body
      } catch (error) {
        if (error instanceof ProtocolError) return error.name
        throw error
      }
    }
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 })
    const damage = (bytes: Buffer, places: [number, number][]) => {
      const copy = Buffer.from(bytes)
      for (const [at, value] of places) copy[at % copy.length] = value
      return copy
    }
    fc.assert(
      fc.property(fc.constantFrom(...proper), changes, (bytes, places) =>
        ['object', 'Error'].includes(read(damage(bytes, places))),
      ),
      { seed: SEED, numRuns: 5_000 },
    )
  })

  it('find no way around the bounds of depth', async () => {
    const insert = (depth: number) => {
      const documents = Buffer.concat([Buffer.alloc(4), Buffer.from('documents\0'), nested(depth)])
      documents.writeInt32LE(documents.length, 0)
      const body = BSON.serialize({ insert: 'deep', $db: 'test' })
      return attack(message(Buffer.concat([section(0, body), Buffer.from([1]), documents])))
    }
    const [kept] = await insert(179)
    expect(kept).to.include({ ok: 1, n: 1 })
    const [refused] = await insert(180)
    expect(refused?.writeErrors[0]).to.include({ code: 15 })
    expect(await insert(200)).to.deep.equal([])
    const path = Array.from({ length: 201 }, () => 'a').join('.')
    const deep = client.db('test').collection('deep')
    for (const attempt of [deep.findOne({ [path]: 1 }), deep.updateOne({}, { $set: { [path]: 1 } })]) {
      expect(await attempt.catch((error) => error.code)).to.equal(15)
    }
    const step = { $set: { a: { a: '$a' } } }
    const steps = Array.from({ length: 10 }, () => step)
    expect(await deep.updateOne({}, steps).catch((error) => error.code)).to.equal(15)
    expect(await deep.countDocuments()).to.equal(1)
  })

  it('cannot make an answer that is too large to send', async () => {
    const large = client.db('test').collection('large')
    for (const _id of [1, 2]) await large.insertOne({ _id: _id as never, text: `${_id}${'x'.repeat(9 * 1024 * 1024)}` })
    const everything = [{ $group: { _id: null, all: { $push: '$text' } } }]
    expect(
      await large
        .aggregate(everything)
        .toArray()
        .catch((error) => error.code),
    ).to.equal(10334)
    expect(await large.distinct('text').catch((error) => error.code)).to.equal(10334)
    expect(
      await large
        .updateMany({}, { $push: { list: { $each: Array(4).fill('x'.repeat(3 << 20)) } } as never })
        .catch((error) => error.code),
    ).to.equal(10334)
    expect(await large.countDocuments({ list: { $exists: true } })).to.equal(0)
  })

  it('cannot have a script run', async () => {
    const body = 'function() { process.exit(1) }'
    const call = { $function: { body, args: [], lang: 'js' } }
    const accumulate = { init: body, accumulate: body, accumulateArgs: [], merge: body, lang: 'js' }
    const aggregate = (...pipeline: object[]) => ({ aggregate: 'items', pipeline, cursor: {} })
    const scripts: [object, number][] = [
      [{ find: 'items', filter: { $where: body } }, 2],
      [{ find: 'items', filter: { $or: [{ $where: new BSON.Code(body) }] } }, 2],
      [{ find: 'items', filter: { a: { $elemMatch: { $where: body } } } }, 2],
      [{ find: 'items', filter: { $expr: call } }, 168],
      [{ find: 'items', projection: { a: call } }, 31325],
      [aggregate({ $match: { $where: body } }), 2],
      [aggregate({ $set: { a: call } }), 168],
      [aggregate({ $group: { _id: null, a: { $accumulator: accumulate } } }), 15952],
      [{ mapReduce: 'items', map: body, reduce: body, out: { inline: 1 } }, 59],
      [{ eval: body }, 59],
    ]
    for (const [command, code] of scripts) {
      const error = await client
        .db('test')
        .command(command)
        .catch((reason) => reason)
      expect(error.code, JSON.stringify(command)).to.equal(code)
    }
  })

  it('of other users find nothing they may open', async function () {
    if (process.platform === 'win32') this.skip()
    const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)
    expect(await mode(join(directory, 'data'))).to.equal('700')
    expect(await mode(join(socketPath(), '..'))).to.equal('700')
    for (const name of await readdir(directory)) {
      if (statSync(join(directory, name)).isFile()) expect(await mode(join(directory, name)), name).to.equal('600')
    }
  })

  it('in the network find no port', async function () {
    if (process.platform !== 'linux') this.skip()
    const before = listeningHere()
    const other = await freshDirectory()
    const another = await startEmbeddedStore(other)
    expect(listeningHere().filter((socket) => !before.includes(socket))).to.deep.equal([])
    await another.close()
    await rm(other, { recursive: true })
  })
})

/** The TCP sockets that this process listens on, its worker threads included. */
function listeningHere(): string[] {
  const own = readdirSync('/proc/self/fd').map((name) => readLink(join('/proc/self/fd', name)))
  return ['tcp', 'tcp6']
    .flatMap((kind) => readFileSync(join('/proc/self/net', kind), 'utf8').split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter((parts) => parts[3] === LISTENING)
    .map((parts) => `socket:[${parts[9]}]`)
    .filter((socket) => own.includes(socket))
}
