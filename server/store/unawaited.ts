import type { Log } from '../log.ts'

/** Writes that nobody waits for, and that nothing fails with: what goes wrong is logged. */
export function unawaited(log: Log) {
  const underWay = new Set<Promise<unknown>>()
  return {
    /** @param failed what to log when it does not succeed */
    begin(work: Promise<unknown>, failed: string): void {
      const ended = work.catch((error) => log.error(failed, error)).finally(() => underWay.delete(ended))
      underWay.add(ended)
    },

    /** Waits until everything that was begun has ended. */
    async settle(): Promise<void> {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}
