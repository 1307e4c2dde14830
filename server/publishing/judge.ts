import type { Attachments } from '../attachments/attachments.ts'
import { attachmentsIn } from '../attachments/names.ts'
import { joinFrontMatter } from '../content/front-matter.ts'
import { BadItemFile, type ParsedFile, parseItemFile } from '../content/item-file.ts'
import type { ItemTypes } from '../content/item-types.ts'
import type { Items } from '../content/items.ts'
import { type BodyProblem, brokenInBody, itemsNamedIn, unknownNames } from '../content/library-check.ts'
import { findPersonalData, type PersonalDatum } from '../content/personal-data.ts'
import type { FileProblem } from '../content/problem.ts'
import type { Reference } from '../content/reference.ts'
import { Problem } from '../errors.ts'
import type { Directory } from '../people/directory.ts'
import type { Draft } from './draft.ts'

/** Whether a draft can be published: `file` is there when the fields are good, and only when `broken` is empty may it go out. */
export interface Judgement {
  file?: ParsedFile
  /** Of the fields, and of the text as a whole. */
  problems: FileProblem[]
  /** Places in the text; a citizen service number goes out in no way, whichever way it came in. */
  broken: Array<BodyProblem | PersonalDatum>
}

export interface Judge {
  types: ItemTypes
  items: Items
  attachments: Attachments
  directory(): Directory
  reference(): Reference
}

/** Somebody wanted to publish what is not good yet; the editor says what and where. */
export class NotPublishable extends Problem {
  readonly judgement: Judgement
  constructor(judgement: Judgement) {
    super(422, 'The draft cannot be published yet', 'not-publishable')
    this.judgement = judgement
  }
}

/** The Markdown file that a draft is. */
function fileText({ plugin, type, content }: Unnamed, types: ItemTypes): string {
  const typed = types.of(plugin)?.name === type ? {} : { type }
  return joinFrontMatter({ ...typed, ...content.data }, `${content.body}\n`)
}

type Unnamed = Pick<Draft, 'plugin' | 'type' | 'content'>

/** Judges a draft as the import would judge its file. `slug` is its name in the address. */
export async function judge(draft: Unnamed, slug: string, house: Judge): Promise<Judgement> {
  const { plugin } = draft
  const text = fileText(draft, house.types)
  try {
    const file = { plugin, slug, text, content: parseItemFile({ plugin, slug, text }, house.types) }
    const ids = await house.items.known(itemsNamedIn(file, house.types))
    const attached = await house.attachments.known(attachmentsIn(text))
    const attachments = new Set(attached.map(({ id }) => id))
    const known = { directory: house.directory(), reference: house.reference(), ids, attachments }
    const type = house.types.of(plugin, draft.type)
    const problems = type ? unknownNames(file.content, type, known) : []
    const bsns = findPersonalData(draft.content.body).filter(({ kind }) => kind === 'bsn')
    const broken = [...bsns, ...brokenInBody(plugin, draft.content.body, known)]
    return { ...(problems.length === 0 && { file }), problems, broken }
  } catch (error) {
    if (error instanceof BadItemFile) return { problems: error.problems, broken: [] }
    throw error
  }
}

/** @throws {NotPublishable} when it cannot be published yet */
export async function mustBeGood(draft: Draft, slug: string, house: Judge): Promise<ParsedFile> {
  const judgement = await judge(draft, slug, house)
  if (!judgement.file || judgement.broken.length > 0) throw new NotPublishable(judgement)
  return judgement.file
}
