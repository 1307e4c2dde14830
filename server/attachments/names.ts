/** A picture's measures stand in its name, as in `plattegrond-1200x800.webp`, so that a page knows them before it has the picture. */
export interface Measures {
  width: number
  height: number
}

const longestStem = 60

/** The path of an attachment as an item in a folder of Markdown refers to it: from the folder of its plugin. */
export const pathFromItem = (id: string, name: string): string => `../attachments/${id}/${name}`

/** The ids of all attachments that a text refers to, each once. */
export const attachmentsIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/\battachments\/([0-9a-f]{24})\//g)].map(([, id = '']) => id)),
]

/** The measures in the address of an attached picture; undefined for any other address. */
export function measuresIn(address: string): Measures | undefined {
  const found = /(?:^|\/)attachments\/[0-9a-f]{24}\/[a-z0-9-]*?-([1-9]\d{0,4})x([1-9]\d{0,4})\.[a-z]{3,4}$/.exec(
    address,
  )
  return found ? { width: Number(found[1]), height: Number(found[2]) } : undefined
}

/** The name under which a file is kept: small letters, digits and hyphens, whatever somebody called it. */
export function safeName(given: string, extension: string, measures?: Measures): string {
  const stem = plainStem(given)
  return `${stem}${measures ? `-${measures.width}x${measures.height}` : ''}.${extension}`
}

/** How a name ends, in small letters; '' without an end. */
export const extensionOf = (name: string): string => /\.([^.]{1,10})$/.exec(lastPart(name))?.[1]?.toLowerCase() ?? ''

/** The words of a name, to call a document by: `Aanvraag_2026.pdf` → `Aanvraag 2026`. */
export const wordsOf = (name: string): string =>
  lastPart(name)
    .replace(/\.[^.]{1,10}$/, '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove
    .replace(/[\u0000-\u001f\u007f_]+/g, ' ')
    .trim()
    .slice(0, longestStem)

const lastPart = (name: string): string => name.split(/[/\\]/).at(-1) ?? ''

function plainStem(given: string): string {
  const plain = wordsOf(given)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/-\d+x\d+$/, '')
    .replace(/^-|-$/g, '')
  return plain || 'bestand'
}
