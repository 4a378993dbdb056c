import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import {
  TechnicalPage,
  TechnicalPanel,
  type TechnicalProps,
  TechnicalRefusedPage,
} from '../../views/memberships/technical-page.tsx'
import { TechnicalRemovalPage, TechnicalRemovalPanel } from '../../views/memberships/technical-removal-page.tsx'
import {
  TechnicalResetPage,
  TechnicalResetPanel,
  type TechnicalResetProps,
} from '../../views/memberships/technical-reset-page.tsx'
import { TechnicalSecretPage, TechnicalSecretPanel } from '../../views/memberships/technical-secret-page.tsx'
import { technicalUserWords } from '../../views/words/technical-users.ts'
import type { Act } from '../act.ts'
import { showNotFound, showTooMany } from '../http/errors.tsx'
import { form, typedText } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { goTo, show, showPage, type SignedInEnv, type Status } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { findManagedStructure } from '../structures/managed-queries.ts'
import { type ManagedStructure, type Standpoint, standpointOf } from '../structures/rules.ts'
import { paths, url } from '../urls.ts'
import type { Result } from '../values/result.ts'
import { createTechnicalUser } from './technical-creating.ts'
import { technicalForm, technicalResetForm } from './technical-forms.ts'
import { findTechnicalUserOf } from './technical-queries.ts'
import { removeTechnicalUser } from './technical-removing.ts'
import { resetTechnicalSecret } from './technical-resetting.ts'
import {
  type AnyTechnicalRefusal,
  type MadeSecret,
  type TechnicalUser,
  whyNotRemoveTechnical,
  whyNotTechnical,
} from './technical-rules.ts'

export type TechnicalEnv = {
  Variables: SignedInEnv['Variables'] & {
    structure: ManagedStructure
    from: Standpoint
    technical: TechnicalUser | null
  }
}
export const STATUS: Record<AnyTechnicalRefusal, Status> = {
  'not-found': 404,
  'primary-only': 403,
  'structure-inactive': 409,
  'has-technical-user': 409,
  'no-technical-user': 409,
  'login-taken': 409,
  'too-late': 409,
}
/** Addresses that a manager may try in an hour: the answer tells whether an account has one. */
const ADDRESSES_TRIED = { points: 20, seconds: 3600 }

/** First of all: who does not manage the structure learns nothing, and who is not its primary manager is told who is. */
const whoMay = (whyNot: typeof whyNotTechnical) =>
  createMiddleware<TechnicalEnv>(async (c, next) => {
    const { act } = c.var
    const structure = await findManagedStructure(act, Number(c.req.param('id')))
    const from = structure && standpointOf(act.actor, structure.id)
    const refusal = structure && whyNot(act.actor, structure.id)
    if (!structure || !from || refusal === 'not-found') return showNotFound(c)
    if (refusal) return showPage(c, <TechnicalRefusedPage {...{ structure, from, refusal }} />, STATUS[refusal])
    c.set('structure', structure)
    c.set('from', from)
    c.set('technical', (await findTechnicalUserOf(act, structure.id)) ?? null)
    return next()
  })
export const withTechnical = whoMay(whyNotTechnical)
const withRemovable = whoMay(whyNotRemoveTechnical)

/** Where there is nothing to reset or to remove, the page says so. */
const withExisting = createMiddleware<TechnicalEnv>(async (c, next) =>
  c.var.technical || c.req.method === 'POST' ? next() : c.redirect(afterRemoval(c), 303),
)
const hereOf = (c: Context<TechnicalEnv>): string => url(paths.technicalUser, c.var.structure)
/** The platform support frees an address, and has no page of the technical user. */
const afterRemoval = (c: Context<TechnicalEnv>): string =>
  whyNotTechnical(c.var.actor, c.var.structure.id) ? url(paths.operatorStructure, c.var.structure) : hereOf(c)
export const aboutOf = ({ var: { structure, from } }: Context<TechnicalEnv>) => ({ structure, from })
const wordsOf = (c: Context<TechnicalEnv>) => technicalUserWords[c.var.scene.language]

type Drawn = Pick<TechnicalProps, 'login' | 'errors' | 'refusal'>

export function showTechnical(c: Context<TechnicalEnv>, drawn: Drawn = {}, status: Status = 200) {
  const props = { ...aboutOf(c), technical: c.var.technical, ...drawn }
  return show(c, { page: <TechnicalPage {...props} />, panel: <TechnicalPanel {...props} /> }, status)
}

function showReset(
  c: Context<TechnicalEnv>,
  drawn: Pick<TechnicalResetProps, 'overlap' | 'errors' | 'refusal'> = {},
  status: Status = 200,
) {
  const { technical } = c.var
  if (!technical) return showTechnical(c, { refusal: drawn.refusal }, status)
  const props = { ...aboutOf(c), technical, ...drawn }
  return show(c, { page: <TechnicalResetPage {...props} />, panel: <TechnicalResetPanel {...props} /> }, status)
}

export const instanceOf = ({ var: { world } }: Context<TechnicalEnv>) =>
  `${world.config.brand} – ${world.config.publicUrl}`

/**
 * Runs a command that makes a secret, and shows it in this answer alone: it is in no landing, address, notice or log. The
 * same form sent again makes nothing, and says that the secret was shown.
 */
async function makeSecret<R extends AnyTechnicalRefusal>(
  c: Context<TechnicalEnv>,
  command: (act: Act) => Promise<Result<MadeSecret, R>>,
  refused: (refusal: R) => Response | Promise<Response>,
) {
  const { act, actor, world } = c.var
  const words = wordsOf(c)
  const shown: MadeSecret[] = []
  const link = { href: url(paths.technicalUserReset, c.var.structure), label: words.reset }
  const result = await submitOnce(c, {
    act,
    command: async (act) => {
      const made = await command(act)
      if (made.ok) shown.push(made.value)
      return made
    },
    landing: () => ({ to: hereOf(c), notice: { tone: 'bad', text: words.shownOnce, link } }),
  })
  if (!result.ok) return refused(result.refusal)
  world.wakeMails()
  const [made] = shown
  if (!made) return goTo(c, result.value)
  const props = { ...aboutOf(c), made, createdBy: actor.name, instance: instanceOf(c) }
  return show(c, { page: <TechnicalSecretPage {...props} />, panel: <TechnicalSecretPanel {...props} /> })
}

const createPosted = form<TechnicalEnv, typeof technicalForm>(technicalForm, (c, { typed, errors }) =>
  showTechnical(c, { login: typedText(typed, 'login'), errors }, 422),
)

async function create(c: Context<TechnicalEnv>, login: string) {
  const wait = await c.var.world.limiter.take('technical-login', ADDRESSES_TRIED, String(c.var.actor.id))
  if (wait !== null) return showTooMany(c, wait)
  return makeSecret(
    c,
    (act) => createTechnicalUser(act, c.var.structure.id, login),
    (refusal) => showTechnical(c, { login, refusal }, STATUS[refusal]),
  )
}

const resetPosted = form<TechnicalEnv, typeof technicalResetForm>(technicalResetForm, (c, { typed, errors }) =>
  showReset(c, { overlap: typedText(typed, 'overlap'), errors }, 422),
)

async function remove(c: Context<TechnicalEnv>) {
  const { act, structure, world } = c.var
  const words = wordsOf(c)
  const result = await submitOnce(c, {
    act,
    command: (act) => removeTechnicalUser(act, structure.id),
    landing: ({ login }) => ({ to: afterRemoval(c), notice: { tone: 'good', text: words.removed(login) } }),
  })
  if (!result.ok) return showTechnical(c, { refusal: result.refusal }, STATUS[result.refusal])
  world.wakeMails()
  return goTo(c, result.value)
}

/** A structure's technical user: created, given a new secret, removed, by its primary manager. */
export const technicalUsers = new Hono<TechnicalEnv>()
  .get(paths.technicalUser, signedIn, withTechnical, (c) => showTechnical(c))
  .post(paths.technicalUser, signedIn, withTechnical, createPosted, (c) => create(c, c.req.valid('form').login))
  .get(paths.technicalUserReset, signedIn, withTechnical, withExisting, (c) => showReset(c))
  .post(paths.technicalUserReset, signedIn, withTechnical, resetPosted, (c) => {
    const { overlap } = c.req.valid('form')
    return makeSecret(
      c,
      (act) => resetTechnicalSecret(act, c.var.structure.id, overlap),
      (refusal) => showReset(c, { overlap, refusal }, STATUS[refusal]),
    )
  })
  .get(paths.technicalUserRemoval, signedIn, withRemovable, withExisting, (c) => {
    const { technical } = c.var
    if (!technical) return c.redirect(afterRemoval(c), 303)
    const props = { ...aboutOf(c), technical, back: afterRemoval(c) }
    return show(c, { page: <TechnicalRemovalPage {...props} />, panel: <TechnicalRemovalPanel {...props} /> })
  })
  .post(paths.technicalUserRemoval, signedIn, withRemovable, remove)
