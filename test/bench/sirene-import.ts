import { performance } from 'node:perf_hooks'
import { importRegister } from '../../src/sirene/importing.ts'

/** One import, which prints how many rows it took in how many seconds, and the most memory that it held. */
const [file = '', ...inputs] = process.argv.slice(2)
const begin = performance.now()
const imported = await importRegister({
  file,
  inputs,
  filters: { departments: [], categories: [], sirets: [] },
  now: new Date(),
  report: () => undefined,
})
if (!imported.ok) throw new Error(imported.refusal)
const rows = imported.value.files.reduce((sum, { records }) => sum + records, 0)
const seconds = (performance.now() - begin) / 1000
process.stdout.write(JSON.stringify({ rows, seconds, peakMegabytes: process.resourceUsage().maxRSS / 1024 }))
