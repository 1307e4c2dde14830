const SAFE = /^(https?:|mailto:|tel:)/i

/** Takes away what only says how a copied text looked, and says with elements what Word and Google Docs say with styles. */
export function clean(body) {
  for (const one of body.querySelectorAll('script, style, meta, link, title, xml, img, svg, iframe, object, form'))
    one.remove()
  // Word puts the mark of a list inside the text; only the list itself is of use.
  makeLists(body)
  for (const one of body.querySelectorAll(':not(h1, h2, h3, h4, h5, h6)')) asMeant(one)
  for (const link of body.querySelectorAll('a')) {
    if (!SAFE.test(link.getAttribute('href') ?? '')) link.replaceWith(...link.childNodes)
  }
  for (const title of body.querySelectorAll('p.MsoTitle')) rename(title, 'h1')
  shiftHeadings(body)
}

/** Bold that is no bold (Google Docs wraps everything so), and a span that is bold. */
function asMeant(one) {
  const style = one.getAttribute('data-style') ?? ''
  const [, fontWeight = ''] = /(?:^|[;\s])font-weight:\s*(\w+)/i.exec(style) ?? []
  const isBold = /^bold/.test(fontWeight) || Number(fontWeight) >= 600
  if (/^(b|strong)$/i.test(one.nodeName) && fontWeight && !isBold) return one.replaceWith(...one.childNodes)
  if (one.nodeName.includes(':')) return one.replaceWith(...one.childNodes)
  if (one.nodeName !== 'SPAN' || !one.textContent.trim()) return
  if (isBold) rename(one, 'strong')
  else if (/font-style:\s*italic/i.test(style)) rename(one, 'em')
}

function rename(one, name) {
  const other = one.ownerDocument.createElement(name)
  other.append(...one.childNodes)
  one.replaceWith(other)
  return other
}

/** The title of the item is the only heading of the first level, so that the highest in the text becomes the second. */
function shiftHeadings(body) {
  const headings = [...body.querySelectorAll('h1, h2, h3, h4, h5, h6')]
  const highest = Math.min(...headings.map(({ nodeName }) => Number(nodeName[1])))
  for (const heading of headings) {
    const level = Math.min(6, Number(heading.nodeName[1]) - highest + 2)
    const plain = rename(heading, `h${level}`)
    for (const mark of plain.querySelectorAll('b, strong, span')) mark.replaceWith(...mark.childNodes)
  }
}

/** Paragraphs that Word shows as a list become one. */
function makeLists(body) {
  for (const first of body.querySelectorAll('p[data-style*="mso-list"]')) {
    if (!first.isConnected) continue
    const run = [first]
    for (let next = first.nextElementSibling; isListed(next); next = next.nextElementSibling) run.push(next)
    first.before(listOf(run))
    for (const one of run) one.remove()
  }
}

const isListed = (one) => one?.nodeName === 'P' && /mso-list/.test(one.getAttribute('data-style') ?? '')

function listOf(paragraphs) {
  const { ownerDocument } = paragraphs[0]
  const open = []
  for (const paragraph of paragraphs) {
    const level = Number(/level(\d)/.exec(paragraph.getAttribute('data-style'))?.[1] ?? 1)
    const mark = [...paragraph.querySelectorAll('span')].find((one) =>
      /mso-list:\s*ignore/i.test(one.getAttribute('data-style') ?? ''),
    )
    const name = /^[(]?[\da-z]{1,3}[.)]/i.test(mark?.textContent.trim() ?? '') ? 'ol' : 'ul'
    mark?.remove()
    while (open.length > level) open.pop()
    while (open.length < level) {
      const list = ownerDocument.createElement(name)
      const parent = open.at(-1)
      if (parent) (parent.lastElementChild ?? parent).append(list)
      open.push(list)
    }
    const item = ownerDocument.createElement('li')
    item.append(...paragraph.childNodes)
    open.at(-1).append(item)
  }
  return open[0]
}
