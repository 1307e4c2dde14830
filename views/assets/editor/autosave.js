import { localCopy } from './local-copy.js'
import { offerBack } from './restore.js'

const WAIT = 2_000
const RETRY = 10_000
/** More than this a browser does not send while it leaves a page. */
const LEAVING = 60_000

const isTyped = ([name, value]) => name !== 'revision' && typeof value === 'string'

/** Saves the form some seconds after each change; until the server has it, a copy stays on this device. */
export function keepSaved(root, form, texts) {
  const status = document.querySelector('[data-saved]')
  const conflict = document.querySelector('[data-conflict]')
  const copy = localCopy(root.dataset.person, root.dataset.draft)
  const fields = () => new URLSearchParams([...new FormData(form)].filter(isTyped)).toString()
  let saved = fields()
  let timer
  let busy = false
  let stopped = false

  const tell = (text) => {
    if (status.textContent !== text) status.textContent = text
  }
  const later = (wait) => {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(save, wait)
  }

  async function save({ leaving = false } = {}) {
    const sent = fields()
    if (stopped || busy || sent === saved) return
    busy = true
    try {
      const body = JSON.stringify({ revision: Number(form.elements.revision.value), fields: sent })
      const answer = await fetch(root.dataset.autosave, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
        body,
        keepalive: leaving && body.length < LEAVING,
      })
      await take(answer, sent)
    } catch {
      tell(navigator.onLine ? texts.failed : texts.offline)
      later(RETRY)
    } finally {
      busy = false
    }
    if (!stopped && fields() !== sent) later(WAIT)
  }

  async function take(answer, sent) {
    if (answer.ok) {
      const { revision, savedAt } = await answer.json()
      form.elements.revision.value = revision
      saved = sent
      if (fields() === sent) copy.forget()
      return tell(texts.saved.replace('{time}', savedAt))
    }
    if (answer.status === 409) {
      stopped = true
      conflict.querySelector('a').href = (await answer.json()).url
      conflict.hidden = false
      return tell(texts.unsaved)
    }
    if (answer.status === 422) {
      // What may not be kept is not kept here either.
      copy.forget()
      saved = sent
      return tell(texts.blocked)
    }
    tell(answer.status === 401 ? texts.signedOut : answer.status < 500 ? texts.refused : texts.failed)
    if (answer.status === 401 || answer.status >= 500) later(RETRY)
  }

  const changed = () => {
    if (fields() === saved) return
    copy.keep(fields(), form.elements.revision.value)
    if (navigator.onLine) tell(texts.unsaved)
    later(WAIT)
  }
  form.addEventListener('input', changed)
  form.addEventListener('change', changed)
  form.addEventListener('submit', () => {
    stopped = true
    clearTimeout(timer)
  })
  addEventListener('online', () => later(0))
  addEventListener('offline', () => tell(texts.offline))
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) save({ leaving: true })
  })
  offerBack(form, copy, saved, () => later(0))
}
