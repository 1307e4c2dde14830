import { insert } from './replace.js'

/** What somebody pastes or drops becomes clean Markdown; a file goes to `askFile`, which sends it. Shift pastes plain text. */
export function takePaste(field, askFile) {
  field.addEventListener('paste', (event) => {
    if (take(event.clipboardData)) event.preventDefault()
  })
  field.addEventListener('dragover', (event) => {
    if (event.dataTransfer.types.includes('Files')) event.preventDefault()
  })
  field.addEventListener('drop', (event) => {
    if (event.dataTransfer.files.length > 0 && take(event.dataTransfer)) event.preventDefault()
  })

  function take(data) {
    const html = data.getData('text/html')
    if (html && hasStructure(html)) {
      insertMarkdown(field, html)
      return true
    }
    const [file] = data.files
    if (!file) return false
    askFile(file)
    return true
  }
}

/** Without structure there is nothing to keep: the browser pastes the plain text, which is more faithful. */
const hasStructure = (html) => /<(h[1-6]|ul|ol|table|a\s|b[\s>]|strong|em|i[\s>]|blockquote|p[\s>])/i.test(html)

async function insertMarkdown(field, html) {
  const { toMarkdown } = await import('./to-markdown.js')
  const markdown = toMarkdown(html)
  insert(field, markdown, { block: /\n/.test(markdown) })
}
