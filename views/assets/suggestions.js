/** Milliseconds without a key before suggestions are asked for, and letters from which on they are. */
const WAIT = 120
const SHORTEST = 2

/**
 * Makes the search field of `form` a combobox with suggestions in groups, after the pattern of the ARIA APG: editable, list
 * autocomplete. What was typed stays as it is; nothing is chosen before somebody does so.
 */
export function suggest(form) {
  const field = form.querySelector('input[type="search"]')
  const status = form.querySelector('[role="status"]')
  const list = listFor(field, status.dataset.label)
  form.append(list)

  let options = []
  let chosen = -1
  let timer
  let request
  let isHintTold = false

  function close() {
    clearTimeout(timer)
    request?.abort()
    show([])
    status.textContent = ''
  }

  function choose(index) {
    options[chosen]?.setAttribute('aria-selected', 'false')
    chosen = index
    const option = options[chosen]
    if (!option) return field.removeAttribute('aria-activedescendant')
    option.setAttribute('aria-selected', 'true')
    field.setAttribute('aria-activedescendant', option.id)
    option.scrollIntoView({ block: 'nearest' })
  }

  function show(groups) {
    choose(-1)
    list.replaceChildren(...groups.map((group, place) => groupOf(group, `${list.id}-${place}`)))
    options = [...list.querySelectorAll('[role="option"]')]
    list.hidden = options.length === 0
    field.setAttribute('aria-expanded', String(!list.hidden))
  }

  function tell(count) {
    const { none, one, many, hint } = status.dataset
    const found = count === 1 ? one : many.replace('{count}', count)
    status.textContent = count === 0 ? none : isHintTold ? found : `${found} ${hint}`
    isHintTold ||= count > 0
  }

  async function ask() {
    clearTimeout(timer)
    request?.abort()
    const text = field.value.trim()
    request = new AbortController()
    const { signal } = request
    try {
      const answer = await fetch(`${form.dataset.suggestions}?q=${encodeURIComponent(text)}`, { signal })
      const groups = answer.ok ? await answer.json() : []
      if (signal.aborted) return
      if (!answer.ok) return close()
      show(groups)
      if (text || options.length > 0) tell(options.length)
    } catch {
      if (!signal.aborted) close()
    }
  }

  /** Opens a closed list, and goes to the option at `index` when there is one to go to. */
  async function goTo(index) {
    if (list.hidden) await ask()
    if (options.length > 0) choose(index < 0 ? options.length - 1 : index)
  }

  /** Past the last option, and before the first, comes the field itself. */
  function move(step) {
    if (chosen + step >= options.length || (chosen === 0 && step < 0)) return choose(-1)
    goTo(chosen < 0 && step < 0 ? -1 : chosen + step)
  }

  const keys = {
    ArrowDown: (event) => (event.altKey ? list.hidden && ask() : list.hidden ? goTo(0) : move(1)),
    ArrowUp: (event) => (event.altKey ? close() : list.hidden ? goTo(-1) : move(-1)),
    Enter: () => options[chosen].click(),
    Escape: close,
  }

  field.addEventListener('input', () => {
    choose(-1)
    clearTimeout(timer)
    if (field.value.trim().length < SHORTEST) return close()
    timer = setTimeout(ask, WAIT)
  })

  field.addEventListener('keydown', (event) => {
    const { key, isComposing, ctrlKey, metaKey, shiftKey } = event
    if (isComposing || ctrlKey || metaKey || shiftKey) return
    if (['Home', 'End', 'ArrowLeft', 'ArrowRight'].includes(key)) return choose(-1)
    if (!Object.hasOwn(keys, key) || (key === 'Enter' && chosen < 0) || (key === 'Escape' && list.hidden)) return
    event.preventDefault()
    keys[key](event)
  })

  // A press on the list, also on its scroll bar, leaves the focus in the field.
  list.addEventListener('mousedown', (event) => event.preventDefault())
  list.addEventListener('click', (event) => {
    const option = event.target.closest('[role="option"]')
    if (!option) return
    close()
    location.assign(option.dataset.url)
  })
  // An empty field offers what was viewed last, to whoever asks for it: with the arrow, or by pressing on it.
  field.addEventListener('click', () => {
    if (list.hidden && field.value === '') ask()
  })
  field.addEventListener('blur', close)
  form.addEventListener('submit', close)
}

function listFor(field, label) {
  const list = document.createElement('div')
  list.id = `${field.id}-list`
  list.className = 'suggestions'
  list.setAttribute('role', 'listbox')
  // Browsers stop at what scrolls on the way with Tab, unless it says no.
  list.tabIndex = -1
  list.setAttribute('aria-label', label)
  list.hidden = true
  field.setAttribute('role', 'combobox')
  field.setAttribute('aria-autocomplete', 'list')
  field.setAttribute('aria-controls', list.id)
  field.setAttribute('aria-expanded', 'false')
  return list
}

function groupOf({ label, options }, id) {
  const group = element('ul', { role: 'group', 'aria-labelledby': `${id}-name` })
  const name = element('li', { id: `${id}-name`, role: 'presentation', class: 'suggestions__group' }, label)
  group.append(name, ...options.map((option, place) => optionOf(option, `${id}-${place}`)))
  return group
}

function optionOf({ text, typed, note, url }, id) {
  const option = element('li', { id, role: 'option', 'aria-selected': 'false', 'data-url': url })
  const name = element('span', {})
  let done = 0
  for (const [start, end] of typed) {
    name.append(text.slice(done, start), element('strong', {}, text.slice(start, end)))
    done = end
  }
  name.append(text.slice(done))
  option.append(name)
  if (note) option.append(' ', element('span', { class: 'meta' }, note))
  return option
}

function element(name, attributes, text = '') {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.textContent = text
  return made
}
