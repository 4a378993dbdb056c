import { BlockList, isIP } from 'node:net'

/** A set of addresses and networks. */
export type Networks = { has(address: string): boolean }

const PREFIX_MAX = { ipv4: 32, ipv6: 128 } as const
const familyOf = (address: string) => ({ 0: null, 4: 'ipv4', 6: 'ipv6' } as const)[isIP(address)] ?? null

/** `::ffff:192.0.2.7` and `::ffff:c000:207` are both 192.0.2.7. */
function unmapped(address: string): string {
  const hex = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/i.exec(address)
  if (!hex) return address.replace(/^::ffff:(?=[\d.]+$)/i, '')
  const bytes = Buffer.from(
    hex
      .slice(1)
      .map((group) => group.padStart(4, '0'))
      .join(''),
    'hex',
  )
  return bytes.join('.')
}

/**
 * An address without what may hang on it: the port (`192.0.2.7:80`, `[2001:db8::1]:80`), the brackets, the zone, the IPv6
 * coat of an IPv4 address. Null when it is no address.
 */
export function bareAddress(text: string): string | null {
  const [, bracketed] = /^\[([^\]]+)\](?::\d+)?$/.exec(text) ?? []
  const [, beforePort] = /^([\d.]+):\d+$/.exec(text) ?? []
  const address = unmapped((bracketed ?? beforePort ?? text).replace(/%.*$/, ''))
  return isIP(address) === 0 ? null : address
}

/** Addresses (`192.0.2.7`) and networks (`10.0.0.0/8`); `wrong` are the entries that are neither. */
export function readNetworks(entries: string[]): { networks: Networks; wrong: string[] } {
  const list = new BlockList()
  const wrong = entries.filter((entry) => !addTo(list, entry))
  return { networks: { has: (address) => isIn(list, address) }, wrong }
}

function addTo(list: BlockList, entry: string): boolean {
  const [, text = '', digits] = /^([^/]+?)(?:\/(\d{1,3}))?$/.exec(entry) ?? []
  const address = unmapped(text)
  const family = familyOf(address)
  if (!family) return false
  const prefix = digits === undefined ? PREFIX_MAX[family] : Number(digits)
  if (prefix > PREFIX_MAX[family]) return false
  list.addSubnet(address, prefix, family)
  return true
}

function isIn(list: BlockList, address: string): boolean {
  const family = familyOf(address)
  return family !== null && list.check(address, family)
}

const LOOPBACK_AND_PRIVATE = readNetworks([
  '127.0.0.0/8',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  '::1',
  'fc00::/7',
  'fe80::/10',
]).networks

/** Whether the host of an address (`URL.hostname`) is reached without the internet: a private address, or a name without a dot. */
export function isLocalHost(hostname: string): boolean {
  const address = bareAddress(hostname)
  return address === null ? !/[.:]/.test(hostname) : LOOPBACK_AND_PRIVATE.has(address)
}
