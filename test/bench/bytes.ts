import { paths, url, withQuery } from '../../src/urls.ts'
import { ask, cookieOf } from '../fault/client.ts'
import { serveIn } from '../fault/server-process.ts'
import type { Database } from './databases.ts'
import { atMost, type Figure, rounded } from './figures.ts'

const KB = 1000
const partial = { 'hx-request': 'true', 'hx-request-type': 'partial' }

type FirstPage = [name: string, path: string, headers: Record<string, string>]
type Swap = [name: string, path: string]

/** What a browser fetches, as served: brotli, the bodies alone. */
export function measureBytes({ dataDir, session, requestId }: Database): Promise<Figure[]> {
  const refusal = url(paths.membershipRequestRefusal, { id: requestId })
  return weigh(dataDir, session, (signedIn) => ({
    pages: [
      ['home, signed out', paths.home, {}],
      ['sign-in', paths.signIn, {}],
      ['new account', paths.newAccount, {}],
      ['manager', paths.manager, signedIn],
      ['queue', paths.membershipRequests, signedIn],
      ['one request', url(paths.membershipRequest, { id: requestId }), signedIn],
      ['refusal', refusal, signedIn],
      ['history', paths.history, signedIn],
      ['structure search', withQuery(paths.structureSearch, { q: 'commune' }), signedIn],
      ['own memberships', paths.ownMemberships, signedIn],
      ['account', paths.account, signedIn],
    ],
    swaps: [
      ['queue, 25 rows', withQuery(paths.membershipRequests, { page: 2 })],
      ['history, 25 rows', withQuery(paths.history, { page: 2 })],
      ['structure search, 25 rows', withQuery(paths.structureSearch, { q: 'commune' })],
      ['refusal dialog', refusal],
    ],
  }))
}

/** Weighs pages at their first load, and parts of them that are swapped in by the owner of a session. */
export async function weigh(
  dataDir: string,
  session: string,
  asked: (signedIn: Record<string, string>) => { pages: FirstPage[]; swaps: Swap[] },
): Promise<Figure[]> {
  const served = await serveIn({ dataDir })
  const cookie = cookieOf(served.port, session)
  const { pages, swaps } = asked({ cookie })
  const body = async (path: string, headers: Record<string, string>) => {
    const answer = await ask({ port: served.port, path, headers: { 'accept-encoding': 'br', ...headers } })
    if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`)
    return answer.body.length
  }
  try {
    const figures: Figure[] = []
    for (const [name, path, headers] of pages) {
      const html = await body(path, headers)
      const { css, others } = await attachedTo(served.port, path, headers)
      const styles = await sumOf(css.map((one) => body(one, {})))
      const first = html + styles + (await sumOf(others.map((one) => body(one, {}))))
      figures.push(
        atMost(14, { name: `Bytes, ${name}: HTML + CSS`, value: rounded((html + styles) / KB), unit: 'KB' }),
        atMost(30, { name: `Bytes, ${name}: first load`, value: rounded(first / KB), unit: 'KB' }),
        atMost(4, { name: `Requests, ${name}: first load`, value: 1 + css.length + others.length, unit: 'requests' }),
      )
    }
    for (const [name, path] of swaps) {
      const bytes = await body(path, { cookie, ...partial })
      figures.push(atMost(3, { name: `Bytes, swap: ${name}`, value: rounded(bytes / KB), unit: 'KB' }))
    }
    return figures
  } finally {
    await served.stop()
  }
}

const sumOf = async (sizes: Promise<number>[]): Promise<number> =>
  (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)

/** The addresses that a page makes a browser fetch besides itself. */
async function attachedTo(port: number, path: string, headers: Record<string, string>) {
  const html = (await ask({ port, path, headers: { 'accept-encoding': 'identity', ...headers } })).body.toString()
  const found = [...html.matchAll(/<(?:link|script|img)\b[^>]*?\s(?:href|src)="([^"]+)"/g)]
  const addresses = found.map(([, address = '']) => address)
  const away = addresses.find((address) => /^(?:https?:)?\/\//.test(address))
  if (away) throw new Error(`${path} fetches from elsewhere: ${away}`)
  const ours = addresses.filter((address) => address.startsWith('/'))
  return {
    css: ours.filter((address) => address.endsWith('.css')),
    others: ours.filter((address) => !address.endsWith('.css')),
  }
}
