import createHyphenator from 'hyphen/hyphen.js'
import dutch from 'hyphen/patterns/nl.js'

/** Vowel sounds of Dutch as they are spelled, longest first; a vowel with a diaeresis always starts a sound of its own. */
const VOWEL_SOUND =
  /ieu|eeu|aai|ooi|oei|eau|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|au|ou|ai|oi|[aeiouäëïöüáàâéèêíìîóòôúùû]|(?<![aeiou])y(?!\|?[aeiou])/g

/** Longer than any Dutch word; what is longer is no word, and not worth the search through the patterns. */
const LONGEST_WORD = 60

/**
 * Makes a counter of the syllables in a Dutch word.
 *
 * The hyphenation patterns cut the word where letters that look like one sound are two (muse-um, be-invloeden). They
 * never leave a single letter at an edge and keep some vowels together (over, idee, alinea), so within each piece the
 * vowel sounds are counted. Measured on Dutch government text: the hyphens alone miss a syllable in 2.7 % of the running
 * words and in 5 % of 400 distinct words; with the vowel sounds 3 of those 400 are wrong, all English (website, online).
 *
 * A word without vowels is read out letter by letter (BSN is three). Each counter keeps what it has hyphenated, so make
 * one per text.
 */
export function syllableCounter(): (word: string) => number {
  const hyphenate = createHyphenator([dutch[0], dutch[1], { ...dutch[2] }], {
    hyphenChar: '|',
    minWordLength: 2,
    html: false,
  })
  return (word) => {
    const letters = word.toLowerCase().normalize('NFC')
    const pieces = letters.length > LONGEST_WORD ? letters : hyphenate(letters)
    const sounds = pieces.match(VOWEL_SOUND)?.length ?? 0
    return sounds || letters.match(/\p{L}/gu)?.length || 1
  }
}
