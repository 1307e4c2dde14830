import { buildEngine, type Engine } from '../../server/search/engine/engine.ts'
import {
  type SearchAnswer,
  type SearchDocument,
  type SearchReader,
  type SearchRequest,
  type SuggestRequest,
  unfiltered,
} from '../../server/search/engine/types.ts'

export const colleague: SearchReader = { role: 'reader', units: ['klantcontact'] }
export const editor: SearchReader = { role: 'editor', units: [] }
export const today = '2026-11-22'

/** A findable document of which a test tells only what matters to it. */
export function aDocument(id: string, title: string, body = '', more: Partial<SearchDocument> = {}): SearchDocument {
  return {
    id,
    type: 'protocol',
    url: `/${id}`,
    title,
    summary: '',
    body,
    keywords: [],
    language: 'nl',
    themes: [],
    units: [],
    audiences: [],
    readers: 'everyone',
    ...more,
  }
}

/** A question by an ordinary colleague, unless told otherwise. */
export function question(text: string, more: Partial<SearchRequest> = {}): SearchRequest {
  return { text, filters: unfiltered, page: 1, pageSize: 10, reader: colleague, today, ...more }
}

/** Unfinished text of an ordinary colleague, unless told otherwise. */
export const typed = (text: string, more: Partial<SuggestRequest> = {}): SuggestRequest => ({
  text,
  limit: 9,
  reader: colleague,
  ...more,
})

export const synonyms = [
  ['linking pin', 'linkingpin', 'linking-pin', 'verbindingspersoon', 'contactpersoon'],
  ['kwijt', 'verloren', 'vermist', 'vermissing'],
  ['paspoort', 'reisdocument'],
  ['rijbewijs', 'roze pasje'],
]

/** A small library of the fictional municipality. */
export const library: SearchDocument[] = [
  aDocument(
    'p/paspoort-kwijt',
    'Paspoort kwijt',
    'Vraag of er aangifte is gedaan. Maak daarna een afspraak aan de balie.',
  ),
  aDocument('p/paspoort-kind', 'Paspoort voor een kind', 'Beide ouders geven toestemming voor de aanvraag.'),
  aDocument('p/rijbewijs', 'Rijbewijs verlengen', "Neem het oude rijbewijs mee en twee pasfoto's."),
  aDocument('p/huwelijk', 'Huwelijk melden', 'Trouwen kan op het gemeentehuis. Kies en/of wijzig de locatie.'),
  aDocument(
    'p/geboorte',
    'Geboorteaangifte doen',
    'De aangifte kan digitaal via info@gemeentevoorbeeld.nl of per e-mail.',
  ),
  aDocument('p/wmo', 'Cliëntondersteuning regelen', 'Gratis hulp van een onafhankelijke ondersteuner.', {
    units: ['wmo-loket'],
  }),
  aDocument(
    'p/uitkering',
    'Uitkeringsaanvraag beoordelen',
    'Wie de aanvraag heeft aangevraagd krijgt binnen acht weken een brief.',
  ),
  aDocument('l/huizen', 'Ideeën over huizen', 'Subsidies voor gemeentes, leden en categorieën.', { type: 'lesson' }),
  aDocument('n/pin', 'Linkingpin burgerzaken en Wmo', 'Vraag mij alles over samenwerken.', { type: 'pin' }),
  aDocument('m/mirjam', 'Mirjam Kok', 'Werkt bij burgerzaken aan paspoorten.', {
    type: 'person',
    units: ['burgerzaken'],
    keywords: ['paspoorten'],
  }),
  aDocument('e/passport', 'Passport for citizens abroad', 'Applications are handled by the embassies.', {
    language: 'en',
  }),
]

let shared: Engine | undefined
/** One engine over the library, built once. */
export function engine(): Engine {
  shared ??= buildEngine(library, { synonyms })
  return shared
}

/** Ids found in the library, best first. */
export function found(text: string): string[] {
  return idsOf(engine().query(question(text)))
}

export function idsOf(answer: SearchAnswer): string[] {
  return answer.hits.map(({ id }) => id)
}
