import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { ServiceListPage, ServiceListPanel, type ServiceListProps } from '../../views/structures/service-list-page.tsx'
import { WARNED } from '../../views/structures/managed-frame.tsx'
import { ServiceClosingPage, ServiceClosingPanel, ServicePage } from '../../views/structures/service-page.tsx'
import { structureServiceWords } from '../../views/words/structure-services.ts'
import type { Act } from '../act.ts'
import { showNotFound } from '../http/errors.tsx'
import { form, type Typed, typedText } from '../http/form.ts'
import { type Landing, submitOnce } from '../http/once.ts'
import { goTo, show, showPage, type Status } from '../http/page.tsx'
import { backTo, pagingOf } from '../http/paging.ts'
import { signedIn } from '../http/session.ts'
import { paths, url } from '../urls.ts'
import type { Result } from '../values/result.ts'
import { sortIn } from '../values/sort.ts'
import { addService, changeService, closeService, openService } from './changing-services.ts'
import { backForm, serviceForm } from './managed-forms.ts'
import { hasCurrentMandate } from './managed-queries.ts'
import { aboutOf, EDIT_STATUS, editable, type ManagedEnv, warned, withManaged } from './managed-routes.tsx'
import { type ManagedService, type ServiceRefusal, whyNotEdit } from './rules.ts'
import {
  countServices,
  countUse,
  findManagedService,
  SERVICE_SORTS,
  SERVICE_STATES,
  searchServices,
} from './services-queries.ts'

type ServiceEnv = { Variables: ManagedEnv['Variables'] & { service: ManagedService } }
type Input = { code: string; name: string }

const QUERY_MAX = 100
const STATUS: Record<ServiceRefusal, Status> = {
  ...EDIT_STATUS,
  'service-not-found': 404,
  'code-taken': 409,
  'already-closed': 409,
  'already-open': 409,
  'last-open-service': 409,
}

const wordsOf = (c: Context<ManagedEnv>) => structureServiceWords[c.var.scene.language]
const listOf = (c: Context<ManagedEnv>) => url(paths.managedServices, c.var.structure)

/** Behind `withManaged`: a service of this structure, as far as the reader manages. */
const withService = createMiddleware<ServiceEnv>(async (c, next) => {
  const id = Number(c.req.param('service'))
  const service = Number.isSafeInteger(id) && (await findManagedService(c.var.act, c.var.structure.id, id))
  if (!service) return showNotFound(c)
  c.set('service', service)
  return next()
})

/** Who reads the services is not warned: nothing is about to change before they ask to add one. */
const warnedIfAdding = createMiddleware<ManagedEnv>((c, next) =>
  c.req.query('add') !== undefined && whyNotEdit(c.var.actor, c.var.structure) === null ? warned(c, next) : next(),
)

async function listProps(c: Context<ManagedEnv>, adding?: ServiceListProps['adding']): Promise<ServiceListProps> {
  const { act, structure } = c.var
  const state = SERVICE_STATES.find((one) => one === c.req.query('state')) ?? 'open'
  const q = (c.req.query('q') ?? '').trim().slice(0, QUERY_MAX)
  const sort = sortIn(new URL(c.req.url).searchParams, SERVICE_SORTS)
  const mustWarn = !(await hasCurrentMandate(act, structure.id))
  return {
    ...aboutOf(c),
    state,
    q,
    sort,
    page: await searchServices(act, structure.id, { state, q, paging: pagingOf(c), sort }),
    totals: await countServices(act, structure.id),
    mayEdit: whyNotEdit(act.actor, structure) === null,
    mustWarn,
    mayAdd: !mustWarn || c.req.query('mandate') === WARNED.mandate,
    ...(adding && { adding }),
  }
}

async function showList(c: Context<ManagedEnv>, adding?: ServiceListProps['adding'], status: Status = 200) {
  const props = await listProps(c, adding)
  return show(c, { page: <ServiceListPage {...props} />, panel: <ServiceListPanel {...props} /> }, status)
}

async function add(c: Context<ManagedEnv>, input: Input) {
  const { act, structure } = c.var
  const result = await submitOnce(c, {
    act,
    command: (act) => addService(act, structure.id, input),
    landing: ({ name }) => ({ to: listOf(c), notice: { tone: 'good', text: wordsOf(c).addedNotice(name) } }),
  })
  if (!result.ok) return showList(c, { ...input, refusal: result.refusal }, STATUS[result.refusal])
  return goTo(c, result.value, async () => <ServiceListPanel {...await listProps(c)} />)
}

/** The part of the list that a service was opened from. */
const backOf = (c: Context<ServiceEnv>, typed = c.req.query('back')) => backTo(typed, listOf(managed(c)))

type Shown = {
  back?: string | undefined
  shown: Input
  errors?: Record<string, string | undefined>
  refusal?: ServiceRefusal
}

async function showService(c: Context<ServiceEnv>, { back, ...shown }: Shown, status: Status = 200) {
  const { act, service } = c.var
  const props = { ...aboutOf(managed(c)), service, use: await countUse(act, service.id), back: backOf(c, back) }
  return showPage(c, <ServicePage {...props} {...shown} />, status)
}

/** Hono's context type is invariant: a service's context is also one of its structure. */
const managed = (c: Context<ServiceEnv>): Context<ManagedEnv> => c as unknown as Context<ManagedEnv>

const typedInput = (typed: Typed): Input => ({
  code: typedText(typed, 'code') ?? '',
  name: typedText(typed, 'name') ?? '',
})

const servicePosted = form<ServiceEnv, typeof serviceForm>(serviceForm, (c, { typed, errors }) =>
  showService(c, { back: typedText(typed, 'back'), shown: typedInput(typed), errors }, 422),
)
const backPosted = form<ServiceEnv, typeof backForm>(backForm, (c) => showClosing(c, {}, 422))

type Closing = { back?: string | undefined; refusal?: ServiceRefusal }

async function showClosing(c: Context<ServiceEnv>, { back, ...refused }: Closing, status: Status = 200) {
  const { act, service } = c.var
  const use = await countUse(act, service.id)
  const props = { ...aboutOf(managed(c)), service, use, back: backOf(c, back), ...refused }
  return show(c, { page: <ServiceClosingPage {...props} />, panel: <ServiceClosingPanel {...props} /> }, status)
}

type Place = { structureId: number; serviceId: number }
type Command = (act: Act, place: Place) => Promise<Result<Input, ServiceRefusal>>
type Told = { back: string | undefined; notice: 'savedNotice' | 'closedNotice' | 'openedNotice' }

/** Runs a command about one service; after it comes the list. */
function submit(c: Context<ServiceEnv>, command: Command, { back, notice }: Told) {
  const { act, structure, service } = c.var
  return submitOnce(c, {
    act,
    command: (act) => command(act, { structureId: structure.id, serviceId: service.id }),
    landing: ({ name }): Landing => ({
      to: backOf(c, back),
      notice: { tone: 'good', text: wordsOf(managed(c))[notice](name) },
    }),
  })
}

/** The services of a structure: the list, adding, changing, closing, opening again. */
export const managedServices = new Hono<ServiceEnv>()
  .get(paths.managedServices, signedIn, withManaged, warnedIfAdding, (c) => showList(managed(c)))
  .post(
    paths.managedServices,
    signedIn,
    withManaged,
    editable,
    form<ManagedEnv, typeof serviceForm>(serviceForm, (c, { typed, errors }) =>
      showList(c, { ...typedInput(typed), errors }, 422),
    ),
    (c) => {
      const { code, name } = c.req.valid('form')
      return add(managed(c), { code, name })
    },
  )
  .get(paths.managedService, signedIn, withManaged, editable, withService, warned, (c) =>
    showService(c, { shown: c.var.service }),
  )
  .post(paths.managedService, signedIn, withManaged, editable, withService, servicePosted, async (c) => {
    const { back, ...input } = c.req.valid('form')
    const told = { back, notice: 'savedNotice' } as const
    const result = await submit(c, (act, place) => changeService(act, place, input), told)
    if (result.ok) return goTo(c, result.value)
    return showService(c, { back, shown: input, refusal: result.refusal }, STATUS[result.refusal])
  })
  .get(paths.managedServiceClosing, signedIn, withManaged, editable, withService, warned, (c) => showClosing(c, {}))
  .post(paths.managedServiceClosing, signedIn, withManaged, editable, withService, backPosted, async (c) => {
    const { back } = c.req.valid('form')
    const result = await submit(c, closeService, { back, notice: 'closedNotice' })
    if (result.ok) return goTo(c, result.value)
    return showClosing(c, { back, refusal: result.refusal }, STATUS[result.refusal])
  })
  .post(paths.managedServiceOpening, signedIn, withManaged, editable, withService, backPosted, async (c) => {
    const { back } = c.req.valid('form')
    const result = await submit(c, openService, { back, notice: 'openedNotice' })
    if (result.ok) return goTo(c, result.value)
    return showService(c, { back, shown: c.var.service, refusal: result.refusal }, STATUS[result.refusal])
  })
