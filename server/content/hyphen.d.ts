/** The package brings no types; only these two files of it are used. */
declare module 'hyphen/hyphen.js' {
  type Patterns = readonly [levels: unknown, trie: unknown, exceptions?: Record<string, number[]>]
  type Options = { hyphenChar?: string; minWordLength?: number; html?: boolean }
  export default function createHyphenator(patterns: Patterns, options?: Options): (text: string) => string
}

declare module 'hyphen/patterns/nl.js' {
  const patterns: readonly [levels: unknown, trie: unknown, exceptions?: Record<string, number[]>]
  export default patterns
}
