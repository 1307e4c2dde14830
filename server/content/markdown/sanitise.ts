import { html as names, parseFragment, serialize, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { isSafeImage, isSafeLink } from './addresses.ts'

type Check = (value: string) => boolean
const is =
  (...values: string[]): Check =>
  (value) =>
    values.includes(value)
const anything: Check = () => true

const align = { class: is('align-right', 'align-center') }
const pixels: Check = (value) => /^[1-9]\d{0,4}$/.test(value)
const heading = { id: (value: string) => /^[\p{L}\p{N}\p{M}\p{Pc}-]+$/u.test(value) }

/** Every element that may leave this room, with its attributes and what each may hold. */
const ALLOWED: Record<string, Record<string, Check>> = {
  a: { href: isSafeLink, class: is('external', 'missing'), rel: is('noopener noreferrer') },
  blockquote: {},
  br: {},
  code: {},
  del: {},
  div: {
    class: (value) => value === 'table-scroll' || /^callout callout--(tip|note|warning|question)$/.test(value),
    role: is('region', 'note'),
    tabindex: is('0'),
    'aria-label': anything,
  },
  em: {},
  h2: heading,
  h3: heading,
  h4: heading,
  h5: heading,
  h6: heading,
  hr: {},
  img: { src: isSafeImage, alt: anything, width: pixels, height: pixels, loading: is('lazy') },
  input: { type: is('checkbox'), disabled: is(''), checked: is('') },
  label: {},
  li: {},
  ol: { start: (value) => /^\d{1,9}$/.test(value) },
  p: { class: is('callout__title') },
  pre: { tabindex: is('0') },
  span: { class: is('amount', 'amount-check') },
  strong: {},
  table: {},
  tbody: {},
  td: align,
  th: { ...align, scope: is('col') },
  thead: {},
  tr: {},
  ul: { class: is('task-list') },
}

/** Attributes an element is nothing without: an input must be a checkbox nobody can fill in, a picture needs both. */
const REQUIRED: Record<string, string[]> = { input: ['type', 'disabled'], img: ['src', 'alt'] }

function mayStay(node: Tree.ChildNode): boolean {
  if (node.nodeName === '#text') return true
  if (!('tagName' in node) || node.namespaceURI !== names.NS.HTML) return false
  const rules = Object.hasOwn(ALLOWED, node.tagName) ? ALLOWED[node.tagName] : undefined
  if (!rules) return false
  node.attrs = node.attrs.filter(({ name, value }) => Object.hasOwn(rules, name) && rules[name]?.(value))
  return (REQUIRED[node.tagName] ?? []).every((name) => node.attrs.some((attribute) => attribute.name === name))
}

/**
 * The second wall behind the renderer. Reads HTML as a browser does and drops everything that is not on the list, with
 * all that is inside it: elements, attributes, comments, SVG and MathML. Writes the rest anew, always well formed.
 */
export function sanitise(html: string): { html: string; text: string } {
  const tree = parseFragment(html)
  const parents: Tree.ParentNode[] = [tree]
  for (let parent = parents.pop(); parent; parent = parents.pop()) {
    parent.childNodes = parent.childNodes.filter(mayStay)
    for (const child of parent.childNodes) if ('childNodes' in child) parents.push(child)
  }
  return { html: serialize(tree), text: plainText(tree) }
}

const INLINE = new Set(['a', 'code', 'del', 'em', 'label', 'span', 'strong'])

const hasClass = (node: Tree.Element, name: string) => node.attrs.some((a) => a.name === 'class' && a.value === name)

/** What a reader reads, one line per block, without the words the product adds: titles of callouts, marks of amounts. */
function plainText(tree: Tree.ParentNode): string {
  const parts: string[] = []
  const waiting: Array<Tree.ChildNode | string> = tree.childNodes.toReversed()
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (typeof node === 'string') parts.push(node)
    else if ('value' in node) parts.push(node.value)
    else if ('attrs' in node) {
      if (hasClass(node, 'callout__title')) continue
      if (hasClass(node, 'amount-check')) {
        if (parts.at(-1) === ' ') parts.pop()
        continue
      }
      const edge = INLINE.has(node.tagName) ? '' : '\n'
      parts.push(edge)
      waiting.push(edge)
      for (const child of node.childNodes.toReversed()) waiting.push(child)
    }
  }
  return parts
    .join('')
    .split('\n')
    .map((line) => line.replace(/[ \t]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
}
