import lunr from 'lunr'

const token = new lunr.Token('', {})

/** English stem of a folded word: Lunr's own Porter stemmer. */
export function stemEnglish(word: string): string {
  return lunr.stemmer(token.update(() => word)).toString()
}
