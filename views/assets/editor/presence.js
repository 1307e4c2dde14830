const EVERY = 15_000

/** Tells who else has this draft open, and tells the others that this writer has. */
export function showWhoElse(root, texts) {
  const note = document.querySelector('[data-also-here]')
  const names = new Intl.ListFormat(document.documentElement.lang)

  async function tell() {
    if (document.hidden) return
    try {
      const answer = await fetch(root.dataset.presence, { method: 'POST', headers: { Accept: 'application/json' } })
      if (!answer.ok) return
      const { others } = await answer.json()
      note.hidden = others.length === 0
      note.querySelector('strong').textContent = names.format(others.map(({ name }) => name))
      note.querySelector('[data-does]').textContent = others.length === 1 ? texts.alsoHere : texts.alsoHereMore
    } catch {
      // Offline: who else is here will be asked again.
    }
  }

  tell()
  setInterval(tell, EVERY)
  document.addEventListener('visibilitychange', tell)
}
