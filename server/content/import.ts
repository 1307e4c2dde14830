import type { Attachments } from '../attachments/attachments.ts'
import { importAttachments } from '../attachments/folder.ts'
import { Conflict } from '../errors.ts'
import type { DirectoryStore } from '../people/open-directory.ts'
import type { Progress } from '../progress.ts'
import type { FolderConflict, FolderConflicts } from './folder-conflicts.ts'
import { BadItemFile, type ItemContent, type ItemFile, type ParsedFile, parseItemFile } from './item-file.ts'
import type { ItemTypes } from './item-types.ts'
import type { ImportState, Items } from './items.ts'
import { itemNames, readBesideItems, readHistory, readItem } from './library-folder.ts'
import type { FileProblem } from './problem.ts'
import { parseReference, type ReferenceStore } from './reference.ts'
import { fileHash, idOf } from './rows.ts'

/** Where an import puts what it reads. */
export interface Shelves {
  items: Items
  directoryStore: DirectoryStore
  referenceStore: ReferenceStore
  attachments: Attachments
  folderConflicts: FolderConflicts
  types: ItemTypes
}

/** What an import did, in item ids. */
export interface ImportReport {
  added: string[]
  changed: string[]
  unchanged: string[]
  /** Changed in the folder, but also edited in the app since: the app's version stays. */
  conflicts: string[]
  refused: Array<{ id: string; problems: FileProblem[] }>
}

const batchSize = 100

/**
 * Brings a library folder into the store. A changed file makes a new version, a deleted file deletes nothing,
 * and a file that is no good item is reported and passed over. Doing it twice changes nothing the second time.
 * Files are read one by one and saved in batches, so that a large library takes little memory and pages have turns in between.
 */
export async function importFolder(
  folder: string,
  shelves: Shelves,
  at: Date,
  onProgress: Progress = () => {},
): Promise<ImportReport> {
  const names = await itemNames(folder, shelves.types.plugins())
  const { reference, persons, units } = await readBesideItems(folder)
  parseReference(reference)
  await shelves.referenceStore.save(reference)
  await shelves.directoryStore.save(persons, units)

  const refused = await importAttachments(folder, shelves.attachments)
  const report: ImportReport = { ...nothing(), refused }
  const conflicts: FolderConflict[] = []
  for (let start = 0; start < names.length; start += batchSize) {
    onProgress(start, names.length)
    const files: ItemFile[] = []
    for (const name of names.slice(start, start + batchSize)) files.push(await readItem(folder, name))
    const batch = await repeatedly(() => importBatch(files, folder, shelves, at), files.length)
    conflicts.push(...batch.found)
    report.refused.push(...batch.refused)
    for (const heading of ['added', 'changed', 'unchanged', 'conflicts'] as const)
      report[heading].push(...batch[heading])
  }
  await shelves.folderConflicts.note(conflicts, names.map(idOf))
  onProgress(names.length, names.length)
  return report
}

const nothing = (): ImportReport => ({ added: [], changed: [], unchanged: [], conflicts: [], refused: [] })

/** Does work once more each time that somebody else changed an item just then, in the app or by an import of the same files. */
const repeatedly = <T>(work: () => Promise<T>, most: number): Promise<T> =>
  work().catch((error) => {
    if (error instanceof Conflict && most > 0) return repeatedly(work, most - 1)
    throw error
  })

/** @throws {Conflict} when an item was changed meanwhile */
async function importBatch(
  files: ItemFile[],
  folder: string,
  shelves: Shelves,
  at: Date,
): Promise<ImportReport & { found: FolderConflict[] }> {
  const states = await shelves.items.importStates(files.map(idOf))
  const report = nothing()
  const found: FolderConflict[] = []
  const wanted: WantedFile[] = []
  for (const file of files) {
    const state = states.get(idOf(file))
    const one = sorted(file, state, shelves.types, report)
    if (one === 'conflict') found.push(conflictOf(file, state, at))
    else if (one) wanted.push(one)
  }
  await saveBatch(wanted, folder, shelves, at)
  return { ...report, found }
}

interface WantedFile extends ParsedFile {
  isNew: boolean
}

/** Puts the file under its heading in `report`, and gives back what must be done with it, if anything. */
function sorted(
  file: ItemFile,
  state: ImportState | undefined,
  types: ItemTypes,
  report: ImportReport,
): WantedFile | 'conflict' | undefined {
  const id = idOf(file)
  if (state?.imported?.hash === fileHash(file.text)) {
    report.unchanged.push(id)
    return undefined
  }
  const read = readFileAsItem(file, types)
  if (Array.isArray(read)) {
    report.refused.push({ id, problems: read })
    return undefined
  }
  if (state && state.imported?.version !== state.version) {
    report.conflicts.push(id)
    return 'conflict'
  }
  const heading = state ? report.changed : report.added
  heading.push(id)
  return { ...file, content: read, isNew: !state }
}

const conflictOf = (file: ItemFile, state: ImportState | undefined, at: Date): FolderConflict => ({
  id: idOf(file),
  text: file.text,
  hash: fileHash(file.text),
  base: state?.imported?.version ?? 0,
  at,
})

function readFileAsItem(file: ItemFile, types: ItemTypes): ItemContent | FileProblem[] {
  try {
    return parseItemFile(file, types)
  } catch (error) {
    if (error instanceof BadItemFile) return error.problems
    throw error
  }
}

async function saveBatch(files: WantedFile[], folder: string, { items }: Shelves, at: Date): Promise<void> {
  const fresh: ParsedFile[] = []
  for (const file of files) {
    const history = file.isNew ? await readHistory(folder, file) : undefined
    if (history?.versions.at(-1)?.text === file.text) await items.restore(file, history.versions, history.state)
    else fresh.push(file)
  }
  if (fresh.length > 0) await items.save(fresh, { by: 'import', at, note: '' })
}
