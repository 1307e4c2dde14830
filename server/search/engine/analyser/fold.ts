const PLAIN = /^[a-z0-9]*$/
const LETTERS: Record<string, string> = { ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ı: 'i', þ: 'th' }

/** Lower case without diacritics: `Cliënt` → `client`, `Één` → `een`. Done before stemming, so that both spellings share a stem. */
export function fold(word: string): string {
  if (PLAIN.test(word)) return word
  const lower = word
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
  return PLAIN.test(lower) ? lower : lower.replace(/[ßøæœłđıþ]/g, (letter) => LETTERS[letter] ?? letter)
}
