import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { z } from 'zod'
import type { ContactFiles, ContactProps } from '../../views/tickets/contact-form.tsx'
import { ContactPage, ContactPanel, ContactSentPage } from '../../views/tickets/contact-page.tsx'
import type { ContactTyped, RecipientState } from '../../views/tickets/contact-route.tsx'
import type { AnyAct } from '../act.ts'
import { contactLimit, secondsUntilSearch } from '../http/contact-limit.ts'
import { form, type Typed, typedText } from '../http/form.ts'
import { guestUpload, type GuestUploadEnv, keptForGuest, uploadProblem } from '../http/guest-upload.ts'
import { submitOnce } from '../http/once.ts'
import { type Env, goTo, plain, show, showPage, type Status } from '../http/page.tsx'
import { findPrefill } from '../http/prefill.ts'
import { sealOf, stampOf, whyNotStamped } from '../http/seal.ts'
import { noteTicketOfTalk, talkerOf } from '../http/talking.ts'
import { readSiret } from '../structures/rules.ts'
import { paths, withQuery } from '../urls.ts'
import { browserName } from '../values/browser-name.ts'
import { refuse } from '../values/result.ts'
import { listKinds } from './category-queries.ts'
import { contactForm } from './contact-forms.ts'
import type { Contact, ContactError, ContactRefusal } from './contact-rules.ts'
import { findGuestKind, sendContact } from './contacting.ts'
import { findFollowedTicket, findStructureName } from './guest-queries.ts'
import { readNumber } from './guest-rules.ts'
import { findRecipient, searchRecipients } from './recipient-queries.ts'
import type { TicketView } from './viewing-rules.ts'
import { idIn } from './writing-forms.ts'
import { fieldOf, followUpOf, isLack, type Kind, lacksOf, type LackRefusal } from './writing-rules.ts'

type Filled = z.output<typeof contactForm>
type Answer = Pick<ContactProps, 'errors' | 'refusal'>
type Ctx = Context<GuestUploadEnv>

const STATUS: Record<ContactRefusal, Status> = {
  'too-fast': 409,
  'too-old': 409,
  'trap-filled': 409,
  'not-to-follow': 409,
  'too-many-for-network': 429,
  'too-many-for-address': 429,
}
const QUERY_MAX = 200
const NO_FILES = { files: [], refused: [], token: null, areLost: false }

/** Nobody's account writes here, signed in or not. */
const guestAct = (c: Context<Env>): AnyAct => ({ ...c.var.anyAct, actor: null })

const textsOf = (typed: Typed): ContactTyped =>
  Object.fromEntries(Object.keys(typed).map((name) => [name, typedText(typed, name)]))

/** The form with what was typed so far, grown by what was chosen. */
async function showContact(c: Ctx, typed: ContactTyped, answer: Answer & { status?: Status } = {}) {
  const { status = 200, ...rest } = answer
  const act = guestAct(plain(c))
  const kinds = await listKinds(act, { forGuests: true })
  const followed = await findFollowed(c, typed)
  const kind = kinds.find(({ id }) => id === idIn(typed['subcategory']))
  const props: ContactProps = {
    kinds,
    kind,
    recipient: await recipientOf(c, kind, typed),
    typed: { ...typed, browser: typed['browser'] ?? browserName(c.req.header('user-agent')) },
    stamp: stampFor(c, typed['drawn']),
    files: filesOf(c),
    follows: followed ? { token: typed['follows'] ?? '', number: followed.number ?? '' } : null,
    ...rest,
  }
  return show(c, { page: <ContactPage {...props} />, panel: <ContactPanel {...props} /> }, status)
}

/** The closed ticket that this one follows up, while its link opens it. */
async function findFollowed(c: Ctx, typed: ContactTyped): Promise<TicketView | undefined> {
  const ticket = typed['follows'] ? await findFollowedTicket(guestAct(plain(c)), typed['follows']) : undefined
  return ticket?.status === 'closed' ? ticket : undefined
}

/** "Donner suite" of whoever follows a closed ticket by a link: the form with what that ticket hands down. */
export function showFollowUp<E extends Env>(c: Context<E>, ticket: TicketView, token: string) {
  const { subcategoryId, recipientId, serviceId, objectType, reference, subject } = followUpOf(ticket)
  const { guest } = ticket
  const text = (id: number | null) => (id === null ? undefined : String(id))
  return showContact(c as unknown as Ctx, {
    subcategory: text(subcategoryId),
    chosen: text(recipientId),
    service: text(serviceId),
    objectType: objectType ?? undefined,
    reference,
    subject,
    lastName: guest?.last_name,
    firstName: guest?.first_name,
    email: guest?.email,
    emailAgain: guest?.email,
    siret: guest?.siret,
    follows: token,
  })
}

/** Whom it goes to: picked just now, or before; looked for when there is nobody yet, or when asked to. */
async function recipientOf(c: Ctx, kind: Kind | undefined, typed: ContactTyped): Promise<RecipientState> {
  const act = guestAct(plain(c))
  const nobody = { chosen: undefined, q: '', found: null }
  if (kind?.route !== 'service') return nobody
  const picked = idIn(typed['recipient'])
  const chosen = await findRecipient(act, picked ?? idIn(typed['chosen']))
  const q = (typed['q'] ?? '').trim().slice(0, QUERY_MAX)
  if (q === '' || (picked !== null && typed['act'] !== 'search')) return { ...nobody, chosen }
  const wait = await secondsUntilSearch(c)
  return { chosen, q, found: wait === null ? await searchRecipients(act, q) : 'too-many' }
}

/** A form that comes back keeps the stamp of its first drawing, unless it is too old. */
function stampFor(c: Ctx, stamp: string | undefined): string {
  const { now } = c.var.anyAct
  const seal = sealOf(c)
  return stamp !== undefined && whyNotStamped(seal, stamp, now) !== 'too-old' ? stamp : stampOf(seal, now)
}

function filesOf(c: Ctx): ContactFiles {
  const { files } = c.var.upload ?? NO_FILES
  const { scene, world } = c.var
  return {
    limits: world.config.uploads,
    kept: keptForGuest(c, files),
    error: c.var.upload && uploadProblem(c.var.upload, scene.language),
  }
}

/** A button that only makes the form grow: nothing is wrong with it yet. */
const growing = createMiddleware<GuestUploadEnv>(async (c, next) => {
  const typed = textsOf((await plain(c).req.parseBody()) as Typed)
  return typed['act'] === 'continue' || typed['act'] === 'search' ? showContact(c, typed) : next()
})

const contactPosted = form<GuestUploadEnv, typeof contactForm>(contactForm, async (c, { typed, errors }) => {
  const texts = textsOf(typed)
  const lacks = await lacksIn(c, {
    subcategoryId: idIn(texts['subcategory']),
    recipientId: idIn(texts['recipient']) ?? idIn(texts['chosen']),
    serviceId: idIn(texts['service']),
  })
  return showContact(c, texts, { errors: { ...lacks, ...errors }, status: 422 })
})

type Chosen = { subcategoryId: number | null; recipientId: number | null; serviceId: number | null }

/** What the choices lack, by field: told together with what is wrong with the texts. */
async function lacksIn(c: Ctx, chosen: Chosen): Promise<Record<string, ContactError>> {
  const act = guestAct(plain(c))
  const kind = await findGuestKind(act, chosen.subcategoryId)
  const recipient = await findRecipient(act, chosen.recipientId)
  const said = { subject: '-', description: '-', phone: '', browser: '', reference: '', objectType: null }
  const writing = { ...said, ...chosen, structureId: null, followsId: null }
  return Object.fromEntries(
    lacksOf(writing, { kind, recipient }, null).flatMap((lack) =>
      lack === 'structure-not-yours' || lack === 'structure-missing' ? [] : [[fieldOf(lack), lack] as const],
    ),
  )
}

/** Fourteen digits, or nothing; null for what is neither. */
const siretIn = ({ var: { world } }: Ctx, { siret }: Filled): string | null =>
  siret.trim() === '' ? '' : readSiret(siret, world.config.testSirets)

/** Why a robot may have filled this in. */
function whyNotHuman(c: Ctx, { site, drawn }: Filled): ContactRefusal | null {
  if (site !== '') return 'trap-filled'
  return whyNotStamped(sealOf(c), drawn, c.var.anyAct.now)
}

async function send(c: Ctx, filled: Filled) {
  const { scene, upload, world } = c.var
  const typed = textsOf((await plain(c).req.parseBody()) as Typed)
  const siret = siretIn(c, filled)
  if (siret === null) return showContact(c, typed, { errors: { siret: 'siret-wrong' }, status: 422 })
  if (uploadProblem(upload, scene.language) !== undefined) return showContact(c, typed, { status: 422 })
  const human = whyNotHuman(c, filled)
  if (human) return showContact(c, typed, { refusal: human, status: STATUS[human] })
  const followed = await findFollowed(c, typed)
  if (filled.follows !== '' && !followed) return showRefused(c, typed, 'not-to-follow')
  const { recipient, chosen, subcategory, service, ...texts } = filled
  const contact: Contact = {
    ...texts,
    siret,
    subcategoryId: subcategory,
    recipientId: recipient ?? chosen,
    serviceId: service,
    followsId: followed?.id ?? null,
    language: scene.language,
    organisation: await nameOf(c, siret),
  }
  const result = await submitOnce(c, {
    act: guestAct(plain(c)),
    command: async (act) => {
      // Here, so that the same form sent twice counts once.
      const limit = await contactLimit(c, contact.email)
      if (limit) return refuse(limit)
      const sent = await sendContact(act, contact, upload.files)
      if (sent.ok) await noteOrigin(c, act, { prefill: typed['prefill'], ticketId: sent.value.id })
      return sent
    },
    landing: ({ number }) => ({ to: withQuery(paths.contactSent, { number }), notice: null }),
  })
  if (!result.ok) return showRefused(c, typed, result.refusal)
  world.wakeMails()
  world.live.tell()
  return goTo(c, result.value)
}

/** The conversation that the form began with learns which ticket it has become: nobody makes a second one of it unawares. */
async function noteOrigin(
  c: Ctx,
  act: AnyAct,
  { prefill, ticketId }: { prefill: string | undefined; ticketId: number },
) {
  const { tokenHash } = talkerOf(c)
  const { preparedAt: at } = await findPrefill(act, prefill, tokenHash)
  if (tokenHash !== null && at !== undefined) await noteTicketOfTalk(act, tokenHash, { ticketId, at })
}

const showRefused = (c: Ctx, typed: ContactTyped, refusal: ContactRefusal | LackRefusal) =>
  isLack(refusal)
    ? showContact(c, typed, { errors: { [fieldOf(refusal)]: refusal }, status: 409 })
    : showContact(c, typed, { refusal, status: STATUS[refusal] })

/** What the register, or else the platform, calls the holder of a SIRET. Told to agents, not to whoever typed it. */
async function nameOf(c: Ctx, siret: string): Promise<string> {
  if (siret === '') return ''
  const found = await c.var.world.register.find(siret)
  return found.kind === 'found' ? found.establishment.name : findStructureName(c.var.anyAct, siret)
}

/** "Nous contacter", for people without an account. */
export const contact = new Hono<GuestUploadEnv>()
  .get(paths.contact, async (c) => {
    const { subcategory, recipient, q, prefill } = c.req.query()
    const began = await findPrefill(c.var.anyAct, prefill, talkerOf(c).tokenHash)
    const from = Object.keys(began).length > 0 ? { prefill } : {}
    return showContact(c, { ...began, ...from, subcategory, recipient, q })
  })
  .post(paths.contact, guestUpload('files'), growing, contactPosted, (c) => send(c, c.req.valid('form')))
  .get(paths.contactSent, (c) => showPage(c, <ContactSentPage number={readNumber(c.req.query('number') ?? '')} />))
