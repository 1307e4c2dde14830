/** Adds an empty row to a list of a form in place, where the button would otherwise send the form and come back with one. */
export function addRows(form) {
  form.addEventListener('click', (event) => {
    const button = event.target.closest('button[name="add"]')
    const list = button?.closest('.field--rows')
    const template = list?.querySelector(':scope > template')
    if (!template) return
    event.preventDefault()
    const rows = list.querySelector(':scope > .rows')
    const place = rows.children.length
    rows.append(...rowAt(place, template))
    rows.lastElementChild.querySelector('input, textarea, select').focus()
  })
}

/** The empty row with its number filled in, wherever it stands in a name, an id or a text. */
function rowAt(place, template) {
  const row = template.content.cloneNode(true)
  for (const element of row.querySelectorAll('*')) {
    for (const attribute of element.attributes) attribute.value = attribute.value.replaceAll('__row__', place)
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) node.data = node.data.replaceAll('__number__', place + 1)
    }
  }
  return row.children
}
