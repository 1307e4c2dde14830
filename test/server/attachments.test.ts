import { request as ask } from 'node:http'
import { expect } from 'chai'
import sharp from 'sharp'
import { aLargePicture, anArchive, anOdt, anOfficeFile, aPdf, aPhoto, aPicture } from '../support/attachments.ts'
import { fillIn } from '../support/forms.ts'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'

type Browser = Awaited<ReturnType<TestHouse['as']>>

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const macros = 'application/vnd.ms-word.document.macroEnabled'

const send = (browser: Browser, bytes: Buffer, name: string, fields: Record<string, string> = { alt: 'De balie' }) =>
  browser.post('/attachments').set('Accept', 'application/json').field(fields).attach('file', bytes, name)

describe('Attaching a picture or a document', () => {
  let house: TestHouse
  let lotte: Browser
  before(async () => {
    house = await aHouse({ library: await aLibrary({ 'desk-protocols/kwijt.md': protocol() }) })
    lotte = await house.as('lotte-van-dam')
  })
  after(() => house.close())

  /** What is kept: the rows and the files of attachments. */
  async function kept(): Promise<string[]> {
    const { connection, files } = house.house.store
    const rows = await connection.collection<{ _id: string }>('attachments').find().toArray()
    return [...rows.map(({ _id }) => _id), ...(await files.list()).map(({ id }) => id)].sort()
  }

  it('gives the editor the Markdown for it, under a name that is good everywhere', async () => {
    const { status, body, headers } = await send(lotte, await aPhoto(), '../..\\Bálie Zuid_[1].JPG', {
      alt: 'De [balie]',
    })
    expect(status).to.equal(201)
    expect(body).to.include({ alt: 'De [balie]', width: 200, height: 300, name: 'balie-zuid-1-200x300.jpg' })
    expect(body.markdown).to.match(
      /^!\[De \\\[balie\\\]\]\(\.\.\/attachments\/[0-9a-f]{24}\/balie-zuid-1-200x300\.jpg\)$/,
    )
    expect(headers.location).to.equal(body.url)
  })

  it('takes place, maker and camera out of a photo, and turns it upright', async () => {
    const photo = await aPhoto()
    expect(photo.includes('Mirjam Kok')).to.equal(true)
    expect((await sharp(photo).metadata()).exif).not.to.equal(undefined)
    const { body } = await send(lotte, photo, 'foto.jpg')
    const { body: served } = await lotte.get(body.url).expect(200)
    const { exif, xmp, iptc, orientation, width, height } = await sharp(served).metadata()
    expect([exif, xmp, iptc, orientation]).to.deep.equal([undefined, undefined, undefined, undefined])
    expect([width, height]).to.deep.equal([200, 300])
    expect(served.includes('Mirjam Kok')).to.equal(false)
  })

  it('makes a picture smaller that is larger than any screen', async () => {
    const { body } = await send(lotte, await aPicture('png', 4000, 1000), 'plattegrond.png')
    expect(body).to.include({ width: 2400, height: 600, name: 'plattegrond-2400x600.png' })
  })

  const good: Array<[name: string, bytes: () => Buffer | Promise<Buffer>, type: string, markdown: RegExp]> = [
    ['a.png', () => aPicture('png'), 'image/png', /^!\[De balie\]/],
    ['a.webp', () => aPicture('webp'), 'image/webp', /^!\[De balie\]/],
    ['a.gif', () => aPicture('gif'), 'image/gif', /^!\[De balie\]/],
    ['without-an-end', () => aPicture('gif'), 'image/gif', /without-an-end-300x200\.gif\)$/],
    ['Aanvraag.PDF', () => aPdf(1_400_000), 'application/pdf', /^\[De balie \(PDF, 1,4 MB\)\]\(\S+\/aanvraag\.pdf\)$/],
    ['brief.docx', () => anOfficeFile(word), word, /^\[De balie \(DOCX, 1 kB\)\]/],
    ['brief.odt', anOdt, 'application/vnd.oasis.opendocument.text', /^\[De balie \(ODT, 1 kB\)\]/],
  ]
  for (const [name, bytes, type, markdown] of good) {
    it(`takes ${name} and serves it as ${type}`, async () => {
      const { body } = await send(lotte, await bytes(), name).expect(201)
      expect(body.markdown).to.match(markdown)
      const { headers } = await lotte.get(body.url).expect(200)
      expect(headers['content-type']).to.equal(type)
      const shown = type.startsWith('image/')
      expect(headers['content-disposition']).to.equal(`${shown ? 'inline' : 'attachment'}; filename="${body.name}"`)
      expect(headers).to.include({
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'private, no-cache',
      })
    })
  }

  it('is not sent again to a browser that has it, and is each time asked for', async () => {
    const { body } = await send(lotte, await aPicture('png'), 'a.png').expect(201)
    const { headers } = await lotte.get(body.url).expect(200)
    await lotte
      .get(body.url)
      .set('If-None-Match', headers.etag ?? '')
      .expect(304)
    await lotte.get(body.url.replace(/[^/]+$/, 'b.png')).expect(404)
  })

  describe('that will not do', () => {
    const lies = 'De naam eindigt op .pdf, maar het bestand is een PNG.'
    const allowed = 'Dit soort bestand kun je niet toevoegen.'
    const bad: Array<
      [what: string, name: string, bytes: () => Buffer | Promise<Buffer>, status: number, says: string]
    > = [
      ['a picture that says it is a PDF', 'a.pdf', () => aPicture('png'), 422, lies],
      [
        'a page that says it is a picture',
        'a.png',
        () => Buffer.from('<!doctype html><script>alert(1)</script>'),
        422,
        allowed,
      ],
      [
        'a drawing, which can hold scripts',
        'a.svg',
        () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
        422,
        allowed,
      ],
      ['an archive', 'a.docx', () => anArchive({ 'a.txt': 'tekst' }), 422, allowed],
      ['a document with macros', 'a.docx', () => anOfficeFile(macros), 422, allowed],
      ['a picture of 6 MB', 'a.png', aLargePicture, 413, 'Kies een bestand van hoogstens 5 MB.'],
      ['a document of 11 MB', 'a.pdf', () => aPdf(11_000_000), 413, 'Kies een bestand van hoogstens 10 MB.'],
      [
        'a small file that unfolds to 100 megapixels',
        'a.png',
        () => aPicture('png', 10_000, 10_000),
        422,
        'te veel beeldpunten',
      ],
      ['half a photo', 'a.jpg', async () => (await aPhoto()).subarray(0, 700), 422, 'Deze afbeelding is beschadigd.'],
      ['an empty file', 'a.png', () => Buffer.alloc(0), 422, 'Dit bestand is leeg.'],
    ]
    for (const [what, name, bytes, status, says] of bad) {
      it(`is refused in plain words and leaves nothing behind: ${what}`, async () => {
        const before = await kept()
        const answer = await send(lotte, await bytes(), name)
        expect(answer.status).to.equal(status)
        expect(answer.headers['content-type']).to.match(/^application\/problem\+json/)
        expect(answer.body).to.include({ title: 'Het bestand is niet toegevoegd', status, field: 'file' })
        expect(answer.body.detail).to.include(says)
        expect(await kept()).to.deep.equal(before)
      })
    }

    it('is a picture without a description, unless it only decorates', async () => {
      const picture = await aPicture('png')
      const { body } = await send(lotte, picture, 'a.png', { alt: '  ' }).expect(422)
      expect(body).to.include({
        field: 'alt',
        detail: 'Beschrijf wat er op de afbeelding staat, of geef aan dat zij alleen versiering is.',
      })
      await send(lotte, picture, 'a.png', { alt: 'x'.repeat(251) }).expect(422)
      const decorates = await send(lotte, picture, 'a.png', { alt: '', decorative: 'yes' }).expect(201)
      expect(decorates.body.markdown).to.match(/^!\[\]\(/)
    })

    it('is a form without a file, or with two', async () => {
      const { body } = await lotte.post('/attachments').set('Accept', 'application/json').field('alt', 'x').expect(422)
      expect(body.detail).to.equal('Kies een bestand.')
      await lotte.post('/attachments').set('Accept', 'application/json').type('form').send({ alt: 'x' }).expect(422)
      const two = lotte.post('/attachments').set('Accept', 'application/json')
      await two.attach('file', aPdf(), 'a.pdf').attach('file', aPdf(), 'b.pdf').expect(400)
    })

    it('is one whose sending stops halfway, and the house goes on', async () => {
      const before = await kept()
      const broken = await lotte
        .post('/attachments')
        .set('Accept', 'application/json')
        .set('Content-Type', 'multipart/form-data; boundary=x')
        .send('--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7 hal')
      expect([broken.status, broken.body.reason]).to.deep.equal([422, 'brokenOff'])
      await hangUpHalfway()
      expect(await kept()).to.deep.equal(before)
      await send(lotte, aPdf(), 'a.pdf').expect(201)
      expect(house.faults).to.deep.equal([])
    })

    /** A browser whose connection ends before its file is sent. */
    async function hangUpHalfway(): Promise<void> {
      const cookies = lotte.jar.getCookies({ domain: '127.0.0.1', path: '/', secure: false, script: false })
      const sending = ask(`${house.url}/attachments`, {
        method: 'POST',
        headers: {
          Origin: house.url,
          Cookie: cookies.toValueString(),
          'Content-Type': 'multipart/form-data; boundary=x',
          'Content-Length': 1_000_000,
        },
      })
      const ended = new Promise((resolve) => sending.once('error', resolve))
      sending.write('--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7 hal')
      await new Promise((resolve) => setTimeout(resolve, 20))
      sending.destroy(new Error('gone'))
      await ended
    }

    it('is a name with signs that no disk wants: they are left out, or refused', async () => {
      const { body } = await send(lotte, aPdf(), '..%2f..%2fetc%2fpasswd .:*?<>|\u202e.pdf').expect(201)
      expect(body.name).to.equal('2f-2fetc-2fpasswd.pdf')
      const before = await kept()
      await send(lotte, aPdf(), 'aanvraag\u0000.pdf').expect(422)
      expect(await kept()).to.deep.equal(before)
    })
  })

  describe('without JavaScript', () => {
    it('begins at the draft, which is saved first', async () => {
      const draft = (await lotte.post('/desk-protocols/kwijt/edit').expect(303)).headers.location ?? ''
      const { headers } = await fillIn(lotte, draft, draft, { body: 'Tot hier getypt.', next: 'attach' })
      const page = await lotte.get(headers.location ?? '').expect(200)
      expect(page.text).to.include(`href="${draft}"`)
      expect((await lotte.get(draft)).text).to.include('Tot hier getypt.')
    })

    it('gives the form again with all that was typed, and says what is wrong beside the field and on top', async () => {
      const page = await lotte
        .post('/attachments')
        .field({ alt: 'De balie <zuid>', draft: 'abc' })
        .attach('file', await aPicture('png'), 'a.pdf')
        .expect(422)
      expect(page.text).to.include('De balie &lt;zuid&gt;</textarea>').and.include('name="draft" value="abc"')
      expect(page.text.match(/De naam eindigt op \.pdf/g)).to.have.length(2)
      expect(page.text).to.include('href="#attachment-file"').and.include('aria-invalid="true"')
    })

    it('says it in English to who reads English', async () => {
      await lotte.post('/language').type('form').send({ language: 'en' }).expect(303)
      const page = await lotte.post('/attachments').field('alt', '').expect(422)
      expect(page.text).to.include('Choose a file.')
      await lotte.post('/language').type('form').send({ language: 'nl' }).expect(303)
    })

    it('shows the line for the text afterwards, and the way back to the draft', async () => {
      const sent = await lotte
        .post('/attachments')
        .field({ alt: 'De balie', draft: 'abc' })
        .attach('file', await aPicture('png'), 'a.png')
        .expect(303)
      const page = await lotte.get(sent.headers.location ?? '').expect(200)
      expect(page.text).to.match(/!\[De balie\]\(\.\.\/attachments\/[0-9a-f]{24}\/a-300x200\.png\)<\/textarea>/)
      expect(page.text).to.include('href="/drafts/abc"').and.include('width="300" height="200"')
    })
  })
})
