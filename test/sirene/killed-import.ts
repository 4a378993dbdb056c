import { importRegister } from '../../src/sirene/importing.ts'

/** Imports files into a register and kills itself, with no chance to clean up, once it has read so many records. */
const [file = '', killAt = '', ...inputs] = process.argv.slice(2)

await importRegister({
  file,
  inputs,
  filters: { departments: [], categories: [], sirets: [] },
  now: new Date(),
  report: (event) => {
    if (event.kind === 'progress' && event.records >= Number(killAt)) process.kill(process.pid, 'SIGKILL')
  },
})
