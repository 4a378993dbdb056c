import { setImmediate } from 'node:timers/promises'
import { Hono } from 'hono'
import { historyAddressOf } from '../../views/history/history-address.ts'
import { HistoryEntryPage, valueText } from '../../views/history/history-entry-page.tsx'
import { HistoryPage, HistoryPanel } from '../../views/history/history-page.tsx'
import { historyWords } from '../../views/words/history.ts'
import type { Language } from '../act.ts'
import { logError, showNotFound } from '../http/errors.tsx'
import { show, showPage, type SignedInEnv } from '../http/page.tsx'
import { backTo } from '../http/paging.ts'
import { signedIn } from '../http/session.ts'
import { streamed } from '../http/streamed.ts'
import { paths } from '../urls.ts'
import { BOM, csvLines, identifierCell } from '../values/csv.ts'
import { civilDate, parisDate } from '../values/dates.ts'
import {
  eachHistoryEntry,
  findHistoryEntry,
  findReadStructure,
  type HistoryEntry,
  listReadStructures,
  readsHistory,
  searchHistory,
} from './queries.ts'

type Values = Record<string, unknown> | null

/** Dates stay as they are kept: a spreadsheet sorts and reads these. */
const cellText = (name: string, value: unknown, language: Language): string =>
  typeof value === 'string' && civilDate(value) === value ? value : valueText(name, value, language)

const told = (values: Values, language: Language): string => {
  const names: Record<string, string> = historyWords[language].fields
  return Object.entries(values ?? {})
    .map(([name, value]) => `${names[name] ?? name} : ${cellText(name, value, language)}`)
    .join(' ; ')
}

function csvRow(entry: HistoryEntry, language: Language): (string | null)[] {
  const words = historyWords[language]
  const { detail } = entry
  const identifier = entry.identifier && identifierCell(entry.identifier)
  const people = detail ? [detail.actorName ?? words.system, detail.personName] : [words.erased, words.erased]
  const changes = [told(detail?.before ?? null, language), told(detail?.after ?? null, language)]
  const what = [words.families[entry.family], entry.action, words.actions[entry.action]]
  return [entry.at, entry.structureName, identifier, ...what, ...people, detail?.comment ?? null, ...changes]
}

export const history = new Hono<SignedInEnv>()
  .use('/manager/*', signedIn)
  .get(paths.history, async (c) => {
    const { act } = c.var
    if (!readsHistory(act.actor)) return showNotFound(c)
    const address = historyAddressOf(new URL(c.req.url))
    const props = {
      address,
      page: await searchHistory(act, address),
      structures: await listReadStructures(act),
      structure: await findReadStructure(act, address),
    }
    return show(c, { page: <HistoryPage {...props} />, panel: <HistoryPanel {...props} /> })
  })
  .get(paths.historyExport, async (c) => {
    const { act } = c.var
    if (!readsHistory(act.actor)) return showNotFound(c)
    const { language } = act.actor
    const search = historyAddressOf(new URL(c.req.url))
    c.header('content-type', 'text/csv; charset=utf-8')
    c.header('content-disposition', `attachment; filename="${historyWords[language].file}-${parisDate(act.now)}.csv"`)
    // The first part is read before the answer begins: a failure there is still an error page.
    const parts = eachHistoryEntry(act, search)
    const first = await parts.next()
    return streamed(c, {
      write: async (out) => {
        await out.write(BOM + csvLines([historyWords[language].csv]))
        for (let part = first; !part.done; part = await parts.next()) {
          // A client that has left, or a page that waits: neither is kept waiting for the rest.
          if (out.aborted) return
          await out.write(csvLines(part.value.map((entry) => csvRow(entry, language))))
          await setImmediate()
        }
      },
      onError: async (error, out) => {
        logError(c, error)
        // A file cut in the middle must not look complete.
        await out.close().catch((cause: unknown) => logError(c, cause))
        throw error
      },
    })
  })
  .get(paths.historyEntry, async (c) => {
    const entry = await findHistoryEntry(c.var.act, Number(c.req.param('id')))
    if (!entry) return showNotFound(c)
    return showPage(c, <HistoryEntryPage entry={entry} back={backTo(c.req.query('back'), paths.history)} />)
  })
