import type { SearchDocument } from '../server/search/index.ts'

const heads =
  `aanvraag aangifte afspraak akte balie beleid besluit bezwaar bewijs brief budget controle dossier formulier gesprek
  klacht kosten loket melding ondersteuning onderzoek overzicht pas plan procedure regeling register termijn toeslag toets
  uitkering vergunning verklaring verlenging verordening verzoek voorziening wijziging zorg`.split(/\s+/)
const modifiers =
  `adres afval bedrijf belasting bestuur bijstand bouw buurt burger client energie erfgoed evenement familie fiets
  geboorte gehandicapten gemeente gezin groen handhaving huishouden huur huwelijk identiteit inkomen inwoner jeugd kind kraam
  leerling mantelzorg markt milieu monument naam nabestaande natuur omgeving ondernemer onderwijs overlijden paspoort parkeer
  personeel pleegzorg reis rijbewijs riool school schuld speelplaats spoed sport straat subsidie terras trouw uittreksel
  verhuis verkeer vervoer vrijwilliger water welzijn werk wijk winkel woning zorg`.split(/\s+/)
const verbs =
  `aanvragen afgeven afwijzen beoordelen betalen bewaren controleren doorsturen herstellen invullen inleveren
  kwijtraken melden ondertekenen ontvangen opvragen overleggen registreren regelen terugbellen toekennen uitleggen verlengen
  vernieuwen verstrekken vragen weigeren wijzigen zoeken`.split(/\s+/)
const small =
  `de het een van voor met op bij naar is wordt kan moet je u als dan die dat niet ook nog alleen altijd binnen`.split(
    /\s+/,
  )
const adjectives =
  `actueel digitaal eenmalig geldig gratis landelijk nieuw oud openbaar persoonlijk schriftelijk tijdelijk`.split(/\s+/)

/** Repeatable numbers in [0, 1): mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Dutch-looking municipal documents of about 250 words, with common and rare words as real text has them. */
export function syntheticDocuments(count: number, random = seeded(1)): SearchDocument[] {
  // Squaring makes the first words of a list far more common than the last.
  const pick = (list: string[]) => list[Math.floor(random() ** 2 * list.length)] as string
  const noun = () => (random() < 0.6 ? pick(modifiers) + (random() < 0.2 ? 's' : '') + pick(heads) : pick(heads))
  const rare = () => `${pick(modifiers)}${pick(modifiers)}${pick(heads)}`
  const word = () => {
    const kind = random()
    if (kind < 0.4) return pick(small)
    if (kind < 0.65) return noun()
    return kind < 0.85 ? pick(verbs) : kind < 0.96 ? pick(adjectives) : rare()
  }
  const sentence = () => `${Array.from({ length: 11 }, word).join(' ')}.`
  return Array.from({ length: count }, (_, i) => ({
    id: `protocol/${i}`,
    type: ['protocol', 'practice', 'lesson', 'pin', 'guidance'][i % 5] as string,
    url: `/protocol/${i}`,
    title: `${noun()} ${pick(verbs)} ${i}`,
    summary: sentence(),
    body: Array.from({ length: 20 }, sentence).join(' '),
    keywords: [noun(), pick(modifiers)],
    language: 'nl' as const,
    themes: [`theme-${i % 12}`],
    units: [`unit-${i % 17}`],
    audiences: [`audience-${i % 10}`],
    checked: `2026-${String((i % 11) + 1).padStart(2, '0')}-15`,
    review: `2027-${String((i % 12) + 1).padStart(2, '0')}-15`,
    readers: i % 20 === 0 ? ('editors' as const) : ('everyone' as const),
  }))
}

/** Questions as typed: one to three words, some with a mistake or unfinished. */
export function syntheticQuestions(count: number, random = seeded(2)): string[] {
  const pick = (list: string[]) => list[Math.floor(random() * list.length)] as string
  const kinds = [
    () => pick(heads),
    () => `${pick(modifiers)} ${pick(heads)}`,
    () => `${pick(modifiers)}${pick(heads)} ${pick(verbs)}`,
    () => `${pick(modifiers)} ${pick(heads)} ${pick(verbs)}`,
    () => misspelt(`${pick(modifiers)}${pick(heads)}`, random),
    () => pick(modifiers).slice(0, 4),
  ]
  return Array.from({ length: count }, (_, i) => kinds[i % kinds.length]?.() ?? '')
}

function misspelt(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2))
  return word.slice(0, at) + word.slice(at + 1)
}
