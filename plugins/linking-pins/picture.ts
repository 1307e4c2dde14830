import {
  forceCenter,
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from 'd3-force'
import type { Network } from './network.ts'

export interface Place {
  unit: string
  x: number
  y: number
  radius: number
  pins: number
}

/** What d3-force moves: it fills in x and y, from a fixed spiral and with a random source of its own that is fixed too. */
interface Body extends SimulationNodeDatum {
  unit: string
  pins: number
  radius: number
}

export const pictureSize = { width: 860, height: 520 }
const edgeRoom = 56

/** Layouts by what they were made of, the latest last: many people look at a network that seldom changes. */
const layouts = new Map<string, Map<string, Place>>()
const mostLayouts = 100

/** Where every unit stands in the picture; the same network always gives the same picture. */
export function layOut(network: Network): Map<string, Place> {
  const key = JSON.stringify([network.units, network.edges.map(({ between, pins }) => [between, pins.length])])
  const places = layouts.get(key) ?? simulate(network)
  layouts.delete(key)
  layouts.set(key, places)
  for (const oldest of layouts.keys()) if (layouts.size > mostLayouts) layouts.delete(oldest)
  return places
}

/** Lets the units push each other away and the edges pull them together until they rest: tens of milliseconds. */
function simulate({ units, edges }: Network): Map<string, Place> {
  const { width, height } = pictureSize
  const bodies: Body[] = units.map((unit) => {
    const pins = edges.filter((edge) => edge.between.includes(unit)).reduce((sum, edge) => sum + edge.pins.length, 0)
    return { unit, pins, radius: 14 + Math.min(pins, 12) }
  })
  forceSimulation(bodies)
    .force('charge', forceManyBody().strength(-700))
    .force(
      'link',
      forceLink<Body, { source: string; target: string }>(links(edges))
        .id((body) => body.unit)
        .distance(110),
    )
    .force(
      'room',
      forceCollide<Body>((body) => body.radius + 30),
    )
    .force('centre', forceCenter(width / 2, height / 2))
    .force('across', forceX(width / 2).strength(0.06))
    .force('down', forceY(height / 2).strength(0.14))
    .stop()
    .tick(400)
  return new Map(fitted(bodies).map((place) => [place.unit, place]))
}

const links = (edges: Network['edges']) => edges.map(({ between: [source, target] }) => ({ source, target }))

/** Stretches the picture over the whole frame, with room for the names at its edges. */
function fitted(bodies: Body[]): Place[] {
  const across = scale(
    bodies.map(({ x = 0 }) => x),
    pictureSize.width,
  )
  const down = scale(
    bodies.map(({ y = 0 }) => y),
    pictureSize.height,
  )
  return bodies.map(({ unit, pins, radius, x = 0, y = 0 }) => ({ unit, pins, radius, x: across(x), y: down(y) }))
}

function scale(values: number[], size: number): (value: number) => number {
  const from = Math.min(...values)
  const span = Math.max(...values) - from || 1
  return (value) => Math.round(edgeRoom + ((value - from) / span) * (size - 2 * edgeRoom))
}
