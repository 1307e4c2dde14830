/** The list below a combobox: options in groups, of which at most one is chosen while the focus stays in the field. */
export class SuggestionList {
  element
  #field
  #options = []
  #chosen = -1

  constructor(field, label) {
    this.#field = field
    this.element = listFor(field, label)
    // A press on the list, also on its scroll bar, leaves the focus in the field.
    this.element.addEventListener('mousedown', (event) => event.preventDefault())
  }

  get isOpen() {
    return !this.element.hidden
  }

  get isChosen() {
    return this.#chosen >= 0
  }

  get size() {
    return this.#options.length
  }

  /** Shows these groups instead of the former; the list closes when there are none. */
  show(groups) {
    this.choose(-1)
    this.element.replaceChildren(...groups.map((group, place) => groupOf(group, `${this.element.id}-${place}`)))
    this.#options = [...this.element.querySelectorAll('[role="option"]')]
    this.element.hidden = this.size === 0
    this.#field.setAttribute('aria-expanded', String(this.isOpen))
  }

  /** Chooses the option at `index`; none when there is no such option. */
  choose(index) {
    this.#options[this.#chosen]?.setAttribute('aria-selected', 'false')
    const option = this.#options[index]
    this.#chosen = option ? index : -1
    if (!option) return this.#field.removeAttribute('aria-activedescendant')
    option.setAttribute('aria-selected', 'true')
    this.#field.setAttribute('aria-activedescendant', option.id)
    option.scrollIntoView({ block: 'nearest' })
  }

  chooseLast() {
    this.choose(this.size - 1)
  }

  /** Past the last option, and before the first, comes the field itself. */
  move(step) {
    if (!this.isChosen && step < 0) this.chooseLast()
    else this.choose(this.#chosen + step)
  }

  /** Takes the chosen option, as a click would. */
  pick() {
    this.#options[this.#chosen].click()
  }

  /** @param lead gets the address of the option that somebody took */
  onPick(lead) {
    this.element.addEventListener('click', (event) => {
      const option = event.target.closest('[role="option"]')
      if (option) lead(option.dataset.url)
    })
  }
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
