import { z } from 'zod'
import { civilDate } from '../values/dates.ts'
import { isZone } from '../values/opening-hours.ts'
import { CALENDARS, type HoursProblem, periodsIn } from './hours-rules.ts'

const says = (message: HoursProblem) => ({ message })

const day = (weekday: number) =>
  z
    .string()
    .max(200, says('periods-wrong'))
    .default('')
    .transform((typed, context) => {
      const periods = periodsIn(typed, weekday)
      if (periods === null) context.addIssue(says('periods-wrong').message)
      return periods ?? []
    })

/** Which fields hold the hours of which day: `day1` is Monday. */
export const hoursForm = z.object({
  day1: day(1),
  day2: day(2),
  day3: day(3),
  day4: day(4),
  day5: day(5),
  day6: day(6),
  day7: day(7),
  zone: z.string().trim().max(60, says('zone-wrong')).refine(isZone, says('zone-wrong')),
  holidays: z.enum(CALENDARS, says('holidays-missing')),
  vanished: z.coerce
    .number(says('vanished-wrong'))
    .int(says('vanished-wrong'))
    .min(20, says('vanished-wrong'))
    .max(3600, says('vanished-wrong')),
})

const date = z
  .string()
  .refine((typed) => civilDate(typed) !== null, says('date-wrong'))
  .transform((typed) => civilDate(typed) ?? '')

export const closureForm = z
  .object({ from: date, until: date, label: z.string().trim().max(100, says('label-long')).default('') })
  .refine(({ from, until }) => from <= until, { message: says('until-before').message, path: ['until'] })
