import { type Context, Hono } from 'hono'
import { ClosureRemovalPage, ClosureRemovalPanel } from '../../views/livechat/closure-removal-page.tsx'
import { HoursPage, type HoursProps } from '../../views/livechat/hours-page.tsx'
import { hoursWords } from '../../views/words/livechat-hours.ts'
import { showNotFound } from '../http/errors.tsx'
import { form, type Rejected, typedText } from '../http/form.ts'
import { type Landing, submitOnce } from '../http/once.ts'
import { operatorsOnly } from '../http/operators-only.ts'
import { goTo, show, showPage, type SignedInEnv, type Status } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { paths } from '../urls.ts'
import { closesAt, nextOpening } from '../values/opening-hours.ts'
import type { Result } from '../values/result.ts'
import { closureForm, hoursForm } from './hours-forms.ts'
import { listClosures, readHours, readVanishedAfter } from './hours-queries.ts'
import { type HoursRefusal, periodsText, WEEKDAYS } from './hours-rules.ts'
import { openingText } from './opening-rules.ts'
import { addClosure, removeClosure, setHours } from './setting-hours.ts'

type Ctx = Context<SignedInEnv>
type Drawn = Pick<HoursProps, 'errors' | 'form'> & { typed?: HoursProps['typed']; status?: Status }

/** Whether it is open now, in words. */
async function standingOf({ var: { act, scene } }: Ctx): Promise<string> {
  const words = hoursWords[scene.language]
  const hours = await readHours(act)
  const closes = closesAt(hours, act.now)
  const time = { hour: '2-digit', minute: '2-digit', timeZone: hours.zone } as const
  if (closes) return words.now(new Intl.DateTimeFormat(scene.language, time).format(closes))
  const opens = nextOpening(hours, act.now)
  return opens ? words.opens(openingText(opens.toISOString(), scene.language)) : words.never
}

async function typedNow({ var: { act } }: Ctx): Promise<Record<string, string>> {
  const { periods, zone, holidays } = await readHours(act)
  const days = WEEKDAYS.map((weekday): [string, string] => [`day${weekday}`, periodsText(periods, weekday)])
  return { ...Object.fromEntries(days), zone, holidays, vanished: String(await readVanishedAfter(act)) }
}

async function showHours(c: Ctx, { status, typed, ...drawn }: Drawn = {}) {
  const props: HoursProps = {
    ...drawn,
    standing: await standingOf(c),
    typed: { ...(await typedNow(c)), ...typed },
    closures: await listClosures(c.var.act),
  }
  return showPage(c, <HoursPage {...props} />, status)
}

const redraw =
  (of: 'hours' | 'closure') =>
  (c: Ctx, { typed, errors }: Rejected) => {
    const texts = Object.fromEntries(Object.keys(typed).map((name) => [name, typedText(typed, name)]))
    return showHours(c, { typed: texts, errors: errors as NonNullable<HoursProps['errors']>, form: of, status: 422 })
  }

const landing = (text: string) => (): Landing => ({ to: paths.advisorHours, notice: { tone: 'good', text } })

type Outcome = Result<Landing, HoursRefusal>
const answer = (c: Ctx, outcome: Outcome) => (outcome.ok ? goTo(c, outcome.value) : showNotFound(c))

async function findClosure(c: Ctx) {
  const id = Number(c.req.param('id'))
  return (await listClosures(c.var.act)).find((one) => one.id === id)
}

/** When advisors answer: for the platform support. */
export const livechatHours = new Hono<SignedInEnv>()
  .get(paths.advisorHours, signedIn, operatorsOnly, (c) => showHours(c))
  .post(paths.advisorHours, signedIn, operatorsOnly, form(hoursForm, redraw('hours')), async (c) => {
    const { day1, day2, day3, day4, day5, day6, day7, zone, holidays, vanished } = c.req.valid('form')
    const periods = [day1, day2, day3, day4, day5, day6, day7].flat()
    const outcome = await submitOnce(c, {
      act: c.var.act,
      command: (act) => setHours(act, { periods, zone, holidays, vanishedAfter: vanished }),
      landing: landing(hoursWords[c.var.scene.language].saved),
    })
    return answer(c, outcome)
  })
  .post(paths.advisorClosures, signedIn, operatorsOnly, form(closureForm, redraw('closure')), async (c) => {
    const closure = c.req.valid('form')
    const outcome = await submitOnce(c, {
      act: c.var.act,
      command: (act) => addClosure(act, closure),
      landing: landing(hoursWords[c.var.scene.language].added),
    })
    return answer(c, outcome)
  })
  .get(paths.advisorClosureRemoval, signedIn, operatorsOnly, async (c) => {
    const closure = await findClosure(c)
    if (!closure) return showNotFound(c)
    return show(c, {
      page: <ClosureRemovalPage closure={closure} />,
      panel: <ClosureRemovalPanel closure={closure} />,
    })
  })
  .post(paths.advisorClosureRemoval, signedIn, operatorsOnly, async (c) => {
    const outcome = await submitOnce(c, {
      act: c.var.act,
      command: (act) => removeClosure(act, Number(c.req.param('id'))),
      landing: landing(hoursWords[c.var.scene.language].removed),
    })
    return answer(c, outcome)
  })
