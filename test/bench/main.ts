import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { measureAssistant } from './assistant.ts'
import { measureBulk } from './bulk.ts'
import { measureBytes } from './bytes.ts'
import { type Database, makeDatabase } from './databases.ts'
import type { Figure } from './figures.ts'
import { measureLivechat } from './livechat.ts'
import { measureMemory } from './memory.ts'
import { measureQueue } from './queue.ts'
import { settle } from './resting.ts'
import { measureScale } from './scale.ts'
import { measureSirene } from './sirene.ts'
import { measureStart } from './starting.ts'
import { tableOf } from './table.ts'
import { measureTickets } from './tickets.ts'
import { measureUpload } from './upload.ts'
import { measureUsers } from './users.ts'

const USAGE = `npm run bench [-- --scale 100000] [-- --json bench-results.json] [-- --only NAME,NAME]
  NAME: queue scale bytes memory start users upload bulk tickets sirene
    assistant livechat
`
const SMALL = 1000

type Databases = { small: Database; large: Database }
/** In this order: the last of them write. */
const measurements: Record<string, (databases: Databases) => Promise<Figure[]>> = {
  queue: ({ large }) => measureQueue(large),
  scale: ({ small, large }) => measureScale(small, large),
  bytes: ({ large }) => measureBytes(large),
  memory: ({ large }) => measureMemory(large),
  start: ({ large }) => measureStart(large),
  users: ({ small, large }) => measureUsers(small, large),
  upload: ({ small }) => measureUpload(small),
  bulk: ({ large }) => measureBulk(large),
  tickets: ({ small, large }) => measureTickets(small, large),
  sirene: () => measureSirene(),
  livechat: ({ large }) => measureLivechat(large),
  assistant: ({ small }) => measureAssistant(small),
}

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '100000' },
    json: { type: 'string', default: 'bench-results.json' },
    only: { type: 'string', default: Object.keys(measurements).join(',') },
    help: { type: 'boolean', default: false },
  },
})

async function main(): Promise<void> {
  const wanted = values.only.split(',')
  const unknown = wanted.filter((name) => !measurements[name])
  if (unknown.length > 0) throw new Error(`nothing is measured under the name of ${unknown.join(', ')}\n${USAGE}`)
  const chosen = Object.entries(measurements).filter(([name]) => wanted.includes(name))
  const folder = mkdtempSync(join(tmpdir(), 'guichet-bench-'))
  const say = (text: string) => process.stderr.write(`${text}\n`)
  try {
    const databases = {
      small: await filled(folder, SMALL, say),
      large: await filled(folder, Number(values.scale), say),
    }
    const figures: Figure[] = []
    for (const [name, measure] of chosen) {
      say(`Measuring: ${name}`)
      figures.push(...(await measure(databases)))
    }
    writeFileSync(
      values.json,
      `${JSON.stringify({ at: new Date().toISOString(), scale: Number(values.scale), figures }, null, 2)}\n`,
    )
    process.stdout.write(tableOf(figures))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function filled(folder: string, scale: number, say: (text: string) => void): Promise<Database> {
  const database = await makeDatabase(join(folder, String(scale)), scale)
  say(`Made a database of scale ${scale.toLocaleString('en')} in ${database.seconds.toFixed(1)} s`)
  await settle(database.dataDir)
  return database
}

if (values.help) process.stdout.write(USAGE)
else await main()
