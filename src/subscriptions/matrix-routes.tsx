import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import {
  OperatorSpacesPage,
  OperatorSpacesPanel,
  type OperatorSpacesProps,
  SpaceRulesPage,
  SpaceRulesPanel,
} from '../../views/subscriptions/operator-spaces-page.tsx'
import { spaceWords } from '../../views/words/spaces.ts'
import { subscriptionWords } from '../../views/words/subscriptions.ts'
import { form, type Typed, typedText } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { operatorsOnly } from '../http/operators-only.ts'
import { goTo, show, type SignedInEnv, type Status } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { paths } from '../urls.ts'
import { matrixForm } from './matrix-forms.ts'
import { listMatrix } from './matrix-queries.ts'
import { changeSpaceRules } from './setting-matrix.ts'
import type { SpaceRule } from './rules.ts'
import { type ChangeRulesRefusal, CHOSEN_RULES, ROLES, type SpaceSetting, STRUCTURE_KINDS } from './space-rules.ts'

const STATUS: Record<ChangeRulesRefusal, Status> = {
  'not-found': 404,
  'not-offered': 409,
  'always-open': 409,
  'primary-keeps-manager': 409,
  'simple-never-manages': 409,
  'manager-not-by-oneself': 409,
}

type Drawn = {
  typed?: SpaceSetting
  refusal?: ChangeRulesRefusal
  errors?: OperatorSpacesProps['errors']
  status?: Status
}

/** The matrix, or the form of one of its lines where the address, or what was sent, names one that can be changed. */
async function showSpaces(c: Context<SignedInEnv>, space: string | undefined, { status, ...drawn }: Drawn) {
  const lines = await listMatrix(c.var.act)
  const line = lines.find((one) => one.space === space && one.isOffered && one.space !== 'account')
  if (!line) return show(c, both({ lines, ...drawn }), status)
  const props = { line: { ...line, ...drawn.typed }, refusal: drawn.refusal, errors: drawn.errors }
  return show(c, { page: <SpaceRulesPage {...props} />, panel: <SpaceRulesPanel {...props} /> }, status)
}

const both = (props: OperatorSpacesProps) => ({
  page: <OperatorSpacesPage {...props} />,
  panel: <OperatorSpacesPanel {...props} />,
})

/** What was sent as it is drawn again; a rule that is none is drawn as `never`. */
function typedAgain(typed: Typed): SpaceSetting {
  const ruleOf = (kind: string, role: string): SpaceRule =>
    CHOSEN_RULES.find((rule) => rule === typedText(typed, `${kind}-${role}`)) ?? 'never'
  return settingOf(ruleOf, (kind) => typedText(typed, `opened-${kind}`) === '1')
}

function settingOf(ruleOf: (kind: string, role: string) => SpaceRule, isOpen: (kind: string) => boolean): SpaceSetting {
  const rulesOf = (kind: string) => {
    const [primary, secondary, simple] = ROLES
    return { [primary]: ruleOf(kind, primary), [secondary]: ruleOf(kind, secondary), [simple]: ruleOf(kind, simple) }
  }
  const [first, second] = STRUCTURE_KINDS
  return {
    rules: { [first]: rulesOf(first), [second]: rulesOf(second) } as SpaceSetting['rules'],
    opened: { [first]: isOpen(first), [second]: isOpen(second) } as SpaceSetting['opened'],
  }
}

const posted = form<SignedInEnv, typeof matrixForm>(matrixForm, (c, { typed, errors }) =>
  showSpaces(c, typedText(typed, 'space'), { typed: typedAgain(typed), errors, status: 422 }),
)

async function change(c: Context<SignedInEnv>, valid: z.infer<typeof matrixForm>) {
  const { act } = c.var
  const setting = settingOf(
    (kind, role) => valid[`${kind}-${role}` as 'public-simple_user'],
    (kind) => valid[`opened-${kind}` as 'opened-public'],
  )
  const { language } = act.actor
  const result = await submitOnce(c, {
    act,
    command: (act) => changeSpaceRules(act, valid.space, setting),
    landing: (space) => ({
      to: paths.operatorSpaces,
      notice: { tone: 'good', text: subscriptionWords[language].rulesChanged(spaceWords[language].names[space]) },
    }),
  })
  if (!result.ok)
    return showSpaces(c, valid.space, { typed: setting, refusal: result.refusal, status: STATUS[result.refusal] })
  return goTo(c, result.value, async () => <OperatorSpacesPanel lines={await listMatrix(act)} />)
}

/** The reference matrix of the spaces, for the platform support alone. */
export const spaceMatrix = new Hono<SignedInEnv>()
  .get(paths.operatorSpaces, signedIn, operatorsOnly, (c) => showSpaces(c, c.req.query('space'), {}))
  .post(paths.operatorSpaces, signedIn, operatorsOnly, posted, (c) => change(c, c.req.valid('form')))
