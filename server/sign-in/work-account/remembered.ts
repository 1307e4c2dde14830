/** Something that is read from the provider, and kept for a while. */
export interface Remembered<T> {
  get(): Promise<T>
  /** Reads anew at the next `get`; but at most once a minute, whoever asks. */
  forget(): void
}

const hour = 60 * 60 * 1000
const minute = 60 * 1000

/** Keeps what `read` gives for an hour. A failure is not kept: the next one who asks tries again. */
export function remembered<T>(read: () => Promise<T>, now: () => Date): Remembered<T> {
  let known: { since: number; value: Promise<T> } | undefined
  let forgotten = Number.NEGATIVE_INFINITY
  return {
    get() {
      if (known && now().getTime() - known.since < hour) return known.value
      const reading = { since: now().getTime(), value: read() }
      known = reading
      reading.value.catch(() => {
        if (known === reading) known = undefined
      })
      return reading.value
    },
    forget() {
      if (now().getTime() - forgotten < minute) return
      forgotten = now().getTime()
      known = undefined
    },
  }
}
