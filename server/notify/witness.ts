import type { Audit } from '../audit.ts'
import type { Happening, Witness } from '../publishing/happening.ts'
import { publicationNotice } from './news.ts'
import type { Notice } from './notice.ts'
import type { Notify } from './notify.ts'

/** Writes down what happens to items and drafts, tells those concerned, and sends news of what was published on its way. */
export const witnessFor =
  (audit: Audit, notify: Notify): Witness =>
  async (happening, session) => {
    const { at, kind, by, about, note, concerns } = happening
    await audit.note(
      { at, action: kind, by: by.id, byName: by.name, about: about.id, aboutName: about.title, note },
      session,
    )
    await notify.tell(concerns, noticeOf(happening), session)
    const { version } = happening
    if (version) await notify.published({ item: about.id, version, by: authorOf(happening), note, at }, session)
  }

const authorOf = ({ by }: Happening) => (by.id === 'kenniskompas' ? undefined : by.id)

function noticeOf(happening: Happening): Notice {
  const { kind, at, about, draft, path, note, version } = happening
  const by = authorOf(happening)
  if (version) return publicationNotice(about, { version, by, note, at })
  const item = about.id === draft ? undefined : about.id
  return { kind, item, draft, title: about.title, by, link: path, note, at }
}
