const closings: Array<() => unknown> = []

/** Has `close` called after the last test: of this file when files are shared out over processes, else of the whole run. The newest comes first. */
export function atTheEnd(close: () => unknown): void {
  closings.push(close)
}

/** Calls all that `atTheEnd` was given, whatever goes wrong in between. @throws the first thing that went wrong */
export async function closeEverything(): Promise<void> {
  const wrong: unknown[] = []
  for (const close of closings.splice(0).reverse()) {
    try {
      await close()
    } catch (error) {
      wrong.push(error)
    }
  }
  if (wrong.length > 0) throw wrong[0]
}

/** One of what `open` makes for all who ask, from the first who does until the end. */
export function shared<T>(open: () => Promise<T>, close: (opened: T) => unknown = () => {}): () => Promise<T> {
  let opening: Promise<T> | undefined
  const openFor = async () => {
    atTheEnd(() => {
      opening = undefined
    })
    const opened = await open()
    atTheEnd(() => close(opened))
    return opened
  }
  return () => {
    opening ??= openFor()
    return opening
  }
}
