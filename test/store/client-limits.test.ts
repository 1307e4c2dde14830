import { rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { expect } from 'chai'
import { BSON } from 'mongodb'
import { Dispatcher } from '../../server/store/embedded/commands/dispatch.ts'
import { Engine } from '../../server/store/embedded/engine/engine.ts'
import { listen, type WireServer } from '../../server/store/embedded/wire/server.ts'
import { freshDirectory } from './harness.ts'
import { message, section } from './malformed.ts'
import { memoryDisk } from './memory-disk.ts'

async function newDispatcher(): Promise<Dispatcher> {
  return new Dispatcher(await Engine.open(memoryDisk(), () => {}), 'here')
}

describe('What clients leave lying about', () => {
  let dispatcher: Dispatcher

  beforeEach(async () => {
    dispatcher = await newDispatcher()
  })

  const run = (command: object) => dispatcher.run({ ...command, $db: 'test' })

  it('is bounded: of more than 1,000 open cursors the longest unread ends', async () => {
    await run({ insert: 'items', documents: [{ _id: 1 }, { _id: 2 }, { _id: 3 }] })
    const ids: unknown[] = []
    for (let i = 0; i < 1_000; i++)
      ids.push(((await run({ find: 'items', batchSize: 1 })) as { cursor: { id: unknown } }).cursor.id)
    expect(await run({ getMore: ids[0], collection: 'items', batchSize: 1 })).to.include({ ok: 1 })
    await run({ find: 'items', batchSize: 1 })
    expect(await run({ getMore: ids[1], collection: 'items' })).to.include({ code: 43 })
    expect(await run({ getMore: ids[0], collection: 'items' })).to.include({ ok: 1 })
  })

  it('is bounded: of more than 10,000 sessions the longest unused is forgotten, unless it has a transaction', async () => {
    const inSession = (number: number, more: object) => {
      const id = Buffer.alloc(16)
      id.writeInt32BE(number, 0)
      return run({ ...more, lsid: { id: new BSON.Binary(id, 4) }, txnNumber: BSON.Long.ONE })
    }
    const documents = [{ _id: 1 }]
    await inSession(0, { insert: 'items', documents, autocommit: false, startTransaction: true })
    expect(await inSession(1, { insert: 'others', documents })).to.include({ n: 1 })
    expect(await inSession(1, { insert: 'others', documents }), 'repeated').not.to.have.property('writeErrors')
    for (let number = 2; number < 10_002; number++) await inSession(number, { ping: 1 })
    expect(await inSession(0, { commitTransaction: 1, autocommit: false })).to.include({ ok: 1 })
    expect(await inSession(1, { insert: 'others', documents }), 'forgotten').to.have.property('writeErrors')
  })
})

describe('A client that keeps the server waiting', () => {
  const ping = message(section(0, BSON.serialize({ ping: 1, $db: 'admin' })))
  let directory: string
  let server: WireServer
  let path: string

  before(async () => {
    directory = await freshDirectory()
    path = join(directory, 'socket')
    server = await listen(path, await newDispatcher(), { connections: 2, patience: 50 })
  })

  after(async () => {
    await server.close()
    await rm(directory, { recursive: true })
  })

  const connected = () =>
    new Promise<Socket>((resolve) => {
      const socket = connect(path, () => resolve(socket))
      socket.on('error', () => {})
    })
  const closed = (socket: Socket) =>
    new Promise<string>((resolve) => socket.resume().on('close', () => resolve('closed')))
  const answer = (socket: Socket) => new Promise<string>((resolve) => socket.once('data', () => resolve('answered')))

  it('in the middle of a message is hung up on', async () => {
    const socket = await connected()
    socket.write(ping.subarray(0, 30))
    expect(await closed(socket)).to.equal('closed')
  })

  it('between two messages may wait as long as it likes', async () => {
    const socket = await connected()
    for (let i = 0; i < 2; i++) {
      socket.write(ping)
      expect(await answer(socket)).to.equal('answered')
      await new Promise((resolve) => setTimeout(resolve, 120))
    }
    socket.destroy()
    await closed(socket)
  })

  it('may not come with more connections than are served', async () => {
    const sockets = [await connected(), await connected()]
    for (const socket of sockets) {
      socket.write(ping)
      expect(await answer(socket)).to.equal('answered')
    }
    expect(await closed(await connected())).to.equal('closed')
    for (const socket of sockets) socket.destroy()
  })
})
