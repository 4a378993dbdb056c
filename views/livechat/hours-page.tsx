import { CALENDARS, type HoursProblem, WEEKDAYS } from '../../src/livechat/hours-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { dialogLink } from '../parts/dialog.tsx'
import { Empty } from '../parts/empty.tsx'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { Field, Select } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { dateText } from '../parts/time.tsx'
import { layoutWords } from '../words/layout.ts'
import { hoursWords } from '../words/livechat-hours.ts'

type Errors = Record<string, HoursProblem | undefined>
type ClosureRow = { id: number; from: string; until: string; label: string }
export type HoursProps = {
  /** As sentences: whether it is open, and until or from when. */
  standing: string
  /** What stands in the fields: `day1`…`day7`, `zone`, `holidays`, `vanished`, `from`, `until`, `label`. */
  typed: Record<string, string | undefined>
  errors?: Errors
  /** Which of the two forms the errors belong to. */
  form?: 'hours' | 'closure'
  closures: ClosureRow[]
}

/** "Horaires du livechat": the week, public holidays, one-off closures. */
export function HoursPage(props: HoursProps) {
  const words = useWords(hoursWords)
  return (
    <Layout
      title={words.title}
      section="operator"
      hasError={Object.values(props.errors ?? {}).some(Boolean)}
      crumbs={[{ href: paths.operator, label: useWords(layoutWords).operator }]}
    >
      <p>{props.standing}</p>
      <div class="stack wide">
        <WeekForm {...props} />
        <Closures {...props} />
      </div>
    </Layout>
  )
}

function useErrors({ errors = {}, form }: HoursProps, own: HoursProps['form']) {
  const words = useWords(hoursWords)
  const mine = form === own ? errors : {}
  const textOf = (name: string) => {
    const problem = mine[name]
    return problem && words.errors[problem]
  }
  const list = Object.keys(mine).flatMap((name) => {
    const text = textOf(name)
    return text ? [{ name, text }] : []
  })
  return { textOf, list }
}

function WeekForm(props: HoursProps) {
  const words = useWords(hoursWords)
  const { textOf, list } = useErrors(props, 'hours')
  const { typed } = props
  return (
    <section class="card stack" aria-labelledby="week">
      <h2 id="week">{words.hours}</h2>
      <ErrorSummary errors={list} />
      <Form action={paths.advisorHours} class="stack">
        <p class="hint" id="hours-hint">
          {words.hoursHint}
        </p>
        {WEEKDAYS.map((weekday) => (
          <Field
            name={`day${weekday}`}
            label={words.days[weekday]}
            value={typed[`day${weekday}`] ?? ''}
            error={textOf(`day${weekday}`)}
            autocomplete="off"
            maxlength={200}
            size={30}
          />
        ))}
        <Field
          name="zone"
          label={words.zone}
          hint={words.zoneHint}
          value={typed['zone'] ?? ''}
          error={textOf('zone')}
          required
          autocomplete="off"
          maxlength={60}
          size={30}
        />
        <Select
          name="holidays"
          label={words.holidays}
          value={typed['holidays'] ?? 'france'}
          error={textOf('holidays')}
          options={CALENDARS.map((value) => ({ value, label: words.calendars[value] }))}
        />
        <Field
          name="vanished"
          label={words.vanished}
          hint={words.vanishedHint}
          value={typed['vanished'] ?? ''}
          error={textOf('vanished')}
          required
          inputmode="numeric"
          autocomplete="off"
          maxlength={4}
          size={6}
        />
        <div class="acts">
          <button class="main">{words.save}</button>
        </div>
      </Form>
    </section>
  )
}

function Closures(props: HoursProps) {
  const words = useWords(hoursWords)
  const { textOf, list } = useErrors(props, 'closure')
  const told = (name: string) => ({ name, value: props.typed[name] ?? '', error: textOf(name) })
  return (
    <section class="card stack" aria-labelledby="closures">
      <h2 id="closures">{words.closures}</h2>
      {props.closures.length === 0 ? (
        <Empty title={words.noClosures}>
          <p>{words.noClosuresText}</p>
        </Empty>
      ) : (
        <Table caption={words.closuresCaption} columns={[words.from, words.until, words.label, words.remove]}>
          {props.closures.map((closure) => (
            <ClosureLine closure={closure} />
          ))}
        </Table>
      )}
      <ErrorSummary errors={list} />
      <Form action={paths.advisorClosures} class="stack">
        <Field {...told('from')} label={words.from} hint={words.dateHint} required autocomplete="off" size={12} />
        <Field {...told('until')} label={words.until} hint={words.dateHint} required autocomplete="off" size={12} />
        <Field {...told('label')} label={words.label} hint={words.labelHint} autocomplete="off" maxlength={100} />
        <div class="acts">
          <button>{words.add}</button>
        </div>
      </Form>
    </section>
  )
}

function ClosureLine({ closure }: { closure: ClosureRow }) {
  const words = useWords(hoursWords)
  const { language } = useScene()
  return (
    <tr>
      <th scope="row" data-label={words.from}>
        {dateText(closure.from, language)}
      </th>
      <Cell label={words.until}>{dateText(closure.until, language)}</Cell>
      <Cell label={words.label}>{closure.label || '—'}</Cell>
      <Cell label={words.remove}>
        <a {...dialogLink(url(paths.advisorClosureRemoval, closure))}>
          {words.remove}
          <span class="vh"> {words.theClosure(dateText(closure.from, language))}</span>
        </a>
      </Cell>
    </tr>
  )
}
