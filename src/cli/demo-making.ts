import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openDatabases } from '../db/open.ts'
import { importRegister } from '../sirene/importing.ts'
import { listKinds, registerFile } from '../sirene/queries.ts'
import { moveIn, removeUnfinished, unfinished } from './demo-place.ts'
import { tellStory } from './demo-telling.ts'

/** `scale` is the number of membership requests in all, or null for the story alone. */
export type Making = { dataDir: string; scale: number | null; now: Date; say: (text: string) => void }

/** Makes the demonstration in a data directory that has none: the whole of it, or nothing that is taken for it. */
export async function makeDemonstration(making: Making): Promise<void> {
  const { dataDir } = making
  removeUnfinished(dataDir)
  const dbs = await openDatabases(unfinished(dataDir))
  try {
    await importSample(making)
    // Nobody is told that anything is done before the file is in its place: until then it need not survive a power cut.
    dbs.sqlite.pragma('synchronous=OFF')
    dbs.sqlite.pragma('cache_size=-262144')
    await tellStory(dbs, making)
    dbs.sqlite.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    await dbs.close()
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
