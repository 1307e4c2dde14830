/** Offers to put back what this device still holds of an earlier visit and the server never got. */
export function offerBack(form, copy, present, changed) {
  const offer = document.querySelector('[data-restore]')
  const kept = copy.read()
  if (!kept || !offer) return
  if (kept.fields === present) return copy.forget()
  offer.hidden = false
  offer.querySelector('[data-yes]').addEventListener('click', () => {
    putBack(form, new URLSearchParams(kept.fields))
    offer.hidden = true
    form.querySelector('textarea').dispatchEvent(new InputEvent('input', { bubbles: true }))
    changed()
  })
  offer.querySelector('[data-no]').addEventListener('click', () => {
    copy.forget()
    offer.hidden = true
    form.querySelector('textarea').focus()
  })
}

/** Of the revision the page knows better. */
function putBack(form, kept) {
  for (const control of form.elements) {
    if (!control.name || control.name === 'revision' || control.type === 'submit' || control.type === 'file') continue
    if (control.type === 'checkbox' || control.type === 'radio') {
      control.checked = kept.getAll(control.name).includes(control.value)
    } else if (kept.has(control.name)) control.value = kept.get(control.name)
  }
  // A row of a list that was added then is not on this page; it goes along unseen until the page shows it.
  for (const [name, value] of kept) if (!form.elements[name]) form.append(hiddenField(name, value))
}

function hiddenField(name, value) {
  const field = document.createElement('input')
  Object.assign(field, { type: 'hidden', name, value })
  return field
}
