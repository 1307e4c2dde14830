import type { Attachments } from '../attachments/attachments.ts'
import { importAttachments } from '../attachments/folder.ts'
import type { DirectoryStore } from '../people/open-directory.ts'
import type { Progress } from '../progress.ts'
import type { FolderConflict, FolderConflicts } from './folder-conflicts.ts'
import { BadItemFile, type ItemContent, type ItemFile, type ParsedFile, parseItemFile } from './item-file.ts'
import type { ItemTypes } from './item-types.ts'
import type { ImportState, Items } from './items.ts'
import { readHistory, readLibraryFolder } from './library-folder.ts'
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
 */
export async function importFolder(
  folder: string,
  shelves: Shelves,
  at: Date,
  onProgress: Progress = () => {},
): Promise<ImportReport> {
  const library = await readLibraryFolder(folder, shelves.types.plugins())
  parseReference(library.reference)
  await shelves.referenceStore.save(library.reference)
  await shelves.directoryStore.save(library.persons, library.units)

  const refused = await importAttachments(folder, shelves.attachments)
  const report: ImportReport = { added: [], changed: [], unchanged: [], conflicts: [], refused }
  const states = await shelves.items.importStates()
  const wanted = sort(library.items, states, shelves.types, report)
  await shelves.folderConflicts.note(conflictsIn(library.items, states, report, at), library.items.map(idOf))
  for (let start = 0; start < wanted.length; start += batchSize) {
    onProgress(start, wanted.length)
    await saveBatch(wanted.slice(start, start + batchSize), folder, shelves, at)
  }
  onProgress(wanted.length, wanted.length)
  return report
}

interface WantedFile extends ParsedFile {
  isNew: boolean
}

/** Puts each file under its heading in `report`, and gives back the ones that must be saved. */
function sort(
  files: ItemFile[],
  states: Map<string, ImportState>,
  types: ItemTypes,
  report: ImportReport,
): WantedFile[] {
  return files.flatMap((file) => {
    const id = idOf(file)
    const state = states.get(id)
    if (state?.imported?.hash === fileHash(file.text)) return keep(report.unchanged, id)
    const read = readFileAsItem(file, types)
    if (Array.isArray(read)) {
      report.refused.push({ id, problems: read })
      return []
    }
    if (state && state.imported?.version !== state.version) return keep(report.conflicts, id)
    const heading = state ? report.changed : report.added
    heading.push(id)
    return [{ ...file, content: read, isNew: !state }]
  })
}

const conflictsIn = (
  files: ItemFile[],
  states: Map<string, ImportState>,
  { conflicts }: ImportReport,
  at: Date,
): FolderConflict[] =>
  files
    .filter((file) => conflicts.includes(idOf(file)))
    .map((file) => {
      const base = states.get(idOf(file))?.imported?.version ?? 0
      return { id: idOf(file), text: file.text, hash: fileHash(file.text), base, at }
    })

function keep(heading: string[], id: string): [] {
  heading.push(id)
  return []
}

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
