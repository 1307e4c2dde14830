import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { stringify } from 'yaml'
import type { Person, Unit } from '../../server/people/person.ts'
import { temporaryFolder } from './folders.ts'

/** Front matter that makes any desk protocol a good one; tests name only what matters to them. */
export const protocolFields = {
  title: 'Paspoort kwijt',
  summary: 'Wat je doet als een inwoner het paspoort kwijt is.',
  unit: 'burgerzaken',
  owner: 'mirjam-kok',
  themes: ['identiteit-en-reizen'],
  checked: '2026-11-02',
  review: '2027-05-02',
  duration: 10,
}

/** The text of an item file. */
export function itemText(fields: Record<string, unknown>, body = 'Neem de vermissing op.'): string {
  return `---\n${stringify(fields)}---\n\n${body}\n`
}

export const protocol = (fields: Record<string, unknown> = {}, body?: string) =>
  itemText({ ...protocolFields, ...fields }, body)

type DirectoryInput = { persons?: Array<Partial<Person>>; units?: Array<Partial<Unit>> }

const units: Array<Partial<Unit>> = [
  { slug: 'gemeente', name: 'Gemeente', description: 'Alles samen.' },
  { slug: 'burgerzaken', name: 'Burgerzaken', parent: 'gemeente', description: 'Paspoorten en verhuizingen.' },
  { slug: 'belastingen', name: 'Belastingen', parent: 'gemeente', description: 'De aanslag.' },
]

const allWeek = {
  mon: ['am', 'pm'],
  tue: ['am', 'pm'],
  wed: ['am', 'pm'],
  thu: ['am', 'pm'],
  fri: ['am', 'pm'],
} as const

const persons = [
  {
    slug: 'mirjam-kok',
    name: 'Mirjam Kok',
    function: 'Adviseur',
    unit: 'burgerzaken',
    availability: allWeek,
    topics: ['vermissing'],
  },
  { slug: 'sanne-brouwer', name: 'Sanne Brouwer', function: 'Medewerker', unit: 'belastingen' },
  { slug: 'lotte-van-dam', name: 'Lotte van Dam', function: 'Redacteur', unit: 'belastingen', role: 'editor' },
  {
    slug: 'pieter-dijk',
    name: 'Pieter Dijk',
    function: 'Teamleider',
    unit: 'burgerzaken',
    role: 'teamlead',
    leads: ['burgerzaken'],
  },
  { slug: 'ruben-vos', name: 'Ruben Vos', function: 'Beheerder', unit: 'gemeente', role: 'admin' },
]

export const vocabulary = {
  themes: [
    { slug: 'identiteit-en-reizen', nl: 'Identiteit en reizen', en: 'Identity and travel', icon: 'id' },
    { slug: 'geld-en-schulden', nl: 'Geld en schulden', en: 'Money and debts', icon: 'cash' },
  ],
  audiences: [{ slug: 'inwoner', nl: 'Inwoners', en: 'Residents' }],
}

/** A library folder on disk with these files (path → text), beside a small directory and vocabulary. */
export async function aLibrary(files: Record<string, string> = {}, directory: DirectoryInput = {}): Promise<string> {
  const folder = await temporaryFolder()
  const all = {
    'people/persons.yaml': stringify(
      { persons: [...persons, ...(directory.persons ?? [])] },
      { aliasDuplicateObjects: false },
    ),
    'people/units.yaml': stringify({ units: [...units, ...(directory.units ?? [])] }),
    'vocabulary.yaml': stringify(vocabulary),
    'amounts.yaml': stringify({
      year: 2026,
      amounts: { paspoort: { label: 'Paspoort', value: '€ 88,87', differs: ['year'] } },
    }),
    ...files,
  }
  for (const [path, text] of Object.entries(all)) await writeInto(folder, path, text)
  return folder
}

export async function writeInto(folder: string, path: string, text: string | Buffer): Promise<void> {
  const file = join(folder, path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
}
