import { type Contact, type Core, definePlugin, type ListedItem, type Topic, type Visit } from '#contract'
import { networkRoutes } from './network-page.ts'
import { currentPins, fields, otherSide, type Pin } from './pins.ts'

export default definePlugin({
  id: 'linking-pins',
  icon: 'affiliate',
  door: 'who-knows-what',
  itemTypes: { pin: { fields, reviewEvery: { months: 12 } } },
  pages: [{ label: 'network.title', path: '/network', icon: 'affiliate' }],
  setUp: (core) => ({
    routes: networkRoutes(core),
    contacts: (topic, visit) => contacts(core, topic, visit),
    responsible: (found, visit) => responsible(core, found, visit),
    async itemPage(item, visit) {
      const pin = fields.parse(item.fields)
      const units = pin.between.map((slug) => ({
        label: core.directory().unit(slug)?.name ?? slug,
        url: visit.link(`/units/${slug}`),
      }))
      return {
        fields: {
          ...pin,
          between: units,
          person: core.personCard(pin.person, visit),
          deputy: core.personCard(pin.deputy, visit),
        },
      }
    },
  }),
})

/** The linking pins of the topic's units, each person once; those that share a theme with it come first. */
async function contacts(core: Core, topic: Topic, visit: Visit): Promise<Contact[]> {
  const pins = currentPins(await core.items.all(visit.reader), core.directory(), visit.today)
  const best = new Map<string, { pin: Pin; to: string }>()
  for (const unit of topic.units) {
    const own = pins.filter((pin) => pin.between.includes(unit))
    for (const pin of own.sort((one, other) => shared(other.themes, topic) - shared(one.themes, topic))) {
      if (!best.has(pin.person)) best.set(pin.person, { pin, to: otherSide(pin, unit) })
    }
  }
  return [...best].map(([person, { pin, to }]) => ({
    person,
    why: visit.t('pin.why', { unit: core.directory().unit(to)?.name ?? to, topic: pin.topic }),
  }))
}

/** The persons of the pins among the best results. */
async function responsible(core: Core, found: ListedItem[], visit: Visit): Promise<Contact[]> {
  const pins = currentPins(
    found.filter(({ type }) => type === 'pin'),
    core.directory(),
    visit.today,
  )
  const nameOf = (unit: string) => core.directory().unit(unit)?.name ?? unit
  return pins.map(({ person, between, topic }) => ({
    person,
    why: visit.t('pin.responsible', { one: nameOf(between[0]), other: nameOf(between[1]), topic }),
  }))
}

const shared = (themes: string[], topic: Topic) => themes.filter((theme) => topic.themes.includes(theme)).length
