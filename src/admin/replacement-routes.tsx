import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { ReplacementPage, type ReplacementProps } from '../../views/admin/replacement-page.tsx'
import { replacementWords } from '../../views/words/operator-replacement.ts'
import { showNotFound } from '../http/errors.tsx'
import { form, typedText } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { operatorsOnly } from '../http/operators-only.ts'
import { goTo, showPage, type SignedInEnv, type Status } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { findStructure } from '../structures/queries.ts'
import type { Structure } from '../structures/rules.ts'
import { paths, url } from '../urls.ts'
import { replacePrimary } from './appointing-primary.ts'
import { flagPigp } from './flagging-pigp.ts'
import { pigpForm, replacementForm } from './forms.ts'
import { findPrimary } from './queries.ts'
import type { ReplaceRefusal } from './rules.ts'

type ReplacementEnv = { Variables: SignedInEnv['Variables'] & { structure: Structure } }
type C = Context<ReplacementEnv>
type Drawn = Pick<ReplacementProps, 'typed' | 'errors' | 'refusal'> & { status?: Status }

const STATUS: Record<ReplaceRefusal, Status> = {
  'not-found': 404,
  'not-allowed': 403,
  'unknown-address': 409,
  'not-active': 409,
  'no-primary': 409,
  inactive: 409,
  'already-primary': 409,
  'own-role': 403,
}

const withStructure = createMiddleware<ReplacementEnv>(async (c, next) => {
  const structure = await findStructure(c.var.act, Number(c.req.param('id')))
  if (!structure) return showNotFound(c)
  c.set('structure', structure)
  return next()
})

/** Why there is nothing to replace here, whoever would be named: said before anything is typed. */
const whyNone = ({ state, primary_membership_id }: Structure): ReplaceRefusal | undefined => {
  if (primary_membership_id === null) return 'no-primary'
  return state === 'inactive' ? 'inactive' : undefined
}

async function showReplacement(c: C, { status = 200, ...drawn }: Drawn = {}) {
  const { act, structure } = c.var
  const refusal = drawn.refusal ?? whyNone(structure)
  const props = { structure, primary: await findPrimary(act, structure.id), ...drawn, ...(refusal && { refusal }) }
  return showPage(c, <ReplacementPage {...props} />, status)
}

const posted = form<ReplacementEnv, typeof replacementForm>(replacementForm, (c, { typed, errors }) =>
  showReplacement(c, {
    typed: {
      login: typedText(typed, 'login'),
      reason: typedText(typed, 'reason'),
      isGone: typedText(typed, 'isGone') === '1',
    },
    errors,
    status: 422,
  }),
)
const pigpPosted = form<ReplacementEnv, typeof pigpForm>(pigpForm, (c) => showNotFound(c))

async function replace(c: C, { login, reason }: { login: string; reason: string }) {
  const { act, structure, world } = c.var
  const words = replacementWords[act.actor.language]
  const result = await submitOnce(c, {
    act,
    command: (act) => replacePrimary(act, structure.id, { login, reason }),
    landing: ({ name }) => ({
      to: url(paths.operatorStructure, structure),
      notice: { tone: 'good', text: words.notice(name) },
    }),
  })
  const typed = { login, reason, isGone: true }
  if (!result.ok) return showReplacement(c, { typed, refusal: result.refusal, status: STATUS[result.refusal] })
  world.wakeMails()
  return goTo(c, result.value)
}

async function flag(c: C, isPigp: boolean) {
  const { act, structure } = c.var
  const words = replacementWords[act.actor.language]
  const to = url(paths.operatorStructure, structure)
  const result = await submitOnce(c, {
    act,
    command: (act) => flagPigp(act, structure.id, isPigp),
    landing: (isPigp) => ({ to, notice: { tone: 'good', text: words.pigpNotice(isPigp) } }),
  })
  // Only a form made by hand is refused: the page draws this one for public structures alone.
  return goTo(c, result.ok ? result.value : { to, notice: { tone: 'bad', text: words.pigpRefusals[result.refusal] } })
}

/** What the platform support does about the managers of one structure, beside appointing the first. */
export const replacements = new Hono<ReplacementEnv>()
  .get(paths.operatorReplacement, signedIn, operatorsOnly, withStructure, (c) => showReplacement(c))
  .post(paths.operatorReplacement, signedIn, operatorsOnly, withStructure, posted, (c) =>
    replace(c, c.req.valid('form')),
  )
  .post(paths.operatorPigp, signedIn, operatorsOnly, withStructure, pigpPosted, (c) =>
    flag(c, c.req.valid('form').isPigp !== undefined),
  )
