import { expect } from 'chai'
import { loadAmounts } from '../../server/content/amounts.ts'
import { renderMarkdown } from '../../server/content/markdown.ts'
import { checkSteps, readSteps } from '../../server/content/steps.ts'

const protocol = `Begin hier.

## Stap: Kwijt of gestolen?

> Wat is er gebeurd?

Vraag rustig door.

- [Kwijt](#stap-aangifte)
- [Gestolen in **België**](#stap-privé)

Doe daarna dit:

- Noteer de datum.
- [Meer uitleg](uitleg.md) en nog iets.

## Stap: Aangifte

- [Naar een collega](../units/burgerzaken)

## Stap: Privé

Klaar.

### Let op

- [Terug](#stap-aangifte)
- [Het gaat om een kind](paspoort-kind.md#stap-toestemming)

## Achtergrond

- [Wet](https://wetten.overheid.nl)
`

describe('the steps of a desk protocol', () => {
  it('reads intro, steps, choices with their lines, and what follows', () => {
    const { intro, steps, outro } = readSteps(protocol)
    expect(intro).to.equal('Begin hier.')
    expect(outro).to.match(/^## Achtergrond\n\n- \[Wet\]/)
    expect(steps.map(({ id, title, line }) => [id, title, line])).to.deep.equal([
      ['stap-kwijt-of-gestolen', 'Kwijt of gestolen?', 3],
      ['stap-aangifte', 'Aangifte', 17],
      ['stap-privé', 'Privé', 21],
    ])
    expect(steps[1]?.choices).to.deep.equal([{ label: 'Naar een collega', target: '../units/burgerzaken', line: 19 }])
    expect(steps[2]?.choices.map(({ line }) => line)).to.deep.equal([27, 28])
    expect(steps[2]?.markdown).to.equal('Klaar.\n\n### Let op')
  })

  it('keeps a list with more than links in the text of the step', () => {
    const step = readSteps('## Stap: Een\n\n- [Ja](#stap-een)\n- Of bel.\n').steps[0]
    expect(step?.choices).to.deep.equal([])
    expect(step?.markdown).to.equal('- [Ja](#stap-een)\n- Of bel.')
  })

  it('gives steps the anchors that the rendered page has, also when titles repeat', () => {
    const source =
      '# Stap: Begin\n\n## Stap: Begin\n\n> ## Stap: Begin\n\n- # Stap: Begin\n\n## Stap: Begin\n\n## Stap: A &amp; `b` {bedrag: x}\n'
    const amounts = loadAmounts('year: 2026\namounts: { x: { label: X, value: 1 euro, differs: [year] } }')
    const anchors = renderMarkdown(source, { amounts }).headings.map(({ id }) => id)
    expect(readSteps(source).steps.map(({ id }) => id)).to.deep.equal([anchors[1], anchors[4], anchors[5]])
    expect(new Set(anchors).size).to.equal(6)
  })

  it('finds nothing wrong with a protocol that can be walked', () => {
    expect(checkSteps(readSteps(protocol).steps)).to.deep.equal([])
    expect(checkSteps([])).to.deep.equal([])
  })

  it('follows links that the browser would decode', () => {
    expect(checkSteps(readSteps(protocol.replace('#stap-privé', '#stap-priv%C3%A9')).steps)).to.deep.equal([])
  })

  it('names choices that lead nowhere, lost steps, circles and double titles, with their lines', () => {
    const source = `## Stap: Begin

- [Verder](#stap-rondje)
- [Weg](#stap-bestaat-niet)

## Stap: Rondje

- [Nog eens](#stap-begin)

## Stap: Verdwaald

Einde.

## Stap: Verdwaald
`
    expect(checkSteps(readSteps(source).steps)).to.deep.equal([
      { kind: 'leads-nowhere', line: 4, step: 'stap-begin', target: '#stap-bestaat-niet' },
      { kind: 'never-ends', line: 1, step: 'stap-begin' },
      { kind: 'never-ends', line: 6, step: 'stap-rondje' },
      { kind: 'unreachable', line: 10, step: 'stap-verdwaald' },
      { kind: 'unreachable', line: 14, step: 'stap-verdwaald-1' },
      { kind: 'double-title', line: 14, step: 'stap-verdwaald-1' },
    ])
  })

  it('checks thousands of steps at once', () => {
    const steps = Array.from(
      { length: 3_000 },
      (_, n) => `## Stap: S${n}\n\n- [Verder](#stap-s${n + 1})\n- [Terug](#stap-s0)\n`,
    )
    const problems = checkSteps(readSteps(`${steps.join('\n')}\n## Stap: S3000\n`).steps)
    expect(problems).to.deep.equal([])
  })
})
