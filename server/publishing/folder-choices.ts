import type { Reader } from '../access/reader.ts'
import type { Audit } from '../audit.ts'
import type { FolderConflict, FolderConflicts } from '../content/folder-conflicts.ts'
import type { Items } from '../content/items.ts'
import { Conflict, NotFound } from '../errors.ts'
import type { Store } from '../store/store.ts'
import { type Draft, type DraftContent, noContent } from './draft.ts'
import { type Merge, merge } from './merge.ts'
import type { Publishing } from './publishing.ts'
import { contentIn } from './writing.ts'

/** What somebody chooses about a file that changed while its item was edited in the app. */
export const folderChoices = ['keep', 'take', 'merge'] as const
export type FolderChoice = (typeof folderChoices)[number]

export interface ChoosingDesk {
  store: Store
  items: Items
  folderConflicts: FolderConflicts
  publishing: Publishing
  audit: Audit
}

/**
 * Does what was chosen. Keeping leaves the item as it is; the other two give a draft, which goes the way of every draft.
 * The file counts as seen from then on, until it changes again.
 * @throws {Conflict} when the file changed since it was looked at, or somebody is writing a draft of the item
 */
export async function choose(
  choice: FolderChoice,
  { id, hash }: Pick<FolderConflict, 'id' | 'hash'>,
  note: string,
  given: { draft: string; reader: Reader; now: Date },
  desk: ChoosingDesk,
): Promise<Draft | undefined> {
  const conflict = await desk.folderConflicts.get(id)
  if (!conflict) throw new NotFound('conflict', id)
  if (conflict.hash !== hash) throw new Conflict(`The file of ${id} changed again`)
  const draft = choice === 'keep' ? undefined : await draftFrom(choice, conflict, note, given, desk)
  const { title } = await desk.items.get(id, given.reader)
  await desk.store.transaction(async (session) => {
    if (!(await desk.folderConflicts.remove(conflict, session))) throw new Conflict(`The file of ${id} changed again`)
    await desk.items.rememberFile(id, { hash, version: conflict.base }, session)
    const { reader, now } = given
    const who = { by: reader.id, byName: reader.name, about: id, aboutName: title }
    await desk.audit.note({ at: now, action: `folder-${choice}`, ...who }, session)
  })
  return draft
}

async function draftFrom(
  choice: 'take' | 'merge',
  conflict: FolderConflict,
  note: string,
  { draft: name, reader, now }: { draft: string; reader: Reader; now: Date },
  { items, publishing }: ChoosingDesk,
): Promise<Draft> {
  const { id } = conflict
  const { version } = await items.get(id, reader)
  const ours = await publishing.contentOf(id, version)
  const base = conflict.base > 0 ? await publishing.contentOf(id, conflict.base) : noContent
  const theirs = contentIn(conflict)
  const content = choice === 'take' ? theirs : bothSides(merge(ours, base, theirs))
  const draft = await publishing.beginFrom(id, name, reader, now, version, note)
  return (await publishing.save(draft.id, { revision: draft.revision, content }, reader, now)).draft
}

/** The merged text. Where both changed the same, ours stands there with theirs below it as a quotation, so that nothing is lost. */
function bothSides({ data, body }: Merge): DraftContent {
  const quoted = (text: string) => ['> [!WARNING]', ...text.split('\n').map((line) => `> ${line}`)].join('\n')
  const stretches = body.map((stretch) =>
    'text' in stretch ? stretch.text : [stretch.mine, '', quoted(stretch.theirs), ''].join('\n'),
  )
  return { data, body: stretches.join('\n') }
}
