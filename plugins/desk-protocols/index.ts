import { definePlugin } from '#contract'
import { fields } from './fields.ts'
import { protocolPage } from './protocol-page.ts'

export default definePlugin({
  id: 'desk-protocols',
  icon: 'list-check',
  door: 'protocols',
  itemTypes: { protocol: { fields, reviewEvery: { months: 6 }, inSteps: true } },
  setUp: (core) => ({ itemPage: protocolPage(core) }),
})
