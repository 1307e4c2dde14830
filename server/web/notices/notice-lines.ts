import type { Reader } from '../../access/reader.ts'
import { mayReadItem } from '../../access/visibility.ts'
import type { House } from '../../house.ts'
import type { KeptNotice } from '../../notify/notice.ts'
import { typeBadge } from '../present.ts'
import { draftTitle } from '../publishing/present-draft.ts'
import { longDate, momentText } from '../texts.ts'
import type { Visit } from '../visit.ts'

/** Notices as this reader may see them now: of what they may not see any more, only that there was something. */
export async function noticeLines(house: House, visit: Visit, notices: KeptNotice[]) {
  const { reader, t, language } = visit
  const subjectOf = await whatTheyAreAbout(house, reader, notices)
  return notices.map((notice) => {
    const subject = subjectOf(notice)
    return {
      id: notice.id,
      unread: notice.unread,
      text: subject ? noticeText(house, visit, { ...notice, title: subject.title }) : t('notices.hidden'),
      note: subject?.note,
      path: subject?.path,
      badge: subject?.type ? typeBadge(house, visit, subject.type) : undefined,
      at: momentText(notice.at, language),
    }
  })
}

interface NoticeSubject {
  title: string
  path: string
  note?: string | undefined
  type?: string
}

/** What of its subject a notice may show to `reader` at this moment; nothing where they may not see it any more. */
async function whatTheyAreAbout({ items, publishing }: House, reader: Reader, notices: KeptNotice[]) {
  const ids = notices.flatMap(({ item }) => item ?? [])
  const found = await items.select({ _id: { $in: [...new Set(ids)] } })
  const readable = new Map(found.filter((item) => mayReadItem(item, reader)).map((item) => [item.id, item]))
  const draftIds = notices.flatMap(({ draft }) => draft ?? [])
  const seen = draftIds.length > 0 ? await publishing.list(draftIds, reader) : []
  const drafts = new Map(seen.map((draft) => [draft.id, draft]))

  return ({ item: id = '', draft: draftId = '', title, link: path, note }: KeptNotice): NoticeSubject | undefined => {
    const [draft, item] = [drafts.get(draftId), readable.get(id)]
    if (draft) return { title, path, note, type: draft.type }
    // The draft is over, or no longer for this reader: what it was called and what was said about it stays with it.
    if (draftId) return item && { title: item.title, path: `/${item.id}`, type: item.type }
    if (id) return item && { title, path, note, type: item.type }
    return { title, path, note }
  }
}

const isDay = (value: unknown) => /^\d{4}-\d\d-\d\d$/.test(String(value))

/** `Lotte van Dam heeft “Paspoort kwijt” bijgewerkt.`: the text of its kind, with what it tells filled in. */
function noticeText({ directory }: House, visit: Visit, { kind, title, by, values = {} }: KeptNotice): string {
  const { t, language } = visit
  const told = Object.entries(values).map(([name, value]) => [
    name,
    isDay(value) ? longDate(String(value), language) : value,
  ])
  const filled = { ...Object.fromEntries(told), title: draftTitle({ title }, visit) }
  // Nobody did it: `notice.<kind>_itself` says so, where a kind has that text.
  if (!by) return t(`notice.${kind}`, { ...filled, by: 'Kenniskompas', context: 'itself' })
  return t(`notice.${kind}`, { ...filled, by: directory.person(by)?.name ?? t('notices.colleague') })
}
