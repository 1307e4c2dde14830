import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import type supertest from 'supertest'

type Element = DefaultTreeAdapterTypes.Element
type Filled = Array<[name: string, value: string]>
/** What somebody changes in a form: a value, several, or `null` to leave a field out. */
export type Changes = Record<string, string | string[] | null>

const attribute = (element: Element, name: string) => element.attrs.find((one) => one.name === name)?.value

function* elementsIn(node: DefaultTreeAdapterTypes.ParentNode): Generator<Element> {
  for (const child of node.childNodes) {
    if (!('tagName' in child)) continue
    yield child
    yield* elementsIn(child)
  }
}

const textOf = (element: Element): string =>
  element.childNodes.map((child) => ('value' in child ? child.value : '')).join('')

function postedOf(element: Element): Filled {
  const name = attribute(element, 'name')
  if (!name || attribute(element, 'disabled') !== undefined) return []
  if (element.tagName === 'textarea') return [[name, textOf(element)]]
  if (element.tagName === 'select') {
    const options = [...elementsIn(element)].filter(({ tagName }) => tagName === 'option')
    const chosen = options.find((option) => attribute(option, 'selected') !== undefined) ?? options[0]
    return chosen ? [[name, attribute(chosen, 'value') ?? textOf(chosen)]] : []
  }
  if (element.tagName !== 'input') return []
  const type = attribute(element, 'type') ?? 'text'
  const isBox = ['checkbox', 'radio'].includes(type)
  if (isBox && attribute(element, 'checked') === undefined) return []
  return [[name, attribute(element, 'value') ?? (isBox ? 'on' : '')]]
}

/** What a browser would post of the form with this action, as it stands on the page. @throws when it is not there */
export function filledIn(html: string, action: string): Filled {
  const form = [...elementsIn(parse(html))].find(
    (element) => element.tagName === 'form' && attribute(element, 'action') === action,
  )
  if (!form) throw new Error(`There is no form for ${action}`)
  return [...elementsIn(form)].flatMap(postedOf)
}

/** Opens `page`, changes something in the form for `action` and sends it, as somebody without JavaScript does. */
export async function fillIn(
  agent: ReturnType<typeof supertest.agent>,
  page: string,
  action: string,
  changes: Changes = {},
): Promise<supertest.Response> {
  const { text } = await agent.get(page).expect(200)
  return send(agent, text, action, changes)
}

/** Sends a form of a page that was opened before. */
export function send(agent: ReturnType<typeof supertest.agent>, html: string, action: string, changes: Changes = {}) {
  const kept = filledIn(html, action).filter(([name]) => !(name in changes))
  const changed = Object.entries(changes).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one]))
  return agent
    .post(action)
    .type('form')
    .send(new URLSearchParams([...kept, ...changed]).toString())
}
