import { deserialize } from 'bson'
import { encodeUpTo, LARGEST_DOCUMENT } from '../bson/encode.ts'
import { DECODING, type Doc, setField } from '../bson/values.ts'
import { MongoError } from '../errors.ts'
import { checkDocument, ProtocolError } from './bounds.ts'

/** The largest message taken, as MongoDB's `maxMessageSizeBytes`. */
export const LARGEST_MESSAGE = 48_000_000

const LARGEST_REPLY = LARGEST_DOCUMENT + 16 * 1024

const HEADER = 16
const OP_REPLY = 1
const OP_QUERY = 2004
const OP_MSG = 2013

const CHECKSUM_PRESENT = 1
const MORE_TO_COME = 2
const REQUIRED_FLAGS = 0xffff

/** A command as it came, and how to answer it. */
export interface Request {
  body: Doc
  /** The bytes of an answer; undefined when the client wants none. */
  answer(reply: Doc): Buffer | undefined
}

/**
 * Read one whole message (OP_MSG with document sequences, or the OP_QUERY of a first hello).
 * Source: MongoDB wire protocol specification.
 * @throws ProtocolError when it is anything else
 */
export function readMessage(bytes: Buffer): Request {
  const id = bytes.readInt32LE(4)
  const code = bytes.readInt32LE(12)
  if (code === OP_MSG) return readMsg(bytes, id)
  if (code === OP_QUERY) return readQuery(bytes, id)
  throw new ProtocolError(`operation ${code} is not supported`)
}

function readMsg(bytes: Buffer, id: number): Request {
  const flags = bytes.readUInt32LE(HEADER)
  if (flags & REQUIRED_FLAGS & ~(CHECKSUM_PRESENT | MORE_TO_COME)) throw new ProtocolError('unknown message flags')
  const end = bytes.length - (flags & CHECKSUM_PRESENT ? 4 : 0)
  let body: Doc | undefined
  const sequences: [string, Doc[]][] = []
  for (let at = HEADER + 4; at < end; ) {
    const kind = bytes[at++]
    if (kind === 0 && body === undefined) {
      const after = checkDocument(bytes, at, end)
      body = decode(bytes, at, after)
      at = after
    } else if (kind === 1) at = readSequence(bytes, at, end, sequences)
    else throw new ProtocolError('unknown or repeated message section')
  }
  if (!body) throw new ProtocolError('a message without a body')
  for (const [name, documents] of sequences) setField(body, name, documents)
  const silent = (flags & MORE_TO_COME) !== 0
  return { body, answer: (reply) => (silent ? undefined : msgReply(id, reply)) }
}

function readSequence(bytes: Buffer, start: number, limit: number, sequences: [string, Doc[]][]): number {
  if (start + 5 > limit) throw new ProtocolError('a document sequence is cut off')
  const end = start + bytes.readInt32LE(start)
  const zero = bytes.indexOf(0, start + 4)
  if (end > limit || zero < 0 || zero >= end) throw new ProtocolError('a document sequence leads outside the message')
  const documents: Doc[] = []
  for (let at = zero + 1; at < end; ) {
    const after = checkDocument(bytes, at, end)
    documents.push(decode(bytes, at, after))
    at = after
  }
  sequences.push([bytes.toString('utf8', start + 4, zero), documents])
  return end
}

function readQuery(bytes: Buffer, id: number): Request {
  const zero = bytes.indexOf(0, HEADER + 4)
  if (zero < 0 || zero + 9 > bytes.length) throw new ProtocolError('a query is cut off')
  const namespace = bytes.toString('utf8', HEADER + 4, zero)
  const at = zero + 9
  const body = decode(bytes, at, checkDocument(bytes, at, bytes.length))
  const [name] = Object.keys(body)
  if (name !== 'hello' && name?.toLowerCase() !== 'ismaster') throw new ProtocolError('OP_QUERY is for hello only')
  setField(body, '$db', namespace.split('.')[0])
  return { body, answer: (reply) => queryReply(id, reply) }
}

function decode(bytes: Buffer, start: number, end: number): Doc {
  try {
    return deserialize(bytes.subarray(start, end), DECODING)
  } catch (error) {
    throw new ProtocolError(`a document cannot be read: ${(error as Error).message}`)
  }
}

let lastId = 0

function header(size: number, responseTo: number, code: number): Buffer {
  const bytes = Buffer.allocUnsafe(HEADER)
  lastId = (lastId + 1) & 0x7fffffff
  bytes.writeInt32LE(size, 0)
  bytes.writeInt32LE(lastId, 4)
  bytes.writeInt32LE(responseTo, 8)
  bytes.writeInt32LE(code, 12)
  return bytes
}

/** An answer may hold a largest document with something around it; of a larger one only the error is sent. */
function encodeReply(reply: Doc): Uint8Array {
  try {
    return encodeUpTo(LARGEST_REPLY, reply)
  } catch (error) {
    if (!(error instanceof MongoError)) throw error
    return encodeUpTo(LARGEST_REPLY, error.toReply())
  }
}

function msgReply(responseTo: number, reply: Doc): Buffer {
  const document = encodeReply(reply)
  const prefix = Buffer.alloc(5)
  const size = HEADER + prefix.length + document.length
  return Buffer.concat([header(size, responseTo, OP_MSG), prefix, document], size)
}

function queryReply(responseTo: number, reply: Doc): Buffer {
  const document = encodeReply(reply)
  const prefix = Buffer.alloc(20)
  prefix.writeInt32LE(8, 0)
  prefix.writeInt32LE(1, 16)
  const size = HEADER + prefix.length + document.length
  return Buffer.concat([header(size, responseTo, OP_REPLY), prefix, document], size)
}
