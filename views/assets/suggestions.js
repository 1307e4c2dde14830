import { SuggestionList } from './suggestion-list.js'

/** Milliseconds without a key before suggestions are asked for, and letters from which on they are. */
const WAIT = 120
const SHORTEST = 2

/**
 * Makes the search field of `form` a combobox with suggestions in groups, after the pattern of the ARIA APG: editable, list
 * autocomplete. What was typed stays as it is; nothing is chosen before somebody does so.
 */
export function suggest(form) {
  new Suggestions(form).listen()
}

/** Keys that take the cursor back into the field. */
const inField = ['Home', 'End', 'ArrowLeft', 'ArrowRight']

class Suggestions {
  #form
  #field
  #status
  #list
  #timer
  #request
  #isHintTold = false

  constructor(form) {
    this.#form = form
    this.#field = form.querySelector('input[type="search"]')
    this.#status = form.querySelector('[role="status"]')
    this.#list = new SuggestionList(this.#field, this.#status.dataset.label)
    form.append(this.#list.element)
  }

  listen() {
    this.#field.addEventListener('input', () => this.#typed())
    this.#field.addEventListener('keydown', (event) => this.#pressed(event))
    // An empty field offers what was viewed last, to whoever asks for it: with the arrow, or by pressing on it.
    this.#field.addEventListener('click', () => {
      if (!this.#list.isOpen && this.#field.value === '') this.#ask()
    })
    this.#field.addEventListener('blur', () => this.#close())
    this.#form.addEventListener('submit', () => this.#close())
    this.#list.onPick((url) => {
      this.#close()
      location.assign(url)
    })
  }

  #typed() {
    this.#list.choose(-1)
    clearTimeout(this.#timer)
    if (this.#field.value.trim().length < SHORTEST) return this.#close()
    this.#timer = setTimeout(() => this.#ask(), WAIT)
  }

  #pressed(event) {
    const { key, isComposing, ctrlKey, metaKey, shiftKey } = event
    if (isComposing || ctrlKey || metaKey || shiftKey) return
    if (inField.includes(key)) return this.#list.choose(-1)
    const act = this.#actionOf(event)
    if (!act) return
    event.preventDefault()
    act()
  }

  /** What a key does here; nothing for those that do as in any field. */
  #actionOf({ key, altKey }) {
    const { isOpen, isChosen } = this.#list
    switch (key) {
      case 'ArrowDown':
        if (altKey) return () => !isOpen && this.#ask()
        return () => (isOpen ? this.#list.move(1) : this.#open(() => this.#list.choose(0)))
      case 'ArrowUp':
        if (altKey) return () => this.#close()
        return () => (isOpen ? this.#list.move(-1) : this.#open(() => this.#list.chooseLast()))
      case 'Enter':
        return isChosen && (() => this.#list.pick())
      case 'Escape':
        return isOpen && (() => this.#close())
    }
  }

  async #open(choose) {
    await this.#ask()
    choose()
  }

  async #ask() {
    this.#stopAsking()
    const text = this.#field.value.trim()
    this.#request = new AbortController()
    const { signal } = this.#request
    try {
      const answer = await fetch(`${this.#form.dataset.suggestions}?q=${encodeURIComponent(text)}`, { signal })
      const groups = answer.ok ? await answer.json() : []
      if (signal.aborted) return
      if (!answer.ok) return this.#close()
      this.#list.show(groups)
      if (text || this.#list.isOpen) this.#tell(this.#list.size)
    } catch {
      if (!signal.aborted) this.#close()
    }
  }

  #close() {
    this.#stopAsking()
    this.#list.show([])
    this.#status.textContent = ''
  }

  #stopAsking() {
    clearTimeout(this.#timer)
    this.#request?.abort()
  }

  #tell(count) {
    const { none, one, many, hint } = this.#status.dataset
    const found = count === 1 ? one : many.replace('{count}', count)
    this.#status.textContent = count === 0 ? none : this.#isHintTold ? found : `${found} ${hint}`
    this.#isHintTold ||= count > 0
  }
}
