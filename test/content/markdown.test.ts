import { expect } from 'chai'
import { loadAmounts } from '../../server/content/amounts.ts'
import { type RenderOptions, renderMarkdown } from '../../server/content/markdown.ts'

const amounts = loadAmounts(`year: 2026
amounts:
  paspoort: { label: Paspoort, value: "€ 88,87", differs: [year] }
  termijn: { label: Termijn, value: 6 weken }
`)
const render = (source: string, options: Partial<RenderOptions> = {}) => renderMarkdown(source, { amounts, ...options })

describe('Markdown to HTML', () => {
  it('gives headings the anchors of GitHub, unique, and keeps the first level for the page', () => {
    const { html, headings } = render('# Kosten\n\n## Stap: Kwijt of *gestolen*?\n\n### Kosten\n\nKosten\n------\n')
    expect(headings).to.deep.equal([
      { level: 2, id: 'kosten', text: 'Kosten' },
      { level: 2, id: 'stap-kwijt-of-gestolen', text: 'Stap: Kwijt of gestolen?' },
      { level: 3, id: 'kosten-1', text: 'Kosten' },
      { level: 2, id: 'kosten-2', text: 'Kosten' },
    ])
    expect(html).to.contain('<h2 id="stap-kwijt-of-gestolen">Stap: Kwijt of <em>gestolen</em>?</h2>')
    expect(html).not.to.contain('<h1')
  })

  it('never gives two headings the same anchor', () => {
    const { headings } = render('# a-1\n\n# a\n\n# a\n\n# a\n\n# ?\n\n# !\n')
    expect(headings.map(({ id }) => id)).to.deep.equal(['a-1', 'a', 'a-2', 'a-3', 'kop', 'kop-1'])
  })

  it('lets a wide table scroll, by keyboard too', () => {
    const { html } = render('## Kosten\n\n| Soort | Prijs |\n|---|--:|\n| a | 1 |\n')
    expect(html).to.contain('<div class="table-scroll" role="region" tabindex="0" aria-label="Tabel 1: Kosten"><table>')
    expect(html).to.contain('<th scope="col" class="align-right">Prijs</th>')
  })

  it('ties the words of a task to its checkbox', () => {
    const { html } = render('- [x] **klaar**\n- [ ] los\n\n  meer\n')
    expect(html).to.contain('<ul class="task-list">')
    expect(html).to.contain('<label><input type="checkbox" disabled="" checked=""> <strong>klaar</strong></label>')
    expect(html).to.contain('<label><input type="checkbox" disabled=""> los</label><p>meer</p>')
  })

  it('shows callouts with a title in words', () => {
    const source = ['TIP', 'warning', 'Note', 'QUESTION']
      .map((kind) => `> [!${kind}]\n> Tekst met **nadruk**.\n`)
      .join('\n')
    const { html, text } = render(source)
    for (const title of ['Tip', 'Let op', 'Goed om te weten', 'De vraag achter de vraag']) {
      expect(html).to.contain(`<p class="callout__title">${title}</p>\n<p>Tekst met <strong>nadruk</strong>.</p>`)
    }
    expect(html).to.contain('<div class="callout callout--question" role="note">')
    expect(text).not.to.contain('Let op')
    const calloutTitles = { tip: 'Tip', warning: 'Warning', note: 'Note', question: '<b>Why</b>' }
    expect(render('> [!QUESTION]\n> x', { calloutTitles }).html).to.contain('&lt;b&gt;Why&lt;/b&gt;')
  })

  it('leaves an ordinary quote, and a callout of an unknown kind, a quote', () => {
    expect(render('> Goedemorgen').html).to.equal('<blockquote>\n<p>Goedemorgen</p>\n</blockquote>\n')
    expect(render('> [!HACK]\n> x').html).to.contain('<blockquote>')
  })

  it('prints amounts with a mark to check them, and leaves unknown ones as they were typed', () => {
    const { html, text, amountKeys } = render(
      'Dat kost {bedrag: paspoort}, binnen {bedrag:termijn}, of {bedrag: weg}. `{bedrag: code}`',
    )
    expect(html).to.contain('<span class="amount">€ 88,87</span> <span class="amount-check">controleer 2026</span>,')
    expect(html).to.contain('<span class="amount">6 weken</span>, of {bedrag: weg}.')
    expect(amountKeys).to.deep.equal(['paspoort', 'termijn', 'weg'])
    expect(text).to.equal('Dat kost € 88,87, binnen 6 weken, of {bedrag: weg}. {bedrag: code}')
  })

  it('marks links that leave the site, and links to nothing', () => {
    const resolveLink = (href: string) => ({ href: href.replace(/\.md$/, ''), missing: href === 'weg.md' })
    const { html } = render('[a](../x/kind.md) [b](weg.md) [c](https://rijksoverheid.nl/a?b=1&c=2) [d](tel:14030)', {
      resolveLink,
    })
    expect(html).to.contain('<a href="../x/kind">a</a> <a href="weg" class="missing">b</a>')
    expect(html).to.contain(
      '<a href="https://rijksoverheid.nl/a?b=1&amp;c=2" class="external" rel="noopener noreferrer">c</a> <a href="tel:14030">d</a>',
    )
  })

  it('names each link with its line', () => {
    const source =
      'Een [a](a.md)\nen [b][ref].\n\n> Zie\n> [c](c.md "t")\n\n- x\n  - [d](<d e.md>)\n\n| k |\n|---|\n| [e](#e) |\n\n[ref]: b.md\n'
    expect(render(source).links).to.deep.equal([
      { href: 'a.md', line: 1 },
      { href: 'b.md', line: 2 },
      { href: 'c.md', line: 5 },
      { href: 'd e.md', line: 8 },
      { href: '#e', line: 12 },
    ])
    expect(render('\r\n\r\n[a](a.md)\r\n\r\n[b](b.md)').links.map(({ line }) => line)).to.deep.equal([3, 5])
  })

  it('shows pictures of this site and of https, loaded when they come in sight', () => {
    expect(render('![Een *kaart*](kaart.png "t")').html).to.equal(
      '<p><img src="kaart.png" alt="Een kaart" loading="lazy"></p>\n',
    )
    expect(render('![Kaart](http://x.nl/k.png)').html).to.equal('<p>Kaart</p>\n')
  })

  it('keeps Markdown around raw HTML working', () => {
    const { html } = render('<b>Let op</b> en *dit*\n- punt\n\n<div>\n\n## Kop\n\n</div>\n<https://x.nl>\n')
    expect(html).to.contain('<p>&lt;b&gt;Let op&lt;/b&gt; en <em>dit</em></p>\n<ul>\n<li>punt</li>')
    expect(html).to.contain('<p>&lt;div&gt;</p>\n<h2 id="kop">Kop</h2>\n<p>&lt;/div&gt;')
    expect(html).to.contain('<a href="https://x.nl"')
  })

  it('gives the words for search without markup', () => {
    const { text } = render(
      '# Kop\n\nEen **vet** `code` &amp; [link](x.md)  \nnieuwe regel\n\n- punt\n\n```\ncode hier\n```\n',
    )
    expect(text).to.equal('Kop\nEen vet code & link\nnieuwe regel\npunt\ncode hier')
  })
})
