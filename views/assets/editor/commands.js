/** What a button does to a text: given the text, the selection and sample words, what is replaced by what and then selected. */
export const commands = {
  bold: (text, start, end, samples) => wrap(text, start, end, '**', samples.bold),
  italic: (text, start, end, samples) => wrap(text, start, end, '*', samples.italic),
  heading: (text, start, end, samples) => prefix(text, start, end, () => '## ', /^#{1,6} /, samples.heading),
  bullets: (text, start, end, samples) => prefix(text, start, end, () => '- ', /^[-*+] /, samples.item),
  numbers: (text, start, end, samples) =>
    prefix(text, start, end, (place) => `${place + 1}. `, /^\d+[.)] /, samples.item),
  quote: (text, start, end, samples) => prefix(text, start, end, () => '> ', /^> ?/, samples.quote),
  table: (text, _start, end, { column, cell }) =>
    block(text, end, `| ${column} 1 | ${column} 2 |\n| --- | --- |\n| ${cell} | ${cell} |`, `${column} 1`),
  callout: (text, _start, end, { callout }) => block(text, end, `> [!NOTE]\n> ${callout}`, callout),
  step: (text, _start, end, { step }) => block(text, end, `## Stap: ${step}\n\n> `, step),
  choice: (text, _start, end, { yes, no, nextStep }) =>
    block(text, end, `- [${yes}](#stap-${nextStep})\n- [${no}](#stap-${nextStep})`, `stap-${nextStep}`),
}

/** Puts marks around the selection, or takes them away when they are there. */
function wrap(text, start, end, mark, sample) {
  const size = mark.length
  const inner = text.slice(start, end)
  const around = text.slice(start - size, start) === mark && text.slice(end, end + size) === mark
  const single = mark !== '*' || text[start - 2] !== '*' || text[start - 3] === '*'
  if (around && single) return { from: start - size, to: end + size, text: inner, select: [0, inner.length] }
  const [lead] = /^\s*/.exec(inner)
  const words = inner.trim() || sample
  const tail = inner.trim() ? inner.slice(lead.length + words.length) : ''
  const from = lead.length + size
  return { from: start, to: end, text: lead + mark + words + mark + tail, select: [from, from + words.length] }
}

/** Begins every line of the selection with a mark, or takes it away when all have it. */
function prefix(text, start, end, markOf, pattern, sample) {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const to = text.indexOf('\n', end) < 0 ? text.length : text.indexOf('\n', end)
  const lines = text.slice(from, to).split('\n')
  if (lines.every((line) => line.trim() === '')) {
    const mark = markOf(0)
    const lead = text[from - 2] === undefined || text[from - 2] === '\n' ? '' : '\n'
    const at = lead.length + mark.length
    return { from, to, text: lead + mark + sample, select: [at, at + sample.length] }
  }
  const marked = lines.every((line) => pattern.test(line))
  const next = lines.map((line, place) => (marked ? '' : markOf(place)) + line.replace(pattern, '')).join('\n')
  return { from, to, text: next, select: [0, next.length] }
}

/** Puts a block of its own behind the paragraph in which the selection ends. */
function block(text, end, words, sample) {
  const next = /\n\s*\n|$/.exec(text.slice(end)).index
  const from = end + next
  const before = text.slice(0, from)
  const lead = before.trim() === '' ? '' : '\n'.repeat(Math.max(0, 2 - /\n*$/.exec(before)[0].length))
  const at = lead.length + words.lastIndexOf(sample)
  return { from, to: from, text: lead + words, select: [at, at + sample.length] }
}
