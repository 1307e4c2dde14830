/** What somebody typed, kept on this device until the server has it. */
const PREFIX = 'kenniskompas-draft '
const LONGEST = 7 * 24 * 60 * 60 * 1000

/** The copy of one draft of one person: a colleague at the same desk gets no offer to put it back. */
export function localCopy(person, draft) {
  const key = `${PREFIX}${person} ${draft}`
  forgetOld()
  return {
    read: () => parse(quietly(() => localStorage.getItem(key))),
    keep: (fields, revision) =>
      quietly(() => localStorage.setItem(key, JSON.stringify({ fields, revision, at: Date.now() }))),
    forget: () => quietly(() => localStorage.removeItem(key)),
  }
}

/** At signing out, so that nothing stays behind on a shared desk. */
export function forgetLocalCopies() {
  for (const key of ownKeys()) quietly(() => localStorage.removeItem(key))
}

function forgetOld() {
  for (const key of ownKeys()) {
    const { at = 0 } = parse(quietly(() => localStorage.getItem(key))) ?? {}
    if (Date.now() - at > LONGEST) quietly(() => localStorage.removeItem(key))
  }
}

const ownKeys = () => quietly(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) ?? []

/** A browser may refuse to keep things, or be full; writing goes on all the same. */
function quietly(act) {
  try {
    return act()
  } catch {
    return undefined
  }
}

function parse(text) {
  return quietly(() => JSON.parse(text)) ?? undefined
}
