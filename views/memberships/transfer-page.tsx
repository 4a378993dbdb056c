import type {
  Candidate,
  Candidates,
  HandedOver,
  HandOverRefusal,
  PrimaryOf,
} from '../../src/memberships/handing-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { identifierText } from '../../src/structures/rules.ts'
import { accountCrumbs } from '../accounts/account-nav.tsx'
import { type Crumb, Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { Cancel, dialogLink } from '../parts/dialog.tsx'
import { Empty } from '../parts/empty.tsx'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { Facts } from '../parts/facts.tsx'
import { Field, MandatoryNote, Tick } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { accountWords } from '../words/accounts.ts'
import { handingWords } from '../words/handing-over.ts'
import { joiningWords } from '../words/joining.ts'
import { SuccessorSearch } from './successor-search.tsx'

/** More structures than this are handed over in several goes. */
export const STRUCTURES_SHOWN = 100

export const useMembershipCrumbs = (): Crumb[] => [
  ...accountCrumbs(useWords(accountWords)),
  { href: paths.ownMemberships, label: useWords(joiningWords).ownTitle },
]

/** "Sélectionnez la structure concernée en cochant la case correspondante": when none was ticked before. */
export function TransferPickPage({ structures, error }: { structures: PrimaryOf[]; error?: string | undefined }) {
  const words = useWords(handingWords)
  const text = error && (words.formErrors[error] ?? error)
  const shown = structures.slice(0, STRUCTURES_SHOWN)
  return (
    <Layout title={words.pickTitle} section="account" crumbs={useMembershipCrumbs()} hasError={Boolean(text)}>
      {shown.length === 0 ? (
        <Empty title={words.pickNone}>
          <p>{words.pickNoneText}</p>
        </Empty>
      ) : (
        <form method="get" action={paths.ownTransfer} class="stack">
          <ErrorSummary errors={text ? [{ name: 'structure-0', text }] : []} />
          <p>{words.pickText}</p>
          {structures.length > shown.length && <p>{words.cut(shown.length)}</p>}
          <fieldset class="field">
            <legend>{words.pickLegend}</legend>
            {shown.map((structure, at) => (
              <Tick name="structure" id={`structure-${at}`} value={String(structure.id)} label={nameOf(structure)} />
            ))}
          </fieldset>
          <div class="acts">
            <button class="main">{words.validate}</button>
            <Cancel href={paths.ownMemberships} />
          </div>
        </form>
      )}
    </Layout>
  )
}

type Named = { id: number; name: string; identifier_kind: PrimaryOf['identifier_kind']; identifier: string }
const nameOf = (structure: Named): string => `${structure.name} (${identifierText(structure)})`

export type TransferProps = {
  /** Those that the actor is primary manager of. */
  structures: Named[]
  /** The other ticked ones, which the actor may leave. */
  others: Named[]
  login?: string | undefined
  error?: string | undefined
  q: string
  found: Candidates | null
  /** What became of the structures, where not all could be handed over. */
  outcome?: HandedOver | undefined
}

/** "Désigner le gestionnaire principal": by login address, or found among the members. */
export function TransferPage(props: TransferProps) {
  const { structures, others, login, error, q, found, outcome } = props
  const words = useWords(handingWords)
  const text = error && (words.formErrors[error] ?? words.refusals[error as HandOverRefusal] ?? error)
  const ids = structures.map(({ id }): [string, string] => ['structure', String(id)])
  return (
    <Layout
      title={words.title}
      section="account"
      crumbs={useMembershipCrumbs()}
      hasError={Boolean(text) || (outcome?.refused.length ?? 0) > 0}
    >
      <OutcomeNote outcome={outcome} />
      {structures.length > 0 && (
        <>
          <form method="get" action={paths.ownTransfer} class="stack" novalidate>
            <ErrorSummary errors={text ? [{ name: 'login', text }] : []} />
            <Facts facts={[{ name: words.concerned, value: structures.map(nameOf).join(', ') }]} />
            <p>{words.what}</p>
            <MandatoryNote />
            {ids.map(([name, value]) => (
              <input type="hidden" name={name} value={value} />
            ))}
            <input type="hidden" name="q" value={q} />
            <Field
              name="login"
              type="email"
              inputmode="email"
              autocomplete="off"
              label={words.login}
              hint={words.loginHint}
              value={login}
              error={text}
              required
            />
            <div class="acts">
              <button class="main">{words.validate}</button>
              <Cancel href={paths.ownMemberships} />
            </div>
          </form>
          <SuccessorSearch
            action={paths.ownTransfer}
            kept={ids}
            q={q}
            found={found}
            choice={(candidate) => <Choose ids={ids} candidate={candidate} />}
          />
        </>
      )}
      <Others others={others} />
    </Layout>
  )
}

function Choose({ ids, candidate }: { ids: [string, string][]; candidate: Candidate }) {
  const words = useWords(handingWords)
  const query = new URLSearchParams([...ids, ['login', candidate.login]]).toString()
  return (
    <a href={`${paths.ownTransfer}?${query}`}>
      {words.choose}
      <span class="vh"> {candidate.name}</span>
    </a>
  )
}

/** Done from refused, by name. */
export function OutcomeNote({ outcome }: { outcome: HandedOver | undefined }) {
  const words = useWords(handingWords)
  if (!outcome || outcome.refused.length === 0) return null
  return (
    <div class="flash bad" role="alert" tabindex={-1} data-focus>
      {outcome.done.length > 0 && <p>{words.someDone(outcome.done.length)}</p>}
      <p>{words.someRefused(outcome.refused.length)}</p>
      <ul>
        {outcome.refused.map(({ name, refusal }) => (
          <li>{words.because(name, words.refusals[refusal])}</li>
        ))}
      </ul>
    </div>
  )
}

function Others({ others }: { others: Named[] }) {
  const words = useWords(handingWords)
  if (others.length === 0) return null
  return (
    <section class="panel">
      <p>{words.notPrimary}</p>
      <ul>
        {others.map(({ id, name }) => (
          <li>
            <a {...dialogLink(url(paths.ownDeparture, { id }))}>{words.leaveLink(name)}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}

type ConfirmProps = { structures: Named[]; successor: { name: string }; login: string }

/** Says who becomes what, before it is done. */
export function TransferConfirmPage({ structures, successor, login }: ConfirmProps) {
  const words = useWords(handingWords)
  const ids = structures.map(({ id }): [string, string] => ['structure', String(id)])
  const back = `${paths.ownTransfer}?${new URLSearchParams(ids).toString()}`
  const crumbs = [...useMembershipCrumbs(), { href: back, label: words.title }]
  return (
    <Layout title={words.confirmTitle} section="account" crumbs={crumbs}>
      <Form action={paths.ownTransfer} class="stack">
        <p>
          <strong>{words.confirmText(successor.name)}</strong>
        </p>
        <Facts
          facts={[
            { name: words.concerned, value: structures.map(nameOf).join(', ') },
            { name: words.login, value: login },
          ]}
        />
        <p>{words.confirmMails}</p>
        {ids.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="login" value={login} />
        <div class="acts">
          <button class="main">{words.validate}</button>
          <a class="button" href={back}>
            {words.change}
          </a>
          <Cancel href={paths.ownMemberships} />
        </div>
      </Form>
    </Layout>
  )
}
