import { forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from 'd3-force'
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
const edgeRoom = 48

/** Where every unit stands in the picture; the same network always gives the same picture. */
export function layOut({ units, edges }: Network): Map<string, Place> {
  const { width, height } = pictureSize
  const bodies: Body[] = units.map((unit) => {
    const pins = edges.filter((edge) => edge.between.includes(unit)).reduce((sum, edge) => sum + edge.pins.length, 0)
    return { unit, pins, radius: 14 + Math.min(pins, 12) }
  })
  forceSimulation(bodies)
    .force('charge', forceManyBody().strength(-700))
    .force('link', forceLink<Body, { source: string; target: string }>(links(edges)).id((body) => body.unit).distance(110))
    .force('room', forceCollide<Body>((body) => body.radius + 30))
    .force('centre', forceCenter(width / 2, height / 2))
    .force('across', forceX(width / 2).strength(0.06))
    .force('down', forceY(height / 2).strength(0.14))
    .stop()
    .tick(400)
  return new Map(bodies.map((body) => [body.unit, inside(body)]))
}

const links = (edges: Network['edges']) => edges.map(({ between: [source, target] }) => ({ source, target }))

function inside({ unit, pins, radius, x = 0, y = 0 }: Body): Place {
  const within = (value: number, size: number) => Math.round(Math.min(size - edgeRoom, Math.max(edgeRoom, value)))
  return { unit, pins, radius, x: within(x, pictureSize.width), y: within(y, pictureSize.height) }
}
