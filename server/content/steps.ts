import type { Token, Tokens } from 'marked'
import { isSafeLink } from './markdown/addresses.ts'
import { parseMarkdown } from './markdown/parse.ts'
import { slugger } from './markdown/slugs.ts'
import { decodeEntities, inlineText, withLines } from './markdown/tokens.ts'

export interface Choice {
  label: string
  /** `#step-id` within the protocol, or the address of another protocol or unit: a hand-off. */
  target: string
  line: number
}

export interface Step {
  /** The anchor of the heading, as the rendered page has it: `stap-kwijt-of-gestolen`. */
  id: string
  title: string
  /** The text of the step without its heading and without the lists of choices. */
  markdown: string
  /** The line of the source its heading is on (1 = first). */
  line: number
  /** Empty: the conversation ends here. */
  choices: Choice[]
}

export interface Protocol {
  intro: string
  steps: Step[]
  /** What follows the steps under another heading of the first or second level. */
  outro: string
}

export interface StepProblem {
  kind: 'leads-nowhere' | 'unreachable' | 'never-ends' | 'double-title'
  line: number
  /** The step it is about. */
  step: string
  /** The choice that leads nowhere. */
  target?: string
}

const STEP = /^stap:\s*(.*)$/is

/**
 * Reads the body of a desk protocol: `## Stap: Title` opens a step, and a list in which every item is only a link is
 * the choice that follows. Lines count from the start of `source`.
 * @throws {MarkdownRefused} as renderMarkdown
 */
export function readSteps(source: string): Protocol {
  const tokens = parseMarkdown(source)
  const ids = headingIds(tokens)
  const protocol: Protocol = { intro: '', steps: [], outro: '' }
  let place: 'intro' | 'step' | 'outro' = 'intro'
  for (const { token, line } of withLines(tokens)) {
    const title = stepTitle(token)
    const choices = choicesIn(token, line)
    const step = protocol.steps.at(-1)
    if (title !== undefined) {
      protocol.steps.push({ id: ids.get(token) ?? '', title, markdown: '', line, choices: [] })
      place = 'step'
      continue
    }
    if (place === 'step' && token.type === 'heading' && (token as Tokens.Heading).depth <= 2) place = 'outro'
    if (place === 'step' && step && choices.length > 0) step.choices.push(...choices)
    else if (place === 'step' && step) step.markdown += token.raw
    else if (place === 'outro') protocol.outro += token.raw
    else protocol.intro += token.raw
  }
  const steps = protocol.steps.map((step) => ({ ...step, markdown: step.markdown.trim() }))
  return { intro: protocol.intro.trim(), steps, outro: protocol.outro.trim() }
}

/** The anchors of all headings, in the order and with the numbering of the rendered page. */
function headingIds(tokens: Token[]): Map<Token, string> {
  const slug = slugger()
  const ids = new Map<Token, string>()
  for (const token of headingsWithin(tokens)) ids.set(token, slug(inlineText((token as Tokens.Heading).tokens)))
  return ids
}

function* headingsWithin(tokens: Token[]): Generator<Token> {
  for (const token of tokens) {
    if (token.type === 'heading') yield token
    else if (token.type === 'blockquote') yield* headingsWithin((token as Tokens.Blockquote).tokens)
    else if (token.type === 'list') {
      for (const item of (token as Tokens.List).items) yield* headingsWithin(item.tokens)
    }
  }
}

function stepTitle(token: Token): string | undefined {
  if (token.type !== 'heading' || (token as Tokens.Heading).depth !== 2) return undefined
  return STEP.exec(inlineText((token as Tokens.Heading).tokens))?.[1]?.trim()
}

/** The choices in a list, or none when it is no list or holds anything beside one safe link an item. */
function choicesIn(token: Token, line: number): Choice[] {
  if (token.type !== 'list') return []
  const choices: Choice[] = []
  let itemLine = line
  for (const item of (token as Tokens.List).items) {
    const link = onlyLink(item)
    const target = link && decodeEntities(link.href)
    if (!target || !isSafeLink(target)) return []
    choices.push({ label: inlineText(link.tokens), target, line: itemLine })
    itemLine += item.raw.split('\n').length - 1
  }
  return choices
}

function onlyLink(item: Tokens.ListItem): Tokens.Link | undefined {
  const [block, ...others] = item.tokens.filter(({ type }) => type !== 'space')
  if (others.length > 0 || !block || !('tokens' in block)) return undefined
  const [link, ...rest] = (block.tokens ?? []).filter((token) => token.raw.trim() !== '')
  return rest.length === 0 && link?.type === 'link' ? (link as Tokens.Link) : undefined
}

/**
 * Checks that a protocol can be walked: every choice leads to a step (hand-offs are for who knows the other items),
 * every step can be reached from the first, from every step the conversation can end, and no two steps share a title.
 */
export function checkSteps(steps: Step[]): StepProblem[] {
  const titles = new Set<string>()
  const known = new Map(steps.map((step) => [step.id, step]))
  const before = new Map<Step, Step[]>(steps.map((step) => [step, []]))
  const after = new Map<Step, Step[]>(steps.map((step) => [step, []]))
  for (const step of steps) {
    for (const { target } of step.choices) {
      const next = isInside(target) ? known.get(stepId(target)) : undefined
      if (!next) continue
      after.get(step)?.push(next)
      before.get(next)?.push(step)
    }
  }
  const reached = closure(steps.slice(0, 1), after)
  const ends = steps.filter((step) => step.choices.length === 0 || step.choices.some(({ target }) => !isInside(target)))
  const ending = closure(ends, before)
  return steps.flatMap((step) => {
    const problems: StepProblem[] = []
    for (const { target, line } of step.choices) {
      if (!isInside(target) || known.has(stepId(target))) continue
      problems.push({ kind: 'leads-nowhere', line, step: step.id, target })
    }
    const own = { line: step.line, step: step.id }
    if (!reached.has(step)) problems.push({ kind: 'unreachable', ...own })
    if (!ending.has(step)) problems.push({ kind: 'never-ends', ...own })
    if (titles.has(step.title)) problems.push({ kind: 'double-title', ...own })
    titles.add(step.title)
    return problems
  })
}

const isInside = (target: string) => target.startsWith('#')

/** The id a link within the protocol points to; a browser reads %C3%AB in it as ë. */
function stepId(target: string): string {
  try {
    return decodeURIComponent(target.slice(1))
  } catch {
    return target.slice(1)
  }
}

/** The steps of `start` and all that `edges` lead to from there. */
function closure(start: Step[], edges: Map<Step, Step[]>): Set<Step> {
  const found = new Set(start)
  for (const step of found) for (const other of edges.get(step) ?? []) found.add(other)
  return found
}
