import type { Directory } from '../people/directory.ts'

/** Data on a person that a text should not hold; `bsn` never may. */
export const personalDataKinds = ['bsn', 'iban', 'email', 'phone', 'birth-date'] as const
export type PersonalDataKind = (typeof personalDataKinds)[number]

/** Where it stands; lines and columns count from 1. It says not what stands there, so that it may be shown and logged. */
export interface PersonalDatum {
  kind: PersonalDataKind
  line: number
  column: number
  length: number
}

/** Addresses and numbers that may be known: those of colleagues and units. */
type OwnContacts = Pick<Directory, 'persons' | 'units'>

interface Span {
  kind: PersonalDataKind
  start: number
  text: string
}

/**
 * Everything in `text` that looks like data on a person, in the order of the text: BSN (eleven-test), IBAN (modulo 97),
 * e-mail addresses, telephone numbers, and dates that are said to be of birth. Contacts of `own` are no finding.
 */
export function findPersonalData(text: string, own: OwnContacts = { persons: [], units: [] }): PersonalDatum[] {
  let spans: Span[] = []
  // What was found is not looked at again: one account in eleven holds digits that pass for a BSN.
  let rest = text
  for (const find of [ibansIn, emailsIn, phonesIn, birthDatesIn, bsnsIn]) {
    const found = find(rest)
    spans = spans.concat(found)
    rest = blanked(rest, found)
  }
  if (spans.length === 0) return []
  const isOwn = contactsOf(own)
  return placed(
    spans.filter((span) => !isOwn(span)).sort((a, b) => a.start - b.start),
    text,
  )
}

/** Whether a text holds something that may not be kept at all. */
export const holdsBsn = (found: PersonalDatum[]): boolean => found.some(({ kind }) => kind === 'bsn')

/** `text` without what was found in it; `spans` are in its order. */
function blanked(text: string, spans: Span[]): string {
  let from = 0
  const parts = spans.map(({ start, text: found }) => {
    const before = text.slice(from, start)
    from = start + found.length
    return before + '\u0000'.repeat(found.length)
  })
  return parts.join('') + text.slice(from)
}

/** Where spans stand, in the order of the text. */
function placed(spans: Span[], text: string): PersonalDatum[] {
  const lineStarts = [0, ...[...text.matchAll(/\r\n?|\n/g)].map(({ index, 0: end }) => index + end.length)]
  let line = 1
  return spans.map(({ kind, start, text: found }) => {
    while ((lineStarts[line] ?? Number.POSITIVE_INFINITY) <= start) line += 1
    return { kind, line, column: start - (lineStarts[line - 1] ?? 0) + 1, length: found.length }
  })
}

const spansOf = (kind: PersonalDataKind, pattern: RegExp, text: string): Span[] =>
  [...text.matchAll(pattern)].map((match) => ({ kind, start: match.index, text: match[0] }))

// Letters around it make it part of a code, such as the name of a file; "BSN" itself may stand against it.
const BSN =
  /(?:(?<=bsn)|(?<![\p{L}\d_]))(?<!\d[.,])(?:\d{9}|\d{4}([ .\u00A0-])\d{2}\1\d{3}|\d{3}([ .\u00A0-])\d{3}\2\d{3})(?![\p{L}\d_]|[.,]\d)/giu

const bsnsIn = (text: string) => spansOf('bsn', BSN, text).filter((span) => passesElevenTest(digitsOf(span.text)))

/** Nine times the first digit, eight times the second … minus the last: a multiple of eleven. Source: Logisch Ontwerp BSN, 3.1. */
export function passesElevenTest(digits: string): boolean {
  const sum = [...digits].reduce((total, digit, place) => total + Number(digit) * (place === 8 ? -1 : 9 - place), 0)
  return digits.length === 9 && sum % 11 === 0 && sum !== 0
}

const IBAN = /(?<![\p{L}\d])[a-z]{2}\d{2}(?:[ \u00A0]?[a-z\d]){11,30}/giu
const shortestIban = 15

/** The pattern runs on into the words behind an account, so that it is shortened until it adds up. */
function ibansIn(text: string): Span[] {
  return spansOf('iban', IBAN, text).flatMap((span) => {
    for (let length = span.text.length; length >= shortestIban; length--) {
      const candidate = span.text.slice(0, length)
      const next = text[span.start + length] ?? ' '
      if (!/[a-z\d]$/i.test(candidate) || /[\p{L}\d]/u.test(next)) continue
      if (addsUpAsIban(candidate)) return [{ ...span, text: candidate }]
    }
    return []
  })
}

/** Source: ISO 13616; the first four characters go to the end, letters count from A = 10. */
export function addsUpAsIban(text: string): boolean {
  const plain = text.replace(/[ \u00A0]/g, '').toUpperCase()
  const moved = plain.slice(4) + plain.slice(0, 4)
  const digits = moved.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  return plain.length >= shortestIban && [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1
}

const EMAIL = /(?<![\w.%+-])[\w%+-][\w.%+-]{0,63}@(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z]{2,24}/gi
const emailsIn = (text: string) => spansOf('email', EMAIL, text)

const PHONE =
  /(?<![\p{L}\d_+]|\d[.,-])(?:(?:\+|00)[1-9]\d{0,2}(?:[ \u00A0-]?\(0\))?(?:[ \u00A0-]?\d){7,11}|\(?0[1-9](?:[ \u00A0-]?\d){0,3}\)?(?:[ \u00A0-]?\d){5,8})(?![\p{L}\d_]|[ \u00A0.,-]?\d)/gu
/** Numbers that are nobody's own: free and paid services, and 088 of organisations. */
const SERVICE = /^0(?:800|900|906|909|88)/

const phonesIn = (text: string) =>
  spansOf('phone', PHONE, text).filter(({ text: found }) => {
    const digits = digitsOf(found)
    const isDutch = /^\(?0[1-9]/.test(found)
    return !SERVICE.test(digits) && (!isDutch || digits.length === 10)
  })

const MONTHS =
  'januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|january|february|march|may|june|july|august|october'
const BIRTH_DATE = new RegExp(
  String.raw`(?<=\b(?:geboren|geboortedatum|geb\.?|gebdatum|geb\.datum|born|birth|birthday|dob)\b[^\n\d]{0,30})` +
    String.raw`(?:\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)?\d{2}|(?:19|20)\d{2}-\d{2}-\d{2}|\d{1,2} (?:${MONTHS}) (?:19|20)\d{2})(?!\d)`,
  'gi',
)
const birthDatesIn = (text: string) => spansOf('birth-date', BIRTH_DATE, text)

const digitsOf = (text: string) => text.replace(/\D/g, '')

/** A number as it is dialled within the country. */
const dialled = (phone: string) => digitsOf(phone.replace('(0)', '')).replace(/^(?:00)?31/, '0')

/** Whether something found is a contact of `own`. */
function contactsOf({ persons, units }: OwnContacts): (span: Span) => boolean {
  const emails = new Set(persons.map(({ email }) => email?.toLowerCase()))
  const phones = new Set([...persons, ...units].map(({ phone }) => phone && dialled(phone)))
  return ({ kind, text }) =>
    (kind === 'email' && emails.has(text.toLowerCase())) || (kind === 'phone' && phones.has(dialled(text)))
}
