import type { Worker } from 'node:worker_threads'
import { expect } from 'chai'
import { openSearch, type Search } from '../../server/search/index.ts'
import { startWorker } from '../../server/search/thread/thread.ts'
import { given } from './given.ts'
import { aDocument, idsOf, library, question, synonyms, typed } from './library.ts'

describe('The search thread', () => {
  const workers: Worker[] = []
  let search: Search
  beforeEach(() => {
    workers.length = 0
    search = openSearch({ lessons: { synonyms } }, (task) => {
      const worker = startWorker(task)
      workers.push(worker)
      return worker
    })
  })
  afterEach(() => search.close())

  it('lets questions wait for the first build', async () => {
    const early = search.query(question('rijbewijs'))
    const suggested = search.suggest(typed('rijb', { limit: 3 }))
    expect(search.size).to.equal(0)
    await search.build(given(library))
    expect(idsOf(await early)).to.include('p/rijbewijs')
    expect((await suggested)[0]?.text).to.equal('Rijbewijs verlengen')
    expect(search.size).to.equal(library.length)
  })

  it('answers all questions while a new index takes over', async () => {
    await search.build(given([aDocument('old', 'Paspoort')]))
    let building = true
    const swapped = search.build(given([aDocument('new', 'Paspoort')])).finally(() => {
      building = false
    })
    const seen = new Set<string>()
    while (building) {
      const answers = await Promise.all(Array.from({ length: 20 }, () => search.query(question('paspoort'))))
      for (const id of answers.flatMap(idsOf)) seen.add(id)
    }
    await swapped
    expect(idsOf(await search.query(question('paspoort')))).to.deep.equal(['new'])
    expect(seen).to.include('old')
  })

  it('builds only the newest of documents that had to wait', async () => {
    const builds = ['a', 'b', 'c', 'd'].map((id) => search.build(given([aDocument(id, 'Paspoort')])))
    await Promise.all(builds)
    expect(idsOf(await search.query(question('paspoort')))).to.deep.equal(['d'])
    expect(workers.length).to.be.below(4)
  })

  it('rejects running questions when the worker dies, and comes back with the same documents', async () => {
    await search.build(given(library))
    const running = search.query(question('paspoort')).catch((error: Error) => error)
    await workers[0]?.terminate()
    expect(await running)
      .to.be.instanceOf(Error)
      .with.property('message')
      .match(/search thread ended .* being rebuilt/)
    expect(idsOf(await search.query(question('rijbewijs')))).to.include('p/rijbewijs')
  })

  it('takes edits over in order, and answers meanwhile', async () => {
    await search.build(given(library))
    const many = Array.from({ length: 450 }, (_, i) => aDocument(`x${i}`, `Vergunning ${i}`))
    let editing = true
    const edited = Promise.all([
      search.edit({ put: many, gone: [] }),
      search.edit({ put: [aDocument('p/rijbewijs', 'Brommer')], gone: ['p/huwelijk', 'nobody'] }),
      search.edit({ put: [], gone: many.slice(50).map(({ id }) => id) }),
    ]).finally(() => {
      editing = false
    })
    while (editing) expect(idsOf(await search.query(question('paspoort')))).to.include('p/paspoort-kwijt')
    await edited
    expect(search.size).to.equal(library.length - 1 + 50)
    expect(idsOf(await search.query(question('rijbewijs')))).not.to.include('p/rijbewijs')
    expect(idsOf(await search.query(question('brommer')))).to.deep.equal(['p/rijbewijs'])
    expect((await search.query(question('vergunning'))).total).to.equal(50)
  })

  it('answers by all of an edit or by nothing of it', async () => {
    const hundred = (title: string) => Array.from({ length: 100 }, (_, i) => aDocument(`x${i}`, title))
    await search.build(given([...library, ...hundred('Zonnebloem')]))
    let editing = true
    const edited = search.edit({ put: hundred('Kameel'), gone: [] }).finally(() => {
      editing = false
    })
    const seen = new Set<string>()
    const look = async () => {
      const { hits } = await search.query(question('zonnebloem kameel', { pageSize: 100 }))
      seen.add([hits.length, ...new Set(hits.map(({ titleHtml }) => titleHtml.replace(/<\/?mark>/g, '')))].join(' '))
    }
    while (editing) await look()
    await edited
    await look()
    expect([...seen]).to.deep.equal(['100 Zonnebloem', '100 Kameel'])
  })

  it('makes an edit that comes during a build to what was built', async () => {
    const built = search.build(given(library))
    await Promise.all([search.edit({ put: [aDocument('late', 'Zonnebloem')], gone: [] }), built])
    expect(idsOf(await search.query(question('zonnebloem')))).to.deep.equal(['late'])
  })

  it('learns synonyms without indexing anew, and still knows them in a new worker', async () => {
    const asked = async () => idsOf(await search.query(question('roze dingetje')))
    await search.build(given(library))
    expect(await asked()).not.to.include('p/rijbewijs')
    await search.learn({ synonyms: [['roze dingetje', 'rijbewijs']] })
    expect(await asked()).to.include('p/rijbewijs')
    expect(workers).to.have.length(1)
    await workers[0]?.terminate()
    expect(await asked()).to.include('p/rijbewijs')
  })

  it('has all that is there now when a new worker takes over from one that died', async () => {
    const present = [...library]
    await search.build(given(present))
    present.push(aDocument('new', 'Zonnebloem'))
    await search.edit({ put: present.slice(-1), gone: [] })
    await workers[0]?.terminate()
    expect(idsOf(await search.query(question('zonnebloem')))).to.deep.equal(['new'])
  })

  it('keeps the old index when a build fails', async () => {
    await search.build(given(library))
    const broken = search.build(given([null as never])).catch((error: Error) => error)
    expect(await broken).to.be.instanceOf(Error)
    expect(idsOf(await search.query(question('rijbewijs')))).to.include('p/rijbewijs')
  })

  it('says that it is closed', async () => {
    await search.build(given([]))
    expect((await search.query(question('paspoort'))).total).to.equal(0)
    await search.close()
    const refused = await Promise.allSettled([
      search.query(question('paspoort')),
      search.build(given(library)),
      search.edit({ put: library, gone: [] }),
    ])
    expect(refused.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected', 'rejected'])
  })
})
