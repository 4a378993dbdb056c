import { expect } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import type { Person } from '../moment.ts'
import { PUBLIC_URL, type TestWorld } from '../world.ts'
import { subcategoryId } from './furnishing.ts'

export const PDF = `%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n`
export const FORM = 'form-of-lucie-number-1'

type Sent = { files?: { name: string; content: string }[]; headers?: Record<string, string> }
export type Fields = Record<string, string | number>

/** Posts a form with files, as a browser does. */
export const sendFiles =
  (w: TestWorld, person: Person) =>
  async (path: string, fields: Fields, sent: Sent = {}) => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ once: crypto.randomUUID(), ...fields }))
      form.append(name, String(value))
    const files = sent.files ?? []
    for (const { name, content } of files.length > 0 ? files : [{ name: '', content: '' }])
      form.append('files', new File([content], name))
    const { cookie } = await w.as(person)
    return w.app.request(PUBLIC_URL + path, {
      method: 'POST',
      body: form,
      headers: { cookie, host: new URL(PUBLIC_URL).host, origin: PUBLIC_URL, ...sent.headers },
    })
  }

/** All that a ticket to the Mairie's finance service says. */
export async function toFinances(w: TestWorld): Promise<Fields> {
  return {
    form: FORM,
    seen: 0,
    subcategory: await subcategoryId(w, 'invoices', 'suspended'),
    recipient: w.mairie,
    service: w.finances,
    structure: '',
    objectType: 'invoice',
    reference: 'F-2026-0412',
    subject: 'Facture suspendue sans motif',
    description: 'Notre facture est suspendue.\r\nQue devons-nous fournir ?',
    phone: '01 23 45 67 89',
    browser: 'Firefox 145.0',
  }
}

/** The same to the platform support. */
export async function toSupport(w: TestWorld): Promise<Fields> {
  const { recipient: _, service: __, objectType: ___, ...fields } = await toFinances(w)
  return { ...fields, reference: '', subcategory: await subcategoryId(w, 'portal', 'error') }
}

export const ticketsOf = ({ db }: TestWorld, person: Person) =>
  db.selectFrom('ticket').selectAll().where('writer_id', '=', person.id).orderBy('id').execute()

/** The id of the draft that a save led to. */
export function draftIn(answer: Response): number {
  expect(answer.status).toBe(303)
  const to = answer.headers.get('location') ?? ''
  expect(to).toMatch(/^\/sent-tickets\/drafts\/\d+$/)
  return Number(to.split('/').at(-1))
}

export const draftPath = (id: number) => url(paths.ticketDraft, { id })
