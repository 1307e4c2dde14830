import type { ChangeLog } from './changes.ts'

/**
 * Gives what `read` finds for a key, read once per change of the store instead of once per page.
 * Every call asks for the number of the latest change first, so that nobody is given what was true a moment ago.
 */
export function oncePerChange<T>(changes: ChangeLog, read: (key: string) => Promise<T>): (key: string) => Promise<T> {
  let known = { change: -1, found: new Map<string, Promise<T>>() }
  return async (key) => {
    const change = await changes.latest()
    if (known.change !== change) known = { change, found: new Map() }
    const { found } = known
    const value = found.get(key) ?? read(key)
    found.set(key, value)
    value.catch(() => found.delete(key))
    return value
  }
}
