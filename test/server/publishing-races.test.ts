import { expect } from 'chai'
import type { Reader } from '../../server/access/reader.ts'
import { aHouse, sunday, type TestHouse } from '../support/house.ts'
import { protocolFields } from '../support/library.ts'

const type = { plugin: 'desk-protocols', type: 'protocol' }
const contentOf = (title: string, body = 'Tekst.') => ({ data: { ...protocolFields, title }, body })

describe('Two who do something with a draft at one moment', () => {
  let house: TestHouse
  let editor: Reader
  let admin: Reader

  before(async () => {
    house = await aHouse()
    const found = await house.house.provider.readers(['lotte-van-dam', 'ruben-vos'], house.house)
    ;[editor, admin] = ['lotte-van-dam', 'ruben-vos'].map((id) => found.find((one) => one.id === id)) as [
      Reader,
      Reader,
    ]
  })
  after(() => house.close())

  const publishing = () => house.house.publishing
  const begin = (id: string, title: string) =>
    publishing().begin({ ...type, content: contentOf(title) }, id, editor, sunday)
  /** Does both at once, and gives how many were refused. */
  async function refusedOf(...both: Array<Promise<unknown>>): Promise<number> {
    const done = await Promise.allSettled(both)
    return done.filter(({ status }) => status === 'rejected').length
  }

  it('publish it once, and throw nothing away that was just published', async () => {
    await begin('a', 'Eenmaal')
    const publish = () => publishing().publish('a', undefined, editor, sunday)
    expect(await refusedOf(publish(), publish(), publishing().discard('a', admin, sunday))).to.equal(2)
  })

  it('do not write over the item of the other when they give new ones the same title', async () => {
    await begin('b', 'Zelfde titel')
    await begin('c', 'Zelfde titel')
    const both = ['b', 'c'].map((id) => publishing().publish(id, undefined, editor, sunday))
    expect(await refusedOf(...both)).to.equal(1)
    expect((await house.house.items.get('desk-protocols/zelfde-titel', editor)).version).to.equal(1)
  })

  it('lose no remark when both say something', async () => {
    await begin('d', 'Met opmerkingen')
    const say = (text: string, who: Reader) => publishing().remark('d', text, who, sunday)
    const refused = await refusedOf(say('Een', editor), say('Twee', admin))
    const { remarks } = (await publishing().get('d', editor)).draft
    expect(remarks.length + refused).to.equal(2)
  })

  it('do not publish what was sent back at that moment', async () => {
    await begin('e', 'Teruggestuurd')
    await publishing().askReview('e', [], '', editor, sunday)
    const approve = publishing().approve('e', 1, undefined, admin, sunday)
    expect(await refusedOf(approve, publishing().sendBack('e', 'Nee', editor, sunday))).to.equal(1)
  })
})
