import { goTo } from './replace.js'

const WAIT = 400

/** Keeps preview, findings and readability beside the text up to date while somebody types. */
export function judge(root, field, texts) {
  const preview = root.querySelector('[data-preview-of]')
  const refreshPreview = latest(root.dataset.preview, (answer) => showPreview(preview, answer, texts))
  const refreshFindings = latest(root.dataset.findings, (answer) => showJudgement(root, field, answer, texts))
  let timer

  function refresh() {
    const { plugin } = root.dataset
    const language = field.form?.elements.namedItem('language')?.value
    const writing = { plugin, body: field.value, ...(language && { language }) }
    refreshPreview(writing)
    refreshFindings(writing)
  }

  field.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(refresh, WAIT)
  })
  preview.addEventListener('click', (event) => {
    const link = event.target.closest('a[href]')
    if (!link || link.getAttribute('href').startsWith('#')) return
    event.preventDefault()
    open(link.href, '_blank', 'noopener')
  })
  refresh()
}

/** Asks `address` with JSON; an answer that is older than the newest question is not shown. */
function latest(address, show) {
  let request
  return async (question) => {
    request?.abort()
    request = new AbortController()
    const { signal } = request
    try {
      const answer = await fetch(address, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
        body: JSON.stringify(question),
        signal,
      })
      show(answer.ok ? await answer.json() : undefined)
    } catch {
      if (!signal.aborted) show(undefined)
    }
  }
}

function showPreview(preview, answer, texts) {
  if (!answer) {
    preview.textContent = texts.previewFailed
    return
  }
  // The server made this HTML safe; see server/content/markdown.ts.
  preview.innerHTML = answer.html
  if (!answer.html.trim()) preview.textContent = texts.previewEmpty
  // What the text calls its headings must not be the name of something else on the page.
  for (const one of preview.querySelectorAll('[id]')) one.id = `preview-${one.id}`
  for (const link of preview.querySelectorAll('a[href^="#"]')) link.hash = `preview-${link.hash.slice(1)}`
}

function showJudgement(root, field, answer, texts) {
  if (!answer) return
  const { findings, count, mayConfirm, readability } = answer
  const empty = field.value.trim() === '' ? texts.waiting : texts.noFindings
  root.querySelector('[data-findings-count]').textContent = findings.length > 0 ? count : empty
  root.querySelector('[data-findings-list]').replaceChildren(...findings.map((finding) => lineFor(finding, field)))
  const confirm = root.querySelector('[data-confirm]')
  confirm.hidden = !mayConfirm
  if (!mayConfirm) confirm.querySelector('input').checked = false
  const card = root.querySelector('[data-readability]')
  card.hidden = !readability
  if (!readability) return
  card.querySelector('progress').value = readability.score
  card.querySelector('[data-level]').textContent = readability.text
}

function lineFor(finding, field) {
  const line = document.createElement('li')
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'finding'
  const badge = document.createElement('span')
  badge.className = `nl-data-badge tone-${finding.tone}`
  badge.textContent = finding.label
  button.append(badge, ' ', finding.text)
  button.addEventListener('click', () => goTo(field, finding))
  line.append(button)
  return line
}
