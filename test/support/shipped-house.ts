import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { packageRoot } from '../../server/paths.ts'
import { shared } from './closing.ts'
import { isShared } from './compiled.ts'
import { folderOfProcess, temporaryFolder } from './folders.ts'
import { aHouse, type TestHouse } from './house.ts'
import { ownDatabase } from './store.ts'

/** At work: people are reachable. */
const monday = new Date(2026, 10, 23, 10, 0)

/** One house for all who ask, with the library that ships with the product. For tests that only look around in it. */
export const shippedHouse = shared(open, close)

async function open(): Promise<TestHouse> {
  const house = await inhabit(await ownData())
  expect(house.imported?.refused).to.deep.equal([])
  return house
}

const inhabit = (dataFolder: string) => aHouse({ dataFolder, library: join(packageRoot, 'content'), now: () => monday })

let imported: Promise<string> | undefined

/** A data folder with the library in it. Importing takes longer than copying: one process does it once, for all its files of tests. */
async function ownData(): Promise<string> {
  const folder = await temporaryFolder()
  if (!isShared || ownDatabase()) return folder
  imported ??= importOnce()
  await cp(await imported, folder, { recursive: true })
  return folder
}

async function importOnce(): Promise<string> {
  const folder = await folderOfProcess()
  await (await inhabit(folder)).close()
  return folder
}

async function close(house: TestHouse): Promise<void> {
  await house.close()
  expect(house.faults).to.deep.equal([])
}

/** A page of every type in that house. */
export const pages: Record<string, string> = {
  home: '/',
  'search with results': '/search?q=paspoort+kwijt',
  'search with filters': '/search?q=paspoort&type=protocol&unit=burgerzaken',
  'search by type': '/search?q=paspoort&by=type',
  'search with typed filters': '/search?q=paspoort+soort:protocol+-thema:familie+wet:awb',
  'search for somebody': '/search?q=wie+gaat+over+kwijtschelding',
  'search for small words': '/search?q=wie',
  'how to search': '/search/help',
  'search with nothing': '/search?q=kamelenrace',
  'search without a text': '/search',
  'what was looked for': '/search/feedback?q=paspoort',
  'search with thanks': '/search?q=paspoort&told=thanks',
  'list of protocols': '/desk-protocols',
  'list that was searched': '/desk-protocols?q=paspoort+-thema:familie+wet:awb',
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
  'begin to write': '/write',
  'begin to write a protocol': '/write?type=protocol',
  'my details': '/me',
  notices: '/notices',
  workboard: '/work',
  following: '/following',
  'must-reads': '/must-read',
  'network of a unit': '/linking-pins/network?unit=burgerzaken',
  'new attachment': '/attachments/new',
  accessibility: '/toegankelijkheid',
  privacy: '/privacy',
  help: '/hulp',
}
