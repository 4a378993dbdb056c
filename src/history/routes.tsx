import { Hono } from 'hono'
import { stream } from 'hono/streaming'
import { historyAddressOf } from '../../views/history/history-address.ts'
import { HistoryEntryPage, valueText } from '../../views/history/history-entry-page.tsx'
import { HistoryPage, HistoryPanel } from '../../views/history/history-page.tsx'
import { historyWords } from '../../views/words/history.ts'
import type { Language } from '../act.ts'
import { showNotFound } from '../http/errors.tsx'
import { show, showPage, type SignedInEnv } from '../http/page.tsx'
import { backTo } from '../http/paging.ts'
import { signedIn } from '../http/session.ts'
import { listManagedNames } from '../memberships/manager-queries.ts'
import { paths } from '../urls.ts'
import { BOM, csvLines } from '../values/csv.ts'
import { parisDate } from '../values/dates.ts'
import { eachHistoryEntry, findHistoryEntry, type HistoryEntry, readsHistory, searchHistory } from './queries.ts'

type Values = Record<string, unknown> | null

const told = (values: Values, language: Language): string => {
  const names: Record<string, string> = historyWords[language].fields
  return Object.entries(values ?? {})
    .map(([name, value]) => `${names[name] ?? name} : ${valueText(name, value, language)}`)
    .join(' ; ')
}

function csvRow(entry: HistoryEntry, language: Language): (string | null)[] {
  const words = historyWords[language]
  const { detail } = entry
  const people = detail ? [detail.actorName ?? words.system, detail.personName] : [words.erased, words.erased]
  const changes = [told(detail?.before ?? null, language), told(detail?.after ?? null, language)]
  const what = [words.families[entry.family], entry.action, words.actions[entry.action]]
  return [entry.at, entry.structureName, entry.identifier, ...what, ...people, detail?.comment ?? null, ...changes]
}

export const history = new Hono<SignedInEnv>()
  .use('/manager/*', signedIn)
  .get(paths.history, async (c) => {
    const { act } = c.var
    if (!readsHistory(act.actor)) return showNotFound(c)
    const address = historyAddressOf(new URL(c.req.url))
    const props = { address, page: await searchHistory(act, address), structures: await listManagedNames(act) }
    return show(c, { page: <HistoryPage {...props} />, panel: <HistoryPanel {...props} /> })
  })
  .get(paths.historyExport, (c) => {
    const { act } = c.var
    if (!readsHistory(act.actor)) return showNotFound(c)
    const { language } = act.actor
    const search = historyAddressOf(new URL(c.req.url))
    c.header('content-type', 'text/csv; charset=utf-8')
    c.header('content-disposition', `attachment; filename="historique-${parisDate(act.now)}.csv"`)
    return stream(c, async (out) => {
      await out.write(BOM + csvLines([historyWords[language].csv]))
      for await (const part of eachHistoryEntry(act, search))
        await out.write(csvLines(part.map((entry) => csvRow(entry, language))))
    })
  })
  .get(paths.historyEntry, async (c) => {
    const entry = await findHistoryEntry(c.var.act, Number(c.req.param('id')))
    if (!entry) return showNotFound(c)
    return showPage(c, <HistoryEntryPage entry={entry} back={backTo(c.req.query('back'), paths.history)} />)
  })
