import { sireneCommand } from '../../src/cli/sirene.ts'

const [dataDir = '', ...args] = process.argv.slice(2)
process.exitCode = await sireneCommand(args, { dataDir })
