import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { after } from 'mocha'
import { packageRoot } from '../../server/paths.ts'
import { aHouse, type TestHouse } from './house.ts'

/** At work: people are reachable. */
const monday = new Date(2026, 10, 23, 10, 0)

let opening: Promise<TestHouse> | undefined
let dataFolder = ''

/** One house for all who ask, with the library that ships with the product. For tests that only look around in it. */
export function shippedHouse(): Promise<TestHouse> {
  opening ??= open()
  return opening
}

async function open(): Promise<TestHouse> {
  dataFolder = await mkdtemp(join(tmpdir(), 'kenniskompas-'))
  const house = await aHouse({ library: join(packageRoot, 'content'), dataFolder, now: () => monday })
  expect(house.imported?.refused).to.deep.equal([])
  return house
}

after(async () => {
  if (!opening) return
  const house = await opening
  await house.close()
  await rm(dataFolder, { recursive: true, force: true })
  expect(house.faults).to.deep.equal([])
})

/** A page of every type in that house. */
export const pages: Record<string, string> = {
  home: '/',
  'search with results': '/search?q=paspoort+kwijt',
  'search with filters': '/search?q=paspoort&type=protocol&unit=burgerzaken',
  'search with nothing': '/search?q=kamelenrace',
  'search without a text': '/search',
  'list of protocols': '/desk-protocols',
  'list of practices': '/best-practices',
  'list of lessons': '/lessons-learned',
  'list of pins': '/linking-pins',
  'list of guidance': '/guidance',
  protocol: '/desk-protocols/paspoort-of-id-kwijt',
  practice: '/best-practices/terugbellen-binnen-een-dag',
  lesson: '/lessons-learned/pasfoto-afgekeurd',
  pin: '/linking-pins/burgerzaken-bestuur-verkiezingen',
  'step of the guidance': '/guidance/stap-2-doelgroepen',
  'framework of the guidance': '/guidance/kader-vraagsturing',
  versions: '/desk-protocols/paspoort-of-id-kwijt/versions',
  'one version': '/desk-protocols/paspoort-of-id-kwijt/versions/1',
  people: '/people',
  'people found': '/people?q=paspoort',
  person: '/people/mirjam-kok',
  unit: '/units/burgerzaken',
  network: '/linking-pins/network',
  'my details': '/me',
  notices: '/notices',
  'network of a unit': '/linking-pins/network?unit=burgerzaken',
  accessibility: '/toegankelijkheid',
  privacy: '/privacy',
  help: '/hulp',
}
