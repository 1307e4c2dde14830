/** Adds an empty row to a list of a form in place, where the button would otherwise send the form and come back with one. */
export function addRows(list) {
  const button = list.querySelector(':scope > button[name="add"]')
  const template = list.querySelector(':scope > template')
  const rows = list.querySelector(':scope > .rows')
  button?.addEventListener('click', (event) => {
    event.preventDefault()
    const row = rowAt(rows.children.length, template)
    rows.append(row)
    for (const inner of row.querySelectorAll('.field--rows')) addRows(inner)
    row.querySelector('input, textarea, select').focus()
  })
}

/** The empty row with its number filled in, wherever it stands in a name, an id or a text. */
function rowAt(place, template) {
  const row = template.content.firstElementChild.cloneNode(true)
  for (const element of [row, ...row.querySelectorAll('*')]) {
    for (const attribute of element.attributes) attribute.value = attribute.value.replaceAll('__row__', place)
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) node.data = node.data.replaceAll('__number__', place + 1)
    }
  }
  return row
}
