/** A toolbar as the ARIA guide has it: one stop for Tab, arrows within, and the keys of its buttons in the text itself. */
export function toolbar(bar, field, run) {
  const buttons = [...bar.querySelectorAll('button')]
  bar.hidden = false
  const stopAt = (chosen) => {
    for (const button of buttons) button.tabIndex = button === chosen ? 0 : -1
  }
  stopAt(buttons[0])

  bar.addEventListener('keydown', (event) => {
    const place = buttons.indexOf(event.target)
    const last = buttons.length - 1
    const next = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: last }[event.key]
    if (place < 0 || next === undefined) return
    event.preventDefault()
    const button = buttons[(next + buttons.length) % buttons.length]
    stopAt(button)
    button.focus()
  })

  // The text keeps its selection when a button is clicked.
  bar.addEventListener('mousedown', (event) => event.preventDefault())
  bar.addEventListener('click', (event) => {
    const button = event.target.closest('button')
    if (!button) return
    stopAt(button)
    run(button.dataset.command)
  })

  field.addEventListener('keydown', (event) => {
    const button = buttons.find((one) => isPressed(one.dataset.keys, event))
    if (!button) return
    event.preventDefault()
    run(button.dataset.command)
  })
}

/** `keys` is as in aria-keyshortcuts: `Control+B`, `Alt+Shift+L`; on a Mac ⌘ stands for Control. */
function isPressed(keys, event) {
  if (!keys) return false
  const parts = keys.split('+')
  const control = parts.includes('Control')
  return (
    (event.ctrlKey || event.metaKey) === control &&
    event.altKey === parts.includes('Alt') &&
    event.shiftKey === parts.includes('Shift') &&
    event.code === `Key${parts.at(-1)}`
  )
}
