const WAIT = 120

/** Makes the search field of `form` a combobox with suggestions (ARIA APG: editable, list autocomplete). */
export function suggest(form) {
  const field = form.querySelector('input[type="search"]')
  const status = form.querySelector('[role="status"]')
  const list = document.createElement('ul')
  list.id = `${field.id}-list`
  list.className = 'suggestions'
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', status.dataset.label)
  list.hidden = true
  form.append(list)

  field.setAttribute('role', 'combobox')
  field.setAttribute('aria-autocomplete', 'list')
  field.setAttribute('aria-controls', list.id)
  field.setAttribute('aria-expanded', 'false')

  let chosen = -1
  let timer
  let request

  function close() {
    clearTimeout(timer)
    request?.abort()
    list.hidden = true
    chosen = -1
    field.setAttribute('aria-expanded', 'false')
    field.removeAttribute('aria-activedescendant')
  }

  function choose(index) {
    chosen = index
    for (const [place, option] of [...list.children].entries()) {
      option.setAttribute('aria-selected', String(place === index))
    }
    const option = list.children[index]
    if (!option) return field.removeAttribute('aria-activedescendant')
    field.setAttribute('aria-activedescendant', option.id)
    option.scrollIntoView({ block: 'nearest' })
  }

  function show(suggestions) {
    list.replaceChildren(...suggestions.map((suggestion, index) => optionFor(suggestion, `${list.id}-${index}`)))
    list.hidden = suggestions.length === 0
    field.setAttribute('aria-expanded', String(!list.hidden))
    status.textContent = list.hidden ? status.dataset.none : `${suggestions.length} ${status.dataset.found}`
    choose(-1)
  }

  async function ask() {
    const text = field.value.trim()
    request?.abort()
    if (text.length < 2) return close()
    request = new AbortController()
    const { signal } = request
    try {
      const answer = await fetch(`${form.dataset.suggestions}?q=${encodeURIComponent(text)}`, { signal })
      if (!answer.ok) return close()
      show((await answer.json()).slice(0, 8))
    } catch {
      if (!signal.aborted) close()
    }
  }

  field.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(ask, WAIT)
  })

  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault()
      return close()
    }
    if (event.key === 'Enter' && chosen >= 0) {
      event.preventDefault()
      return list.children[chosen].click()
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    if (list.hidden) return ask()
    const places = list.children.length + 1
    choose(((chosen + 1 + step + places) % places) - 1)
  })

  form.addEventListener('focusout', (event) => {
    if (!form.contains(event.relatedTarget)) close()
  })
  form.addEventListener('submit', close)
}

function optionFor(suggestion, id) {
  const option = document.createElement('li')
  option.id = id
  option.setAttribute('role', 'option')
  option.setAttribute('aria-selected', 'false')
  const kind = document.createElement('span')
  kind.className = 'meta'
  kind.textContent = suggestion.typeLabel
  option.append(suggestion.text, kind)
  option.addEventListener('mousedown', (event) => event.preventDefault())
  option.addEventListener('click', () => location.assign(suggestion.url))
  return option
}
