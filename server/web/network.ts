import { isIPv6 } from 'node:net'

/**
 * The part of an address that stands for one connection: all of an IPv4 address; of an IPv6 address the first 64 bits, since
 * whoever has a connection may choose the rest (RFC 4291 §2.5.1). `::ffff:192.0.2.1` is the IPv4 address in it.
 */
export function networkOf(address: string): string {
  const [, inIPv6] = /^::ffff:([\d.]+)$/i.exec(address) ?? []
  if (inIPv6 || !isIPv6(address)) return inIPv6 ?? address
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? []
  const groups = (part: string) => (part ? part.split(':') : [])
  const zeros = tail === undefined ? [] : Array(8 - groups(head).length - groups(tail).length).fill('0')
  const all = [...groups(head), ...zeros, ...groups(tail ?? '')]
  return `${all.slice(0, 4).join(':').toLowerCase()}::/64`
}
