import lunr from 'lunr'
import dutchLanguage from 'lunr-languages/lunr.nl'
import stemmerSupport from 'lunr-languages/lunr.stemmer.support'

interface DutchLunr {
  nl: { stemmer(token: lunr.Token): lunr.Token }
}

// The single files of lunr-languages work under ESM, its root import does not.
stemmerSupport(lunr)
dutchLanguage(lunr)
const snowball = (lunr as unknown as DutchLunr).nl.stemmer
const token = new lunr.Token('', {})

/** Plurals that no suffix rule reaches; they also count at the end of a compound (`gezinsleden` → `gezinslid`). */
const irregular: Array<[plural: string, singular: string]> = [
  ['kinderen', 'kind'],
  ['leden', 'lid'],
  ['steden', 'stad'],
  ['schepen', 'schip'],
  ['goederen', 'goed'],
  ['bladeren', 'blad'],
  ['liederen', 'lied'],
  ['eieren', 'ei'],
  ['gelederen', 'gelid'],
  ['bewijsstukken', 'bewijsstuk'],
]
const notPlural = /(?:over|ge|ver|be|af|aange|opge)leden$|heden$|^(?:scheden|besteden)$/

/** Plural -s after a vowel. Words as `adres`, `proces`, `status` and `basis` keep their s. */
const pluralS = /(?:ie|[tdgmnlk]e|[^aeiou]o|[^aeiou]a(?<=[mrndtbv]a))s$/
const keepsS =
  /(?:pas|gas|glas|klas|tas|was|jas|ras|das|bas|pedes|las|kudos|chaos|kosmos|mes|bes|les|vlies|verlies|precies|kies|nies|advies)$/

/** Separable verb, past participle: aangevraagd → aanvraag, opgehaald → ophaal. */
const participle =
  /^(aan|af|in|op|uit|door|mee|toe|terug|om|na|voor|bij|vast|weg)ge(.{2,}?)(?:(?<=[gbmvzd])d|(?<=[kpf])t|(?<=[aeou]{2}[lnr])d)$/

/**
 * Dutch stem of a folded word: Snowball's rules plus repairs for the plurals, participles and persons it misses
 * (`subsidies`, `fotos`, `ideeen`, `huizen`, `brieven`, `plannen`, `kinderen`, `aangevraagd`, `onttrekt`). A stem is a key,
 * not always a word.
 */
export function stemDutch(word: string): string {
  if (word.length < 4) return word
  return undoubled(unvoiced(snowballStem(repairPerson(repairParticiple(repairPlural(word))))))
}

function repairPlural(word: string): string {
  if (word.endsWith('s')) return word.length > 4 && pluralS.test(word) && !keepsS.test(word) ? word.slice(0, -1) : word
  if (!word.endsWith('en')) return word
  for (const [plural, singular] of irregular) {
    if (word.endsWith(plural) && !notPlural.test(word)) return word.slice(0, -plural.length) + singular
  }
  return /[ei]een$/.test(word) ? word.slice(0, -2) : word
}

/**
 * The -t of `onttrekt`, `vraagt`, `meldt`, `koopt`, `blijft`, `betaalt` and `registreert`; not that of `markt`, `concept` or
 * `voorschrift`.
 */
const thirdPerson = /(?<=(?<!mar)k|g|d|m|(?<!ce|de|ri|ru)p|(?:ij|ee|oe|ie|re)f|(?:aa|ee|oo)[ln]|el|eer)t$/

function repairPerson(word: string): string {
  return word.length > 4 ? word.replace(thirdPerson, '') : word
}

function repairParticiple(word: string): string {
  return word.replace(participle, '$1$2')
}

function snowballStem(word: string): string {
  return snowball(token.update(() => word)).toString()
}

/** huiz → huis, briev → brief: the sound of the plural is not the sound of the stem. */
function unvoiced(stem: string): string {
  const last = stem.at(-1)
  if (stem.length < 3 || (last !== 'z' && last !== 'v')) return stem
  return stem.slice(0, -1) + (last === 'z' ? 's' : 'f')
}

/** plann → plan: the second letter only keeps the vowel short. Snowball takes it from d, k and t alone. */
function undoubled(stem: string): string {
  return stem.replace(/([bfglmnprs])\1$/, '$1')
}
