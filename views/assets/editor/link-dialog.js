import { insert } from './replace.js'

const WAIT = 150
const ADDRESS = /^(https?:\/\/|mailto:|tel:)\S+$/i

/** The dialog that finds what to link to; gives the function that opens it. The field is a combobox (ARIA APG). */
export function linkDialog(root, field) {
  const dialog = document.querySelector('[data-dialog="link"]')
  const form = dialog.querySelector('form')
  const search = form.querySelector('[role="combobox"]')
  const label = form.querySelector('[name="label"]')
  const list = form.querySelector('[role="listbox"]')
  const status = form.querySelector('[role="status"]')
  const error = form.querySelector('[data-error]')
  let selection = [0, 0]
  let found = []
  let target
  let chosen = -1
  let timer
  let request

  function choose(place) {
    chosen = place
    for (const [at, option] of [...list.children].entries()) option.setAttribute('aria-selected', String(at === place))
    const option = list.children[place]
    if (!option) return search.removeAttribute('aria-activedescendant')
    search.setAttribute('aria-activedescendant', option.id)
    option.scrollIntoView({ block: 'nearest' })
  }

  function show(answer) {
    found = answer
    list.replaceChildren(...found.map((one, place) => optionFor(one, `${list.id}-${place}`, () => take(place))))
    list.hidden = found.length === 0
    search.setAttribute('aria-expanded', String(!list.hidden))
    choose(-1)
  }

  function take(place) {
    target = found[place]
    search.value = target.text
    if (!label.value) label.value = target.text
    show([])
    status.textContent = status.dataset.chosen.replace('{title}', target.text)
    error.hidden = true
    search.focus()
  }

  async function ask() {
    const text = search.value.trim()
    request?.abort()
    if (text.length < 2 || ADDRESS.test(text)) return show([])
    request = new AbortController()
    const { signal } = request
    const address = `${root.dataset.links}?${new URLSearchParams({ q: text, plugin: root.dataset.plugin })}`
    try {
      const answer = await fetch(address, { signal, headers: { Accept: 'application/json' } })
      if (!answer.ok) return show([])
      show(await answer.json())
      status.textContent =
        found.length > 0 ? status.dataset.found.replace('{count}', found.length) : status.dataset.none
    } catch {
      if (!signal.aborted) show([])
    }
  }

  search.addEventListener('input', () => {
    target = undefined
    clearTimeout(timer)
    timer = setTimeout(ask, WAIT)
  })
  search.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault()
      return show([])
    }
    if (event.key === 'Enter' && chosen >= 0) {
      event.preventDefault()
      return take(chosen)
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    if (list.hidden) return ask()
    const places = found.length + 1
    choose(((chosen + 1 + step + places) % places) - 1)
  })

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const typed = search.value.trim()
    const href = target?.href ?? (ADDRESS.test(typed) ? typed : undefined)
    error.hidden = Boolean(href)
    search.setAttribute('aria-invalid', String(!href))
    if (!href) return search.focus()
    dialog.close()
    const words = (label.value.trim() || typed).replace(/[[\]\\]/g, '\\$&')
    field.setSelectionRange(...selection)
    insert(
      field,
      `[${words}](${href
        .replace(/[()\s]/g, encodeURIComponent)
        .replaceAll('(', '%28')
        .replaceAll(')', '%29')})`,
    )
  })
  dialog.addEventListener('close', () => field.focus())

  return () => {
    selection = [field.selectionStart, field.selectionEnd]
    form.reset()
    show([])
    target = undefined
    error.hidden = true
    status.textContent = ''
    label.value = field.value.slice(...selection)
    dialog.showModal()
  }
}

function optionFor({ text, typeLabel }, id, take) {
  const option = document.createElement('li')
  option.id = id
  option.setAttribute('role', 'option')
  option.setAttribute('aria-selected', 'false')
  const kind = document.createElement('span')
  kind.className = 'meta'
  kind.textContent = typeLabel
  option.append(text, kind)
  option.addEventListener('mousedown', (event) => event.preventDefault())
  option.addEventListener('click', take)
  return option
}
