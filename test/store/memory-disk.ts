import type { Disk, DiskUpkeep } from '../../server/store/embedded/disk/port.ts'

/** A disk in memory, in the order of its keys as LevelDB keeps them. */
export function memoryDisk(): Disk {
  const entries = new Map<string, [Buffer, Uint8Array]>()
  return {
    upkeep: {} as DiskUpkeep,
    async *load() {
      yield [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry)
    },
    commit: async (operations) => {
      for (const operation of operations) {
        if (operation.type === 'put') entries.set(operation.key.toString('hex'), [operation.key, operation.value])
        else entries.delete(operation.key.toString('hex'))
      }
    },
    close: async () => {},
  }
}
