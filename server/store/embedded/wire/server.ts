import { createServer, type Socket } from 'node:net'
import type { Dispatcher } from '../commands/dispatch.ts'
import { serve } from './connection.ts'

export interface WireServer {
  /** Take no more clients, let what is being answered finish, and end the connections. */
  close(): Promise<void>
}

/** Listen on a Unix socket or named pipe. */
export async function listen(path: string, dispatcher: Dispatcher): Promise<WireServer> {
  const clients = new Map<Socket, Promise<void>>()
  let closing = false
  const server = createServer((socket) => {
    if (closing) return socket.destroy()
    socket.on('error', () => {})
    clients.set(
      socket,
      serve(socket, dispatcher).finally(() => clients.delete(socket)),
    )
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve))
  return {
    close: async () => {
      closing = true
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of clients.keys()) socket.destroy()
      await Promise.all(clients.values())
      await closed
    },
  }
}
