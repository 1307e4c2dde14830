/** What people call each kind of document. The first words are indexed with it; all of them work as a soft filter. */
const words: Record<string, string[]> = {
  protocol: ['protocol', 'werkinstructie', 'balieprotocol', 'protocollen', 'werkinstructies'],
  practice: ['voorbeeld', 'praktijkvoorbeeld', 'voorbeelden', 'praktijkvoorbeelden', 'practice', 'example'],
  lesson: ['les', 'lessen', 'leerpunt', 'leerpunten', 'lesson', 'lessons'],
  pin: ['linkingpin', 'linkingpins', 'verbindingspersoon', 'contactpersoon'],
  guidance: ['handreiking', 'handleiding', 'richtlijn', 'handreikingen', 'guidance', 'guide'],
  person: ['persoon', 'medewerker', 'collega', 'collegas', 'person', 'colleague'],
  unit: ['afdeling', 'team', 'afdelingen', 'teams', 'unit', 'department'],
}
const types = new Map(Object.entries(words).flatMap(([type, names]) => names.map((name) => [name, type] as const)))

/** Folded words to index with a document of this type. */
export function typeWords(type: string): string[] {
  return words[type]?.slice(0, 2) ?? []
}

/** All that people call this type. */
export function namesOfType(type: string): string[] {
  return words[type] ?? []
}

/** The type that a folded word names, if any. */
export function typeNamed(surface: string): string | undefined {
  return types.get(surface)
}

/** Types that answer "wie …" and "who …". */
export const answersWho: ReadonlySet<string> = new Set(['person', 'pin', 'unit'])
