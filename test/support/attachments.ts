import { crc32 } from 'node:zlib'
import sharp from 'sharp'

/** A photo as a phone makes it: taken sideways, with the place where it was taken and the name of who took it. */
export async function aPhoto(): Promise<Buffer> {
  const drawn = sharp({ create: { width: 300, height: 200, channels: 3, background: '#0b4f5f' } }).jpeg()
  const exif = {
    IFD0: { Artist: 'Mirjam Kok', Orientation: '6' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 5/1 0/1' },
  }
  return sharp(await drawn.toBuffer())
    .withExif(exif)
    .withMetadata({ orientation: 6 })
    .toBuffer()
}

export const aPicture = (format: 'png' | 'webp' | 'gif', width = 300, height = 200): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#ffc24a' } })
    .toFormat(format)
    .toBuffer()

/** A picture of moving noise, which no format makes small. */
export const aLargePicture = (): Promise<Buffer> => {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
  return sharp({ create: { width: 1500, height: 1500, channels: 3, background: 'white', noise } })
    .png({ compressionLevel: 0 })
    .toBuffer()
}

export const aPdf = (length = 0): Buffer => Buffer.from(`%PDF-1.7\n% Aanvraag${' '.repeat(length)}\n%%EOF\n`)

/** A zip of these files, not compressed. Source: PKWARE APPNOTE 4.3. */
export function anArchive(files: Record<string, string>): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(files)) {
    const bytes = Buffer.from(text)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt32LE(crc32(bytes), 10)
    shared.writeUInt32LE(bytes.length, 14)
    shared.writeUInt32LE(bytes.length, 18)
    shared.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), shared, Buffer.from(name), bytes])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), shared, place, Buffer.from(name)]))
    parts.push(local)
    offset += local.length
  }
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(index.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, index, Buffer.from('PK\x05\x06'), end])
}

/** What makes an archive a document of Office, with or without macros. */
export const anOfficeFile = (contentType: string): Buffer =>
  anArchive({
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${contentType}.main+xml"/></Types>`,
    'word/document.xml': '<document/>',
  })

export const anOdt = (): Buffer =>
  anArchive({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<office/>' })
