import type { Sharp } from 'sharp'
import type { Kind } from './kinds.ts'
import type { Measures } from './names.ts'
import { AttachmentRefused } from './refused.ts'

/** More than any phone takes; a picture of fewer bytes that unfolds to more is made to fill our memory. */
const mostPixels = 50_000_000
/** No screen shows an item wider than this. */
const longestSide = 2400
const mostSeconds = 20

/** The library that draws, with a heavy one inside: loaded when the first picture comes. */
async function drawing() {
  const { default: sharp } = await import('sharp')
  // Only the four formats of kinds.ts are ever read: libvips knows dozens of others, SVG and PDF among them.
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({ operation: ['Jpeg', 'Png', 'Webp', 'Nsgif'].map((format) => `VipsForeignLoad${format}`) })
  sharp.cache(false)
  return sharp
}

let loaded: ReturnType<typeof drawing> | undefined

export interface CleanPicture extends Measures {
  bytes: Buffer
}

/**
 * Draws a picture anew, so that nothing stays of it but what one sees: no place, date or camera, no text hidden in or behind it.
 * A photo taken sideways is turned upright, and one larger than a screen is made smaller.
 * @throws {AttachmentRefused} when it has too many pixels, or is no whole picture
 */
export async function cleanPicture(bytes: Buffer, kind: Kind): Promise<CleanPicture> {
  loaded ??= drawing()
  const sharp = await loaded
  try {
    const picture = sharp(bytes, { animated: true, limitInputPixels: mostPixels, failOn: 'truncated' })
      .autoOrient()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .timeout({ seconds: mostSeconds })
    const { data, info } = await writeAs(picture, kind).toBuffer({ resolveWithObject: true })
    return { bytes: data, width: info.width, height: info.pageHeight ?? info.height }
  } catch (error) {
    throw refusal(error as Error)
  }
}

function writeAs(picture: Sharp, { mime }: Kind): Sharp {
  switch (mime) {
    case 'image/jpeg':
      return picture.jpeg({ quality: 85 })
    case 'image/png':
      return picture.png()
    case 'image/webp':
      return picture.webp({ quality: 85 })
    default:
      return picture.gif()
  }
}

const refusal = ({ message }: Error): AttachmentRefused =>
  /pixel limit|timeout/i.test(message)
    ? new AttachmentRefused('tooManyPixels', { megapixels: mostPixels / 1_000_000 })
    : new AttachmentRefused('unreadable')
