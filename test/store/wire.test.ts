import { rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { expect } from 'chai'
import { BSON, MongoClient } from 'mongodb'
import { type EmbeddedStore, startEmbeddedStore } from '../../server/store/embedded/index.ts'
import { freshDirectory } from './harness.ts'
import { message, nested, section } from './malformed.ts'

const OP_MSG = 2013

describe('The wire protocol', () => {
  let directory: string
  let store: EmbeddedStore

  before(async () => {
    directory = await freshDirectory()
    store = await startEmbeddedStore(directory)
  })

  after(async () => {
    await store.close()
    await rm(directory, { recursive: true })
  })

  const socketPath = () => decodeURIComponent(store.uri.split('/')[2] ?? '')

  /** Send bytes on a connection of its own; gives the first answer, or `closed`. */
  function send(...parts: Uint8Array[]): Promise<BSON.Document | 'closed'> {
    return new Promise((resolve) => {
      const socket = connect(socketPath())
      socket.once('data', (data: Buffer) => {
        const offset = data.readInt32LE(12) === OP_MSG ? 21 : 36
        resolve(BSON.deserialize(data.subarray(offset)))
        socket.destroy()
      })
      socket.on('close', () => resolve('closed')).on('error', () => resolve('closed'))
      void parts.reduce<Promise<unknown>>(async (sent, part) => {
        await sent
        socket.write(part)
        await new Promise((done) => setTimeout(done, 5))
      }, Promise.resolve())
    })
  }

  const ping = BSON.serialize({ ping: 1, $db: 'admin' })

  it('answers a message that comes in pieces, and one with a checksum', async () => {
    const whole = message(section(0, ping))
    expect(await send(whole.subarray(0, 2), whole.subarray(2, 20), whole.subarray(20))).to.deep.equal({ ok: 1 })
    const checked = Buffer.concat([Buffer.from([1, 0, 0, 0, 0]), ping, Buffer.alloc(4)])
    expect(await send(message(checked))).to.deep.equal({ ok: 1 })
  })

  it('answers the first hello as OP_QUERY', async () => {
    const query = Buffer.concat([
      Buffer.alloc(4),
      Buffer.from('admin.$cmd\0'),
      Buffer.alloc(8),
      BSON.serialize({ ismaster: 1 }),
    ])
    expect(await send(message(query, 2004))).to.include({ ok: 1, maxWireVersion: 21, isWritablePrimary: true })
  })

  it('closes the connection of a client that sends something else, and only that one', async () => {
    const truncated = Buffer.from(ping)
    truncated.writeInt32LE(200, 0)
    const longString = Buffer.from(BSON.serialize({ ping: 'x' }))
    longString.writeInt32LE(1000, 10)
    const broken: Record<string, Buffer> = {
      garbage: Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'),
      'a huge length': message(section(0, ping), OP_MSG, 0x7fffffff),
      'a negative length': message(section(0, ping), OP_MSG, -5),
      'an unknown operation': message(section(0, ping), 1234),
      'no section': message(Buffer.alloc(5)),
      'an unknown section': message(section(7, ping)),
      'two bodies': message(Buffer.concat([section(0, ping), Buffer.from([0]), ping])),
      'a document that leads outside': message(section(0, truncated)),
      'a string that leads outside': message(section(0, longString)),
      'an unknown flag': message(Buffer.concat([Buffer.from([8, 0, 0, 0, 0]), ping])),
      'too deep a document': message(section(0, nested(1000))),
    }
    for (const [name, bytes] of Object.entries(broken)) expect(await send(bytes), name).to.equal('closed')
    const client = await new MongoClient(store.uri).connect()
    expect(await client.db('admin').command({ ping: 1 })).to.deep.equal({ ok: 1 })
    await client.close()
  })

  it('survives random bytes in a message', async () => {
    const whole = message(section(0, BSON.serialize({ find: 'x', filter: { a: [1, { b: 'c' }] }, $db: 'test' })))
    for (let at = 16; at < whole.length; at += 3) {
      const changed = Buffer.from(whole)
      changed[at] = (changed[at] as number) ^ 0x55
      await Promise.race([send(changed), new Promise((done) => setTimeout(done, 100))])
    }
    expect(await send(message(section(0, ping)))).to.deep.equal({ ok: 1 })
  })

  it('keeps documents up to 16 MB and refuses larger ones', async () => {
    const client = await new MongoClient(store.uri).connect()
    const items = client.db('test').collection('large')
    await items.insertOne({ text: 'x'.repeat(15 * 1024 * 1024) })
    const tooLarge = items.updateOne({}, [{ $set: { more: { $concat: ['$text', '$text'] } } }])
    expect(await tooLarge.catch((error) => error.code)).to.equal(10334)
    expect(await items.countDocuments()).to.equal(1)
    await client.close()
  })
})
