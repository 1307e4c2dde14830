import type { Request } from 'express'
import { reachOf } from '../../access/may.ts'
import type { House } from '../../house.ts'

/** Links for the home page: newcomers who wait for this reader, and the question who a newcomer is. */
export async function accountLinks(house: House, { visit, session }: Request) {
  const newcomers = house.provider.members?.newcomers
  if (!newcomers) return []
  const { reader, t, link } = visit
  const maySee = reachOf(reader.role, 'recognise newcomer') !== 'none'
  const [waiting, candidates] = await Promise.all([
    maySee ? newcomers.waitingFor(reader, house) : [],
    session?.owner ? newcomers.candidatesFor(session.owner, house) : [],
  ])
  return [
    ...(candidates.length > 0 ? [{ label: t('home.whoAreYou'), url: link('/me') }] : []),
    ...(waiting.length > 0 ? [{ label: t('home.newcomers', { count: waiting.length }), url: link('/newcomers') }] : []),
  ]
}
