import { type Pin, pairKey } from './pins.ts'

export interface Edge {
  between: [string, string]
  /** The pins on this edge; none when the pair ought to have one. */
  pins: Pin[]
  tone: 'ordinary' | 'no-deputy' | 'wished'
}

/** The pins as a graph: units are its nodes, and a pair of units with at least one pin, or in need of one, is an edge. */
export interface Network {
  units: string[]
  edges: Edge[]
  coverage: { filled: number; wished: number }
  /** Persons whose leaving would cut units off from the rest, with the units that lose their last connection. */
  cutBy: Array<{ person: string; units: string[] }>
  withoutDeputy: Pin[]
  /** Persons who connect more than `overloadedFrom` units. */
  overloaded: Array<{ person: string; units: number }>
}

const overloadedFrom = 4

export function networkOf(pins: Pin[], wished: Array<[string, string]>): Network {
  const edges = edgesOf(pins, wished)
  const gaps = edges.filter((edge) => edge.tone === 'wished')
  return {
    units: [...new Set(edges.flatMap((edge) => edge.between))].sort(),
    edges,
    coverage: { filled: wished.length - gaps.length, wished: wished.length },
    cutBy: cutsOf(pins),
    withoutDeputy: pins.filter((pin) => !pin.deputy),
    overloaded: personsIn(pins)
      .map((person) => ({
        person,
        units: new Set(pins.filter((pin) => pin.person === person).flatMap((pin) => pin.between)).size,
      }))
      .filter(({ units }) => units > overloadedFrom),
  }
}

function edgesOf(pins: Pin[], wished: Array<[string, string]>): Edge[] {
  const edges = new Map<string, Edge>()
  for (const between of [...pins.map((pin) => pin.between), ...wished]) {
    const key = pairKey(between)
    if (edges.has(key)) continue
    const own = pins.filter((pin) => pairKey(pin.between) === key)
    const tone = own.length === 0 ? 'wished' : own.some((pin) => !pin.deputy) ? 'no-deputy' : 'ordinary'
    edges.set(key, { between, pins: own, tone })
  }
  return [...edges.values()]
}

/** A pin with a deputy goes on when its person leaves; one without does not. */
function cutsOf(pins: Pin[]): Network['cutBy'] {
  const units = [...new Set(pins.flatMap((pin) => pin.between))]
  const partsNow = partsOf(units, pins)
  return personsIn(pins).flatMap((person) => {
    const left = pins.filter((pin) => pin.person !== person || pin.deputy)
    const lost = units.filter((unit) => !left.some((pin) => pin.between.includes(unit)))
    const parts = partsOf(units, left)
    return parts > partsNow ? [{ person, units: lost }] : []
  })
}

const personsIn = (pins: Pin[]) => [...new Set(pins.map((pin) => pin.person))]

/** In how many separate parts the pins leave the units. */
function partsOf(units: string[], pins: Pin[]): number {
  const seen = new Set<string>()
  let parts = 0
  for (const start of units) {
    if (seen.has(start)) continue
    parts += 1
    const queue = [start]
    for (let unit = queue.pop(); unit; unit = queue.pop()) {
      if (seen.has(unit)) continue
      seen.add(unit)
      const here = unit
      queue.push(...pins.filter((pin) => pin.between.includes(here)).flatMap((pin) => pin.between))
    }
  }
  return parts
}
