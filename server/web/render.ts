import { join } from 'node:path'
import ejs from 'ejs'
import type { Request, Response } from 'express'
import type { House } from '../house.ts'
import { mostCounted } from '../notify/notices.ts'
import { packageRoot } from '../paths.ts'
import { initials } from '../people/directory.ts'
import { assetAddress } from './assets.ts'
import { openDoors } from './doors.ts'
import { icon } from './icons.ts'
import { longDate, shortDate } from './texts.ts'
import type { Visit } from './visit.ts'

export type Locals = Record<string, unknown>

const viewsFolder = join(packageRoot, 'views')
const options = { cache: true, root: viewsFolder, views: [viewsFolder], rmWhitespace: false }

/** Prints a core view, named by its name, as it is. */
export const renderCoreView = (visit: Visit, view: string, locals: Locals): Promise<string> =>
  renderView(visit, join(viewsFolder, `${view}.ejs`), locals)

/** Prints a view as a fragment of HTML. */
export function renderView(visit: Visit, file: string, locals: Locals): Promise<string> {
  return ejs.renderFile(file, { ...viewTools(visit), ...locals }, options)
}

/** Answers with a view inside the layout. A core view is named by its name, a plugin's by its absolute path. */
export async function sendPage(
  house: House,
  req: Request,
  res: Response,
  view: string,
  locals: { title: string } & Locals,
): Promise<void> {
  const file = view.endsWith('.ejs') ? view : join(viewsFolder, `${view}.ejs`)
  const shared = { ...layoutLocals(house, req), ...(await waiting(house, req.visit)), ...locals }
  const body = await renderView(req.visit, file, shared)
  res.send(await renderView(req.visit, join(viewsFolder, 'layout.ejs'), { ...shared, body }))
}

/** What every view may use. */
function viewTools(visit: Visit): Locals {
  return {
    t: visit.t,
    link: visit.link,
    asset: (name: string) => visit.link(assetAddress(name)),
    icon,
    language: visit.language,
    date: (day: string) => longDate(day, visit.language),
    shortDate: (day: string) => shortDate(day, visit.language),
  }
}

/** What the layout prints around every page. */
function layoutLocals(house: House, req: Request): Locals {
  const { visit } = req
  return {
    municipality: house.config.municipality,
    reader: visit.signedIn ? readerCard(house, visit) : null,
    doors: visit.signedIn ? doorsOf(house, visit) : [],
    breadcrumbs: [],
    searchText: '',
    demo: house.provider.demo,
    canSignOut: house.provider.canSignOut,
    meUrl: house.provider.members ? visit.link('/me') : null,
    theme: visit.theme,
    themeUrl: house.config.themeFile ? visit.link('/assets/theme.css') : null,
    returnTo: visit.returnTo,
  }
}

/** What waits for the reader, as the layout tells on every page. */
async function waiting(house: House, { signedIn, reader, today }: Visit): Promise<Locals> {
  if (!signedIn) return { unread: null, toRead: 0 }
  const [unread, toRead] = await Promise.all([
    unreadNotices(house, reader.id),
    house.mustReads.countOpen(reader, today),
  ])
  return { unread, toRead }
}

/** The number at the bell; null when there is nothing new. */
async function unreadNotices(house: House, person: string): Promise<string | null> {
  const count = await house.notify.unreadOf(person)
  if (count === 0) return null
  return count < mostCounted ? String(count) : `${mostCounted - 1}+`
}

function readerCard(house: House, { reader, t, link }: Visit): Locals {
  const known = house.directory.person(reader.id)
  return {
    name: reader.name,
    firstName: reader.name.split(' ')[0],
    initials: initials(reader.name),
    roleLabel: t(`role.${reader.role}`),
    url: known ? link(`/people/${known.slug}`) : null,
  }
}

const doorsOf = (house: House, visit: Visit): Locals[] =>
  openDoors(house.plugins, visit.path).map((door) => ({
    label: visit.t(`door.${door.id}`),
    url: visit.link(door.path),
    icon: door.icon,
    current: door.current,
  }))
