/** A sentence as a reader meets it; `line` is the line of the source on which it starts (1 = first). */
export interface Sentence {
  words: string[]
  line: number
}

interface Word {
  text: string
  line: number
}

const FENCE = /^\s{0,3}(?:```|~~~)/
const APART = /^\s{0,3}#{1,6}\s|^\s*\||^\s{0,3}(?:[-*_]\s*){3,}$/
const UNDERLINE = /^\s{0,3}(?:=+|-{2,})\s*$/
const QUOTE_MARK = /^(?:\s{0,3}>\s?)+/
const LIST_MARK = /^\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?/
const CALLOUT_MARK = /^\[![a-z]+\]\s*/i
const ONLY_LINK = /^\[[^\][]*\]\([^()]*\)$/

const SENTENCE_END = /[.!?…]["'’”)\]]*$/
const SENTENCE_START = /^["'‘“(]*[\p{Lu}\p{N}€]/u
/** Abbreviations that end in a full stop in the middle of a sentence, and initials. */
const ABBREVIATION =
  /^\(?(?:\p{L}|(?:\p{L}\.)+\p{L}|bijv|bv|nr|art|dhr|mevr|mw|drs|mr|dr|ing|ir|prof|ca|evt|incl|excl|resp|tel|vgl|jl)\.$/iu

/** One line without the marks of Markdown; an amount counts as one number. */
function withoutMarks(line: string): string {
  return line
    .replace(/!\[[^\][]*\]\([^()]*\)/g, '')
    .replace(/\[([^\][]*)\]\([^()]*\)/g, '$1')
    .replace(/\{bedrag:[^{}]*\}/g, '0')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/[*`]|~~|\b_|_\b/g, '')
}

/**
 * The running text of Markdown (or plain text) as paragraphs of words: paragraphs, quotes and list items. Left out are
 * headings, tables, code and list items that are only a link, for those are not read as sentences.
 */
function paragraphs(source: string): Word[][] {
  const found: Word[][] = []
  let current: Word[] = []
  let fenced = false
  let quoted = false
  const startNew = () => {
    if (current.length > 0) found.push(current)
    current = []
  }
  for (const [index, raw] of source.split(/\r\n|\n|\r/).entries()) {
    const line = raw.replace(QUOTE_MARK, '')
    const item = LIST_MARK.test(line)
    const text = line.replace(LIST_MARK, '').replace(CALLOUT_MARK, '').trim()
    const fence = FENCE.test(line)
    if (UNDERLINE.test(line)) current = []
    if (item || text === '' || quoted !== (line !== raw)) startNew()
    quoted = line !== raw
    if (fence) fenced = !fenced
    if (fence || fenced || APART.test(line) || UNDERLINE.test(line) || (item && ONLY_LINK.test(text))) {
      startNew()
      continue
    }
    for (const word of withoutMarks(text).split(/\s+/)) if (word) current.push({ text: word, line: index + 1 })
  }
  startNew()
  return found
}

/** Whether the sentence is over after `word`, given the word behind it in the same paragraph. */
function endsSentence(word: string, next: string | undefined): boolean {
  if (next === undefined) return true
  return SENTENCE_END.test(word) && SENTENCE_START.test(next) && !ABBREVIATION.test(word)
}

/** The sentences of Markdown or plain text, in order. A list item is a sentence of its own, also without a full stop. */
export function sentences(source: string): Sentence[] {
  const found: Sentence[] = []
  for (const paragraph of paragraphs(source)) {
    let words: Word[] = []
    for (const [index, word] of paragraph.entries()) {
      words.push(word)
      if (!endsSentence(word.text, paragraph[index + 1]?.text)) continue
      const readable = words.filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
      if (readable[0]) found.push({ words: readable.map(({ text }) => text), line: readable[0].line })
      words = []
    }
  }
  return found
}
