import { type Core, Router, type Visit, z } from '#contract'
import { type Edge, type Network, networkOf } from './network.ts'
import { layOut, type Place, pictureSize } from './picture.ts'
import { currentPins, type Pin } from './pins.ts'

const Filters = z.object({ theme: z.string().catch(''), unit: z.string().catch('') })

/** `/linking-pins/network`: who connects which units, as a picture with the same facts in a table behind it. */
export function networkRoutes(core: Core): Router {
  const router = Router()
  router.get('/network', async (req, res) => {
    const { visit } = req
    const filters = Filters.parse(req.query)
    const pins = currentPins(await core.items.all(visit.reader), core.directory(), visit.today)
    const chosen = pins.filter((pin) => fits(pin, filters))
    const narrowed = filters.theme !== '' || filters.unit !== ''
    const network = networkOf(chosen, narrowed ? [] : core.vocabulary().wishedPins)
    await core.page(req, res, 'network', {
      title: visit.t('network.title'),
      picture: picture(core, visit, network),
      rows: chosen.map((pin) => row(core, visit, pin)),
      attention: narrowed ? [] : attention(core, visit, network),
      coverage: narrowed ? null : coverage(network),
      filters: choices(core, visit, pins, filters),
    })
  })
  return router
}

const fits = (pin: Pin, { theme, unit }: z.infer<typeof Filters>) =>
  (!theme || pin.themes.includes(theme)) && (!unit || pin.between.includes(unit))

const unitName = (core: Core, slug: string) => core.directory().unit(slug)?.name ?? slug

function personLink(core: Core, visit: Visit, slug: string) {
  return { text: core.directory().person(slug)?.name ?? slug, url: visit.link(`/people/${slug}`) }
}

function picture(core: Core, visit: Visit, network: Network) {
  const places = layOut(network)
  const busiest = Math.max(0, ...[...places.values()].map((place) => place.pins))
  const tone = ({ pins }: Place) => (pins === 0 ? 'empty' : pins === busiest ? 'centre' : 'ordinary')
  return {
    ...pictureSize,
    nodes: [...places.values()].map((place) => ({
      ...place,
      id: place.unit,
      label: unitName(core, place.unit),
      url: visit.link(`/units/${place.unit}`),
      tone: tone(place),
    })),
    edges: network.edges.map((edge) => line(core, edge, places)),
  }
}

function line(core: Core, { between, pins, tone }: Edge, places: Map<string, Place>) {
  const [from, to] = between.map((unit) => places.get(unit))
  return {
    x1: from?.x ?? 0,
    y1: from?.y ?? 0,
    x2: to?.x ?? 0,
    y2: to?.y ?? 0,
    label: between.map((unit) => unitName(core, unit)).join(' – '),
    weight: Math.min(4, Math.max(1, pins.length)),
    tone,
  }
}

function row(core: Core, visit: Visit, pin: Pin) {
  const [from, to] = pin.between.map((unit) => ({ label: unitName(core, unit), url: visit.link(`/units/${unit}`) }))
  const person = (slug: string) => ({ label: personLink(core, visit, slug).text, url: visit.link(`/people/${slug}`) })
  return {
    from,
    to,
    topic: { label: pin.topic, url: visit.link(pin.path) },
    person: person(pin.person),
    deputy: pin.deputy ? person(pin.deputy) : null,
    since: pin.since,
  }
}

function attention(core: Core, visit: Visit, { cutBy, edges, withoutDeputy, overloaded }: Network) {
  const t = visit.t
  const gaps = edges.filter((edge) => edge.tone === 'wished')
  const alarm = (label: string) => ({ label, tone: 'overdue' })
  const warning = (label: string) => ({ label, tone: 'due' })
  const between = (edge: Edge) => edge.between.map((unit) => unitName(core, unit)).join(' – ')
  return [
    ...cutBy.map(({ person, units }) => ({
      badge: alarm(t('network.cut')),
      parts: [
        personLink(core, visit, person),
        { text: t('network.cutMore', { units: units.map((unit) => unitName(core, unit)).join(', ') }) },
      ],
    })),
    ...(gaps.length > 0
      ? [
          {
            badge: alarm(t('network.gaps', { count: gaps.length })),
            parts: gaps.map((edge) => ({ text: between(edge) })),
          },
        ]
      : []),
    ...(withoutDeputy.length > 0
      ? [
          {
            badge: warning(t('network.noDeputy', { count: withoutDeputy.length })),
            parts: withoutDeputy.map((pin) => ({ text: pin.title, url: visit.link(pin.path) })),
          },
        ]
      : []),
    ...overloaded.map(({ person, units }) => ({
      badge: warning(t('network.overloaded')),
      parts: [personLink(core, visit, person), { text: t('network.overloadedMore', { count: units }) }],
    })),
  ]
}

const coverage = ({ coverage: { filled, wished } }: Network) => ({
  filled,
  wished,
  percent: wished === 0 ? 100 : Math.round((100 * filled) / wished),
})

function choices(core: Core, visit: Visit, pins: Pin[], chosen: z.infer<typeof Filters>) {
  const themes = core.vocabulary().themes.filter((theme) => pins.some((pin) => pin.themes.includes(theme.slug)))
  const units = [...new Set(pins.flatMap((pin) => pin.between))].map((slug) => ({
    value: slug,
    label: unitName(core, slug),
  }))
  const options = (list: Array<{ value: string; label: string }>, current: string) =>
    list.map((one) => ({ ...one, selected: one.value === current }))
  return {
    action: visit.link('/linking-pins/network'),
    theme: options(
      themes.map((theme) => ({ value: theme.slug, label: theme[visit.language] })),
      chosen.theme,
    ),
    unit: options(
      units.sort((one, other) => one.label.localeCompare(other.label)),
      chosen.unit,
    ),
  }
}
