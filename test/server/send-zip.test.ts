import { once } from 'node:events'
import { PassThrough, Writable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setImmediate } from 'node:timers/promises'
import { expect } from 'chai'
import type { ExportedFile } from '../../server/content/export-for-reader.ts'
import { sendZip } from '../../server/web/export/send-zip.ts'
import { sunday } from '../support/house.ts'
import { unzip } from '../support/unzip.ts'

/** Files without end, each of bytes that no zip makes small; `made` counts them. */
class Endless {
  made = 0
  stopped = false

  async *files(): AsyncGenerator<ExportedFile> {
    try {
      while (true) {
        const noise = Buffer.alloc(100_000)
        for (let place = 0; place < noise.length; place += 1) noise[place] = (place * place * (this.made + 7)) >> 5
        yield [`${this.made++}.bin`, noise]
      }
    } finally {
      this.stopped = true
    }
  }
}

describe('A zip that is sent while it is made', () => {
  it('holds every file, empty ones and names with a trema too', async () => {
    const out = new PassThrough()
    async function* files(): AsyncGenerator<ExportedFile> {
      yield ['desk-protocols/een.md', 'Coördinatie']
      yield ['leeg.md', '']
      yield ['coördinatie.md', Buffer.from('x')]
    }
    const [zip] = await Promise.all([buffer(out), sendZip(files(), sunday, out)])
    const texts = Object.entries(await unzip(zip)).map(([path, content]) => [path, content.toString()])
    expect(texts).to.deep.equal([
      ['desk-protocols/een.md', 'Coördinatie'],
      ['leeg.md', ''],
      ['coördinatie.md', 'x'],
    ])
  })

  it('waits for who takes it slowly, and stops when they break off', async () => {
    const endless = new Endless()
    let taken = 0
    const out = new Writable({
      write: (chunk: Buffer) => {
        taken += chunk.length // and never asks for more
      },
    })
    const sending = sendZip(endless.files(), sunday, out)
    while (taken === 0) await setImmediate()
    // Comes out only when no more files are made.
    for (let before = -1; before !== endless.made; ) {
      before = endless.made
      for (let turn = 0; turn < 200; turn += 1) await setImmediate()
    }
    out.destroy()
    await sending
    expect(endless.stopped).to.equal(true)
  })

  it('breaks off when a file cannot be made, so that nobody takes it for whole', async () => {
    const out = new PassThrough()
    async function* files(): AsyncGenerator<ExportedFile> {
      yield ['een.md', 'Een']
      throw new Error('The store is gone')
    }
    const closed = once(out, 'close').catch(() => {})
    out.on('error', () => {}).resume()
    const failure = await sendZip(files(), sunday, out).catch((error) => error)
    await closed
    expect([failure.message, out.writableFinished]).to.deep.equal(['The store is gone', false])
  })
})
