import type { Socket } from 'node:net'
import type { Dispatcher } from '../commands/dispatch.ts'
import { ProtocolError } from './bounds.ts'
import { LARGEST_MESSAGE, readMessage } from './messages.ts'

const SMALLEST_MESSAGE = 21

/**
 * Serve one client: message after message, in order. What is not the protocol ends this connection only.
 * @param patience how long the client may leave a message half sent, or an answer half taken, in milliseconds
 */
export async function serve(socket: Socket, dispatcher: Dispatcher, patience: number): Promise<void> {
  socket.on('timeout', () => socket.destroy())
  try {
    for await (const message of messages(socket, patience)) {
      const request = readMessage(message)
      const answer = request.answer(await dispatcher.run(request.body))
      if (answer && !socket.write(answer)) await drained(socket, patience)
    }
  } catch {
    // A broken message or a broken socket: either way this client is done.
  } finally {
    socket.destroy()
  }
}

/** Resolves when the client has taken what was sent, or is gone. */
function drained(socket: Socket, patience: number): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) return resolve()
    socket.setTimeout(patience)
    const done = () => {
      socket.setTimeout(0)
      socket.off('drain', done).off('close', done)
      resolve()
    }
    socket.on('drain', done).on('close', done)
  })
}

/** Cut a stream into messages by the length each begins with. */
async function* messages(socket: Socket, patience: number): AsyncIterable<Buffer> {
  let parts: Buffer[] = []
  let gathered = 0
  for await (const part of socket as AsyncIterable<Buffer>) {
    socket.setTimeout(0)
    parts.push(part)
    gathered += part.length
    while (gathered >= 4) {
      const size = peekLength(parts)
      if (size < SMALLEST_MESSAGE || size > LARGEST_MESSAGE) throw new ProtocolError('a message of impossible length')
      if (gathered < size) break
      const all = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts, gathered)
      parts = all.length > size ? [all.subarray(size)] : []
      gathered = all.length - size
      yield all.subarray(0, size)
    }
    if (gathered > 0) socket.setTimeout(patience)
  }
}

function peekLength(parts: Buffer[]): number {
  const [first] = parts as [Buffer]
  if (first.length >= 4) return first.readInt32LE(0)
  return Buffer.concat(parts).readInt32LE(0)
}
