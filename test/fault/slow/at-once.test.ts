import { expect, test } from 'vitest'
import { paths, url } from '../../../src/urls.ts'
import { randomToken } from '../../../src/values/random.ts'
import { ask } from '../client.ts'
import { type Served, serveIn } from '../server-process.ts'
import { openTown, withDatabases } from '../town.ts'
import { readTraces, recipientsIn, whatIsWrong } from '../traces.ts'

const REQUESTS = 300
/** A run goes from the oldest request on: each side has some that the other reaches later, or not at all. */
const SHARED_FROM = 80
/** So that both sides run at full speed from the start. */
const WARM_UP = 10

const bulk = (
  { port }: Served,
  session: string,
  { path, ...fields }: { path: string; ids: number[]; what: Record<string, string> },
) => {
  const form = new URLSearchParams({ ...fields.what, once: randomToken() })
  for (const id of fields.ids) form.append('id', String(id))
  return ask({ port, path, form, session })
}

test('two managers decide the same requests at once: one transition and one mail for each', async () => {
  const town = await openTown(REQUESTS)
  const served = await serveIn({ dataDir: town.dataDir })
  const { alice, bruno } = town
  const ids = town.ids.slice(WARM_UP)
  const single = (session: string) => async (id: number) =>
    (
      await ask({
        port: served.port,
        path: url(paths.membershipRequestApproval, { id }),
        form: new URLSearchParams({ role: 'simple_user', whole: '1', once: randomToken() }),
        session,
      })
    ).status
  for (const id of town.ids.slice(0, WARM_UP)) expect(await single(bruno)(id)).toBe(303)
  const [ours, theirs, singles] = await Promise.all([
    bulk(served, alice, {
      path: paths.membershipRequestApprovals,
      ids: ids.slice(0, -SHARED_FROM),
      what: { role: 'simple_user' },
    }),
    bulk(served, bruno, {
      path: paths.membershipRequestRefusals,
      ids: ids.slice(SHARED_FROM),
      what: { reason: 'Non.' },
    }),
    Promise.all(ids.slice(140, 160).map(single(bruno))),
  ])
  expect([ours.status, theirs.status]).toEqual([303, 303])
  expect(singles.filter((status) => status !== 303 && status !== 409)).toEqual([])
  expect(await served.stop()).toBe(0)
  await withDatabases(town.dataDir, async (dbs) => {
    expect(await whatIsWrong(dbs)).toEqual([])
    const traces = await readTraces(dbs)
    expect(traces.filter(({ state }) => state === 'pending')).toEqual([])
    expect(traces.some(({ state }) => state === 'validated') && traces.some(({ state }) => state === 'refused')).toBe(
      true,
    )
    expect(traces.flatMap(({ outcomes }) => outcomes).filter((outcome) => outcome === null)).toEqual([])
    const sent = recipientsIn(town.dataDir)
    expect(new Set(sent).size).toBe(sent.length)
  })
})
