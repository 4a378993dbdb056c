import { parseArgs } from 'node:util'
import { createAccount } from '../accounts/creating.ts'
import { sendLinkAgain, type SentLink } from '../auth/changing-password.ts'
import { nameFields, loginField } from '../accounts/forms.ts'
import { LINK_MINUTES } from '../accounts/rules.ts'
import type { AnyAct } from '../act.ts'
import { openDatabases } from '../db/open.ts'
import { paths, url } from '../urls.ts'
import { z } from 'zod'

const HELP = `guichet user create LOGIN --first-name NAME --last-name NAME [--operator] [--language fr|en]
guichet user reset LOGIN

create makes an account that waits for its activation; --operator makes it one of the platform support's.
reset makes a link to choose a new password, which also unlocks; for an account that was never activated, a new
activation link. Both mail the link (a running server sends it) and print it. It works once, for ${LINK_MINUTES} minutes.`

const OPTIONS = {
  'first-name': { type: 'string' },
  'last-name': { type: 'string' },
  language: { type: 'string' },
  operator: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

const createInput = z.object({ ...nameFields, login: loginField, language: z.enum(['fr', 'en']) })
type CreateInput = z.infer<typeof createInput> & { isOperator: boolean }
type Command = { create: CreateInput } | { reset: string } | { text: string; exitCode: number }
type Said = { text: string; exitCode: number }

/** `guichet user …`: resolves to the exit code (0 done, 1 refused, 2 wrong command line). */
export async function userCommand(args: string[], config: { dataDir: string; publicUrl: string }): Promise<number> {
  const command = readCommand(args)
  const said = 'text' in command ? command : await run(command, config)
  process[said.exitCode === 0 ? 'stdout' : 'stderr'].write(`${said.text}\n`)
  return said.exitCode
}

function readCommand(args: string[]): Command {
  try {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true })
    if (values.help) return { text: HELP, exitCode: 0 }
    const [verb, login, ...more] = positionals
    if (!login || more.length > 0 || (verb !== 'create' && verb !== 'reset')) return { text: HELP, exitCode: 2 }
    return verb === 'reset' ? readLogin(login) : readPerson(login, values)
  } catch (error) {
    // parseArgs throws on an option that it does not know.
    if (error instanceof TypeError) return { text: `${error.message}\n${HELP}`, exitCode: 2 }
    throw error
  }
}

type Values = { 'first-name'?: string; 'last-name'?: string; language?: string; operator?: boolean }

function readPerson(login: string, values: Values): Command {
  const { 'first-name': firstName, 'last-name': lastName, language = 'fr', operator = false } = values
  const typed = createInput.safeParse({ login, firstName, lastName, language })
  if (typed.success) return { create: { ...typed.data, isOperator: operator } }
  const wrong = typed.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`)
  return { text: [...wrong, HELP].join('\n'), exitCode: 2 }
}

function readLogin(login: string): Command {
  const typed = loginField.safeParse(login)
  return typed.success ? { reset: typed.data } : { text: `This is not an address: ${login}`, exitCode: 2 }
}

async function run(
  command: { create: CreateInput } | { reset: string },
  { dataDir, publicUrl }: { dataDir: string; publicUrl: string },
): Promise<Said> {
  const dbs = await openDatabases(dataDir)
  try {
    const act: AnyAct = { db: dbs.write, actor: null, now: new Date() }
    return 'reset' in command
      ? await reset(act, command.reset, publicUrl)
      : await create(act, command.create, publicUrl)
  } finally {
    await dbs.close()
  }
}

async function create(act: AnyAct, input: CreateInput, publicUrl: string): Promise<Said> {
  const person = { ...input, civility: null, contactEmail: input.login, phone: null }
  const result = await createAccount(act, person)
  if (!result.ok) return { text: `There is an account with the address ${input.login} already.`, exitCode: 1 }
  return linkSaid({ kind: 'activation', link: result.value.link }, publicUrl)
}

async function reset(act: AnyAct, login: string, publicUrl: string): Promise<Said> {
  const result = await sendLinkAgain(act, login)
  const sent = result.ok ? result.value : result.refusal
  return sent
    ? linkSaid(sent, publicUrl)
    : { text: `No active account, nor one that waits for its activation, has the address ${login}.`, exitCode: 1 }
}

const PATHS = { activation: paths.activation, reset: paths.passwordReset } as const

const linkSaid = ({ kind, link }: NonNullable<SentLink>, publicUrl: string): Said => ({
  text: `Mailed, and here (it works once, for ${LINK_MINUTES} minutes):\n${publicUrl}${url(PATHS[kind], { token: link.token })}`,
  exitCode: 0,
})
