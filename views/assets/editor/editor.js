/** What the browser adds to a text area in which somebody writes Markdown. */

import { keepSaved } from './autosave.js'
import { commands } from './commands.js'
import { fileDialog } from './file-dialog.js'
import { judge } from './judge.js'
import { linkDialog } from './link-dialog.js'
import { takePaste } from './paste.js'
import { showWhoElse } from './presence.js'
import { replace } from './replace.js'
import { toolbar } from './toolbar.js'

function edit(root) {
  const field = root.querySelector('textarea')
  const texts = JSON.parse(root.dataset.texts)
  const askLink = linkDialog(root, field)
  const askFile = fileDialog(root, field, texts)
  const help = document.querySelector('[data-dialog="help"]')

  toolbar(root.querySelector('[role="toolbar"]'), field, (command) => {
    if (command === 'link') return askLink()
    if (command === 'picture') return askFile()
    if (command === 'help') return help.showModal()
    replace(field, commands[command](field.value, field.selectionStart, field.selectionEnd, texts.samples))
  })
  for (const button of document.querySelectorAll('dialog [data-close]')) {
    button.addEventListener('click', () => button.closest('dialog').close())
  }
  takePaste(field, askFile)
  judge(root, field, texts)
  if (root.dataset.autosave) keepSaved(root, field.form, texts)
  if (root.dataset.presence) showWhoElse(root, texts)
}

for (const root of document.querySelectorAll('[data-editor]')) edit(root)
