import { MongoError } from '../errors.ts'

/** The longest name of a database and a collection together, in bytes, as in MongoDB. */
const LONGEST_NAMESPACE = 255

/** @throws MongoError 73 (InvalidNamespace) for a name that no collection can have */
export function checkNamespace(namespace: string): void {
  const name = namespace.slice(namespace.indexOf('.') + 1)
  const possible = name !== '' && !name.startsWith('.') && !/[$\0]/.test(name)
  if (!possible || Buffer.byteLength(namespace) > LONGEST_NAMESPACE) {
    throw new MongoError(73, `Invalid collection name: ${name}`)
  }
}
