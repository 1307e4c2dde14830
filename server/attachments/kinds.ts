/** A kind of file that may be attached: what browsers show as a picture, and documents that run nothing. */
export interface Kind {
  mime: string
  /** How names of such files may end; the first is the one we give. */
  extensions: [string, ...string[]]
  picture: boolean
}

const picture = (mime: string, ...extensions: Kind['extensions']): Kind => ({ mime, extensions, picture: true })
const document = (mime: string, extension: string): Kind => ({ mime, extensions: [extension], picture: false })

const office = 'application/vnd.openxmlformats-officedocument'
const openDocument = 'application/vnd.oasis.opendocument'

/**
 * Everything that may be attached. Not on the list, on purpose: SVG and HTML, which can hold scripts; Office files with
 * macros and the formats from before 2007, which cannot be told from them; archives, which hide what is in them.
 */
export const kinds: readonly Kind[] = [
  picture('image/jpeg', 'jpg', 'jpeg'),
  picture('image/png', 'png'),
  picture('image/webp', 'webp'),
  picture('image/gif', 'gif'),
  document('application/pdf', 'pdf'),
  document(`${office}.wordprocessingml.document`, 'docx'),
  document(`${office}.spreadsheetml.sheet`, 'xlsx'),
  document(`${office}.presentationml.presentation`, 'pptx'),
  document(`${openDocument}.text`, 'odt'),
  document(`${openDocument}.spreadsheet`, 'ods'),
  document(`${openDocument}.presentation`, 'odp'),
]

export const kindOf = (mime: string): Kind | undefined => kinds.find((kind) => kind.mime === mime)

/** The largest that may be attached, in bytes. */
export const largest = { picture: 5_000_000, document: 10_000_000 }

/** The names that a file chooser offers: `.jpg,.jpeg,…` */
export const accepted: string = kinds.flatMap(({ extensions }) => extensions.map((one) => `.${one}`)).join(',')

/** How people call them: `JPG, PNG, …` */
export const kindNames: string = kinds.map(({ extensions: [extension] }) => extension.toUpperCase()).join(', ')
