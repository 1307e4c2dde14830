/** Replaces `from`–`to` in a text area by `text` as typing would, so that undo takes it back, and selects a part of it. */
export function replace(field, { from, to, text, select }) {
  field.focus()
  field.setSelectionRange(from, to)
  const done = text
    ? document.execCommand('insertText', false, text)
    : from === to || document.execCommand('delete', false)
  if (!done) {
    field.setRangeText(text, from, to, 'end')
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }
  const [start, end] = select ?? [text.length, text.length]
  field.setSelectionRange(from + start, from + end)
}

/** Puts `text` where the cursor is; `block` gives it empty lines around. */
export function insert(field, text, { block = false, select } = {}) {
  const { selectionStart: from, selectionEnd: to, value } = field
  const lead = block ? gap(value.slice(0, from), /\n*$/) : ''
  const tail = block ? gap(value.slice(to), /^\n*/) : ''
  const inside = select?.map((place) => place + lead.length)
  replace(field, { from, to, text: lead + text + tail, select: inside ?? [(lead + text).length, (lead + text).length] })
}

/** The line ends that are missing between a block and what stands at that side of it. */
function gap(beside, ends) {
  if (beside.trim() === '') return ''
  return '\n'.repeat(Math.max(0, 2 - ends.exec(beside)[0].length))
}

/** Selects a place in the text, counted from 1, and brings it into view. */
export function goTo(field, { line, column = 1, length }) {
  const lines = field.value.split('\n')
  const start = lines.slice(0, line - 1).reduce((total, one) => total + one.length + 1, 0) + column - 1
  const end = length ? start + length : start + (lines[line - 1]?.length ?? 0)
  field.focus()
  field.setSelectionRange(start, end)
  field.scrollTop = heightUpTo(field, start) - field.clientHeight / 2
  field.scrollIntoView({ block: 'nearest' })
}

/** How high the text stands that comes before a place: long lines wrap, so it is measured in a copy. */
function heightUpTo(field, place) {
  const copy = document.createElement('div')
  const { font, lineHeight, padding } = getComputedStyle(field)
  Object.assign(copy.style, { font, lineHeight, padding, width: `${field.clientWidth}px`, whiteSpace: 'pre-wrap' })
  Object.assign(copy.style, { position: 'absolute', visibility: 'hidden', overflowWrap: 'break-word' })
  copy.textContent = field.value.slice(0, place)
  document.body.append(copy)
  const height = copy.clientHeight
  copy.remove()
  return height
}
