import { createServer, type Socket } from 'node:net'
import type { Dispatcher } from '../commands/dispatch.ts'
import { serve } from './connection.ts'

export interface ClientLimits {
  /** How many clients are served at a time; who comes after them is hung up on. */
  connections: number
  /** How long a client may be in the middle of a message, in milliseconds. */
  patience: number
}

const LIMITS: ClientLimits = { connections: 1_000, patience: 30_000 }

export interface WireServer {
  /** Take no more clients, let what is being answered finish, and end the connections. */
  close(): Promise<void>
}

/** Listen on a Unix socket or named pipe. */
export async function listen(path: string, dispatcher: Dispatcher, limits = LIMITS): Promise<WireServer> {
  const clients = new Map<Socket, Promise<void>>()
  let closing = false
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    if (closing) return socket.destroy()
    socket.on('error', () => {}).on('close', () => clients.delete(socket))
    clients.set(socket, serve(socket, dispatcher, limits.patience))
  })
  server.maxConnections = limits.connections
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
