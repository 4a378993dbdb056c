import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { seedArticles } from '../assistant/shipped-articles.ts'
import { migrate } from '../db/migrate.ts'
import { openSqlite } from '../db/sqlite.ts'
import { importRegister } from '../sirene/importing.ts'
import { listKinds, registerFile } from '../sirene/queries.ts'
import { databaseFile } from './database-file.ts'
import { moveIn, removeUnfinished, unfinished } from './demo-place.ts'
import { tellStory } from './demo-telling.ts'

/** `scale` is the number of tickets and of membership requests, or null for the story alone. */
export type Making = { dataDir: string; scale: number | null; now: Date; say: (text: string) => void }

/** Makes the demonstration in a data directory that has none: the whole of it, or nothing that is taken for it. */
export async function makeDemonstration(making: Making): Promise<void> {
  const { dataDir } = making
  removeUnfinished(dataDir)
  mkdirSync(unfinished(dataDir), { recursive: true })
  await importSample(making)
  const { db, sqlite } = openSqlite(databaseFile(unfinished(dataDir)))
  try {
    await migrate({ db, sqlite })
    // Nobody is told that anything is done before the file is in its place: until then it need not survive a power cut.
    sqlite.pragma('synchronous=OFF')
    sqlite.pragma('cache_size=-262144')
    await seedArticles({ db, actor: null, now: making.now })
    await tellStory({ db, sqlite }, making)
  } finally {
    // A connection that is left open would go on using the old name once the file has moved.
    await db.destroy()
    if (sqlite.open) sqlite.close()
  }
  await moveIn(dataDir)
}

/** The part of the SIRENE register that lies with its feature, unless somebody has imported one already. */
async function importSample({ dataDir, now }: Making): Promise<void> {
  const file = registerFile(dataDir)
  if (listKinds(file).length > 0) return
  const sample = fileURLToPath(new URL('../sirene/sample', import.meta.url))
  const inputs = ['StockEtablissement', 'StockUniteLegale'].map((name) => join(sample, `${name}-sample.csv.gz`))
  const filters = { departments: [], categories: [], sirets: [] }
  const imported = await importRegister({ file, inputs, filters, now, report: () => undefined })
  if (!imported.ok) throw new Error(`The sample of the SIRENE register could not be imported: ${imported.refusal}`)
}
