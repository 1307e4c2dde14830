/** What the browser adds to pages that already work without it. */

import { forgetLocalCopies } from './editor/local-copy.js'
import { addRows } from './form-rows.js'
import { suggest } from './suggestions.js'

document.documentElement.classList.add('scripted')

for (const form of document.querySelectorAll('form[data-suggestions]')) suggest(form)
for (const list of document.querySelectorAll('.field--rows')) addRows(list)
document.querySelector('.form-summary')?.focus()

for (const form of document.querySelectorAll('form[action$="/sign-out"]')) {
  form.addEventListener('submit', forgetLocalCopies)
}

document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.target.closest('input, textarea, select, [contenteditable]')) return
  const field = document.querySelector('#search-text')
  if (!field) return
  event.preventDefault()
  field.focus()
  field.select()
})

document.querySelector('form[data-go-on]')?.requestSubmit()

for (const form of document.querySelectorAll('form[data-auto-submit]')) {
  form.addEventListener('change', () => form.requestSubmit())
}

const wide = matchMedia('(min-width: 861px)')
function fitFacets() {
  for (const facets of document.querySelectorAll('.facets')) {
    facets.open = wide.matches
    facets.querySelector('summary').tabIndex = wide.matches ? -1 : 0
  }
}
fitFacets()
wide.addEventListener('change', fitFacets)

for (const button of document.querySelectorAll('[data-action="print"]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}

for (const menu of document.querySelectorAll('.menu, .account')) {
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return
    menu.open = false
    menu.querySelector('summary').focus()
  })
  document.addEventListener('click', (event) => {
    if (!menu.contains(event.target)) menu.open = false
  })
}
