import { expect } from 'chai'
import fc from 'fast-check'
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { loadAmounts } from '../../server/content/amounts.ts'
import { renderMarkdown, sanitise } from '../../server/content/markdown.ts'
import { readSteps } from '../../server/content/steps.ts'

const amounts = loadAmounts('year: 2026\namounts: { x: { label: X, value: "<b onclick=1>1</b>", differs: [year] } }')

const HERE = 'https://intranet.example/a/'
const render = (source: string) => renderMarkdown(source, { amounts }).html

/** What a page may hold, written down a second time on purpose: a slip in the list of the sanitiser must show here. */
const MAY_HOLD: Record<string, string[]> = {
  a: ['href', 'class', 'rel'],
  div: ['class', 'role', 'tabindex', 'aria-label'],
  img: ['src', 'alt', 'loading'],
  input: ['type', 'disabled', 'checked'],
  ol: ['start'],
  p: ['class'],
  pre: ['tabindex'],
  span: ['class'],
  td: ['class'],
  th: ['class', 'scope'],
  ul: ['class'],
}
for (const name of ['h2', 'h3', 'h4', 'h5', 'h6']) MAY_HOLD[name] = ['id']
for (const name of 'blockquote br code del em hr label li strong table tbody thead tr'.split(' ')) MAY_HOLD[name] = []

/** Reads HTML as a page in a browser, and lists all that has no place in it. */
function strangers(html: string): string[] {
  const found: string[] = []
  const body = (parse(`<!doctype html><body>${html}`).childNodes[1] as Tree.Element).childNodes[1] as Tree.Element
  const waiting: Tree.ChildNode[] = [...body.childNodes]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.nodeName === '#text') continue
    if (!('attrs' in node)) {
      found.push(node.nodeName)
      continue
    }
    const may = Object.hasOwn(MAY_HOLD, node.tagName) ? MAY_HOLD[node.tagName] : undefined
    if (!may) found.push(`<${node.tagName}>`)
    for (const { name, value } of node.attrs) {
      if (!may?.includes(name)) found.push(`<${node.tagName} ${name}>`)
      const isAddress = (name === 'href' || name === 'src') && URL.canParse(value, HERE)
      const schemes = name === 'src' ? ['https:'] : ['http:', 'https:', 'mailto:', 'tel:']
      if (isAddress && !schemes.includes(new URL(value, HERE).protocol)) found.push(value)
    }
    waiting.push(...node.childNodes)
  }
  return found
}

const SCRIPT = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//x.nl/x.js></SCRIPT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<img src="x" onerror="alert(1)"',
  '<a href="javascript:alert(1)">x</a>',
  '<svg onload=alert(1)><animate attributeName=href values=javascript:alert(1)></svg>',
  '<svg><script>alert(1)</script></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=alert(1)&gt;">',
  '<style>@import "//x.nl"</style>',
  '<p style="background:url(javascript:alert(1))" class="callout">x</p>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<form action="//x.nl"><input name=p type=password><button formaction=javascript:alert(1)>x</button></form>',
  '<!-- <script>alert(1)</script> -->',
  '<!--><img src=x onerror=alert(1)>-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?php echo 1 ?>',
  '<!DOCTYPE html><base href="//x.nl">',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<template><script>alert(1)</script></template>',
  '<textarea></textarea/><img src=x onerror=alert(1)>',
  '<details open ontoggle=alert(1)>',
  '</div></div></main><h1>Inloggen</h1>',
  '<div>\n\n<script>\nalert(1)\n</script>\n\n</div>',
  '- <script>\n  alert(1)',
  '> <iframe src=//x.nl>',
  '| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |',
  '# <script>alert(1)</script>\n\n<a id="x" name="y">',
  '```"><script>\n</code></pre><script>alert(1)</script>\n```',
  '`</code><script>alert(1)</script>`',
  '{bedrag: x} {bedrag: "><script>}',
  '> [!TIP]<script>\n> <script>alert(1)</script>',
  '- [x] <script>alert(1)</script>',
  '&lt;script&gt;alert(1)&lt;/script&gt; &#60;img src=x onerror=alert(1)&#62;',
]

const BAD_ADDRESS = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'javascript&colon;alert(1)',
  'javascript&#58;alert(1)',
  'javascript&#x3A;alert(1)',
  '&#0000106avascript:alert(1)',
  '&#x6A&#x61&#x76&#x61script:alert(1)',
  'java&Tab;script:alert(1)',
  'java&NewLine;script:alert(1)',
  'java\\script:alert(1)',
  '&#1;javascript:alert(1)',
  '&#32;javascript:alert(1)',
  '\u00A0javascript:alert(1)',
  'java\u200Bscript:alert(1)',
  'vbscript:msgbox(1)',
  'VBSCRIPT&colon;msgbox(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:text/html;base64,PHNjcmlwdD4=',
  'DATA&colon;image/svg+xml,x',
  'file:///etc/passwd',
  'blob:x.nl/1',
  'about:blank',
  'view-source:javascript:alert(1)',
  'jar:x.nl',
  '//x.nl',
  '\\\\\\\\x.nl',
  '/\\\\x.nl',
  '&bsol;&bsol;x.nl',
]

describe('hostile Markdown', () => {
  for (const source of SCRIPT) {
    it(`shows as text, or not at all: ${JSON.stringify(source)}`, () => {
      expect(strangers(render(source))).to.deep.equal([])
      expect(strangers(render(`*a* ${source}\n${source}\n\n- b\n\n  ${source}`))).to.deep.equal([])
    })
  }

  it('shows raw HTML as the text it is', () => {
    expect(renderMarkdown('Gebruik <b>vet</b> <!-- niet -->', { amounts }).text).to.equal(
      'Gebruik <b>vet</b> <!-- niet -->',
    )
  })

  for (const address of BAD_ADDRESS) {
    it(`makes no link and no picture of ${JSON.stringify(address)}`, () => {
      const sources = [
        `[k](${address})`,
        `[k](<${address}>)`,
        `[k](  ${address} "t")`,
        `[k]\n\n[k]: ${address}`,
        `[k]\n\n[k]: <${address}> 't'`,
        `![k](${address})`,
        `[![k](${address})](${address})`,
        `<${address}>`,
        address,
      ]
      for (const source of sources) {
        const html = render(source)
        expect(strangers(html), source).to.deep.equal([])
        for (const [, target] of html.matchAll(/(?:href|src)="([^"]*)"/g)) {
          expect(new URL(target ?? '', HERE).host, source).to.equal('intranet.example')
        }
      }
    })
  }

  it('does not let the resolver of links lead anywhere unsafe', () => {
    const { html } = renderMarkdown('[a](b.md)', { amounts, resolveLink: () => ({ href: 'javascript:alert(1)' }) })
    expect(html).to.equal('<p>a</p>\n')
  })

  it('keeps the second wall up without the first', () => {
    for (const source of SCRIPT) expect(strangers(sanitise(source).html), source).to.deep.equal([])
    expect(sanitise('<p onclick=x class=evil>a<script>b</script><b>c</b></p><input name=x>').html).to.equal('<p>a</p>')
  })
})

describe('any Markdown at all', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.constantFrom(...SCRIPT, ...BAD_ADDRESS),
    fc.constantFrom(
      '[',
      '](',
      ')',
      '![',
      '<',
      '>',
      '"',
      "'",
      '`',
      '```',
      '*',
      '**',
      '_',
      '~~',
      '\\',
      '&',
      '&colon;',
      '&#58;',
      ':',
    ),
    fc.constantFrom(
      '\n',
      '\n\n',
      '\r\n',
      '> ',
      '- ',
      '- [ ] ',
      '1. ',
      '# ',
      '|',
      '|-|-|\n',
      '    ',
      '\t',
      '[!TIP]\n',
      '{bedrag: x}',
    ),
    fc.constantFrom(
      'javascript:',
      'data:',
      ' onerror=',
      '<svg ',
      '<style>',
      '<img src=',
      '<a href="',
      '-->',
      '<!--',
      '[x]: ',
    ),
  )

  it('becomes HTML that holds nothing but what is on the list', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const source = pieces.join('')
        const { html, links, headings } = renderMarkdown(source, { amounts })
        const lines = source.split(/\r\n|\n|\r/).length
        expect(strangers(html)).to.deep.equal([])
        for (const { line } of links) expect(line).to.be.within(1, lines)
        expect(new Set(headings.map(({ id }) => id)).size).to.equal(headings.length)
        expect(sanitise(html).html, 'stable').to.equal(html)
      }),
      { numRuns: 600 },
    )
  })

  it('gives every step the anchor of its heading', () => {
    const line = fc.oneof(
      piece,
      fc.constantFrom('\n\n## Stap: Een\n\n', '\n\n## Stap: *Een* &amp; `x`\n', '\n- [a](#stap-een)\n'),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 15 }), (lines) => {
        const source = lines.join('')
        const anchors = renderMarkdown(source, { amounts }).headings.map(({ id }) => id)
        expect(anchors).to.include.members(readSteps(source).steps.map(({ id }) => id))
      }),
      { numRuns: 300 },
    )
  })
})
