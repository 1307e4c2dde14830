import type { Connection } from 'mongoose'
import type { Reader } from '../access/reader.ts'
import type { Items } from '../content/items.ts'
import { type Follows, openFollows } from './follows.ts'
import { type News, openNews } from './news.ts'
import { type Notices, openNotices } from './notices.ts'

/** How people hear of what is new for them: what they are told, what they follow, and the news on its way to them. */
export interface Notify extends Notices, News {
  follows: Follows
}

/** @param readers these people with the rights of this moment */
export function openNotify(
  connection: Connection,
  items: Items,
  readers: (ids: string[]) => Promise<Reader[]>,
): Notify {
  const notices = openNotices(connection)
  const follows = openFollows(connection)
  return { ...notices, ...openNews(connection, { items, follows, notices, readers }), follows }
}
