import { paths, withQuery } from '../../src/urls.ts'
import { PUBLIC_URL, type TestWorld } from '../world.ts'
import { subcategoryId } from './furnishing.ts'

/** Later by so many seconds: nobody fills the form in at once. */
export const pass = (w: TestWorld, seconds: number) => {
  w.clock.now = new Date(w.clock.now.getTime() + seconds * 1000)
}

/** The value of a hidden or other input, as the page gives it. */
export const valueOf = (html: string, name: string): string =>
  new RegExp(`name="${name}"[^>]*? value="([^"]*)"`).exec(html)?.[1] ?? ''

type Fields = Record<string, string>
/** `peer`: who holds the other end of the line; a proxy that is trusted, if one is configured. */
type Sending = { files?: [name: string, content: string][]; headers?: Fields; peer?: string }

/** The form as a stranger finds it, for this kind of ticket. Nothing of it needs a cookie. */
export async function openContact(
  w: TestWorld,
  { category = 'portal', code = 'error', query = {}, language = 'fr' } = {},
) {
  const subcategory = String(await subcategoryId(w, category, code))
  const page = await send(w, withQuery(paths.contact, { subcategory, ...query }), {
    headers: { 'accept-language': language },
  })
  const html = await page.text()
  return { page, html, subcategory, drawn: valueOf(html, 'drawn'), once: valueOf(html, 'once') }
}

/** What a stranger types. */
export const filled = (subcategory: string, more: Fields = {}): Fields => ({
  act: 'send',
  subcategory,
  lastName: 'Petit',
  firstName: 'Jeanne',
  email: 'jeanne.petit@example.fr',
  emailAgain: 'Jeanne.Petit@example.fr',
  phone: '01 23 45 67 89',
  siret: '',
  subject: 'Page blanche au dépôt',
  description: 'Après « Déposer », la page reste blanche.\nMessage : erreur 12.',
  browser: 'Firefox 140.0, Linux',
  site: '',
  ...more,
})

/** Opens the form, waits as people do, fills it in and sends it with its files. */
export async function sendContact(w: TestWorld, more: Fields = {}, sending: Sending = {}) {
  const { subcategory, drawn, once } = await openContact(w)
  pass(w, 30)
  return post(w, paths.contact, { ...filled(subcategory), drawn, once, ...more }, sending)
}

/** Sends a form with files as a browser does, without a cookie. */
export function post(
  w: TestWorld,
  path: string,
  ...[fields, { files = [], headers = {}, peer } = {}]: [fields: Fields, sending?: Sending]
) {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  for (const [name, content] of files) body.append('files', new File([content], name))
  return send(w, path, { body, headers: { origin: PUBLIC_URL, ...headers }, peer })
}

type Request = { body?: FormData; headers?: Fields; peer?: string | undefined }
export const get = (w: TestWorld, path: string, headers: Fields = {}) => send(w, path, { headers })

async function send(w: TestWorld, path: string, { body, headers = {}, peer = '127.0.0.1' }: Request) {
  // As a browser does, the length is said before.
  const form = body && new Response(body)
  const type = form?.headers.get('content-type') ?? ''
  const bytes = form && new Uint8Array(await form.arrayBuffer())
  const request = {
    method: body ? 'POST' : 'GET',
    headers: {
      host: new URL(PUBLIC_URL).host,
      ...headers,
      ...(bytes && { 'content-type': type, 'content-length': String(bytes.length) }),
    },
    ...(bytes && { body: bytes }),
  }
  const incoming = { socket: { remoteAddress: peer, remotePort: 40_000, remoteFamily: 'IPv4' } }
  return w.app.request(PUBLIC_URL + path, request, { incoming })
}

/** The mails waiting, with what they say. */
export async function mailsOf({ db }: TestWorld) {
  const mails = await db.selectFrom('mail').select(['kind', 'to_address', 'language', 'data']).orderBy('id').execute()
  return mails.map(({ data, ...mail }) => ({ ...mail, data: JSON.parse(data) as Record<string, unknown> }))
}

/** The token that the last mail to this address carries. */
export async function tokenFor(w: TestWorld, email = 'jeanne.petit@example.fr'): Promise<string> {
  const mail = (await mailsOf(w)).findLast((one) => one.to_address === email && typeof one.data['secret'] === 'string')
  return String(mail?.data['secret'])
}
