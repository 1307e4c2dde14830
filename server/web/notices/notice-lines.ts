import type { House } from '../../house.ts'
import type { KeptNotice } from '../../notify/notice.ts'
import { typeBadge } from '../present.ts'
import { longDate, momentText } from '../texts.ts'
import type { Visit } from '../visit.ts'

/** Notices as this reader may see them now: of an item that they may no longer read, only that there was something. */
export async function noticeLines(house: House, visit: Visit, notices: KeptNotice[]) {
  const { reader, t, language, link } = visit
  const ids = notices.flatMap(({ item }) => item ?? [])
  const found = await house.items.find({ _id: { $in: [...new Set(ids)] } }, reader)
  const readable = new Map(found.map((item) => [item.id, item]))
  return notices.map((notice) => {
    const item = readable.get(notice.item ?? '')
    const hidden = notice.item !== undefined && !item
    return {
      id: notice.id,
      unread: notice.unread,
      text: hidden ? t('notices.hidden') : noticeText(house, visit, notice),
      url: hidden ? undefined : link(`/notices/${notice.id}`),
      badge: item && typeBadge(house, visit, item.type),
      at: momentText(notice.at, language),
    }
  })
}

const isDay = (value: unknown) => /^\d{4}-\d\d-\d\d$/.test(String(value))

/** `Lotte van Dam heeft "Paspoort kwijt" bijgewerkt`: the text of its kind, with what it tells filled in. */
export function noticeText(
  house: House,
  { t, language }: Pick<Visit, 't' | 'language'>,
  { kind, title, by, values = {} }: KeptNotice,
): string {
  const told = Object.entries(values).map(([name, value]) => [
    name,
    isDay(value) ? longDate(String(value), language) : value,
  ])
  const name = house.directory.person(by)?.name ?? t('notices.colleague')
  return t(`notice.${kind}`, { ...Object.fromEntries(told), title, by: name })
}
