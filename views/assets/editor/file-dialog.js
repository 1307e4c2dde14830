import { insert } from './replace.js'

/** The dialog that sends a picture or a document and asks what it shows; gives the function that opens it, with a file or without. */
export function fileDialog(root, field, texts) {
  const dialog = document.querySelector('[data-dialog="file"]')
  const form = dialog.querySelector('form')
  const { file, alt, decorative } = form.elements
  const error = form.querySelector('[data-error]')
  const send = form.querySelector('[type="submit"]')
  let selection = [0, 0]

  function refuse(message, at) {
    error.textContent = message
    error.hidden = false
    for (const one of [file, alt]) one.setAttribute('aria-invalid', String(one === at))
    at?.focus()
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (file.files.length === 0) return refuse(texts.fileMissing, file)
    if (!alt.value.trim() && !decorative.checked) return refuse(texts.altMissing, alt)
    send.disabled = true
    error.hidden = true
    try {
      const answer = await fetch(root.dataset.upload, {
        method: 'POST',
        headers: { Accept: 'application/json' },
        body: new FormData(form),
      })
      const said = await answer.json()
      if (!answer.ok) return refuse(said.detail ?? texts.fileFailed, said.field === 'alt' ? alt : file)
      dialog.close()
      field.setSelectionRange(...selection)
      insert(field, said.markdown, { block: true })
    } catch {
      refuse(texts.fileFailed)
    } finally {
      send.disabled = false
    }
  })
  dialog.addEventListener('close', () => field.focus())

  return (given) => {
    selection = [field.selectionStart, field.selectionEnd]
    form.reset()
    error.hidden = true
    if (given) {
      const list = new DataTransfer()
      list.items.add(given)
      file.files = list.files
    }
    dialog.showModal()
    if (given) alt.focus()
  }
}
