import type { Language } from '../../src/act.ts'
import type { ExportedUser } from '../../src/memberships/user-rules.ts'
import { SPACES } from '../../src/subscriptions/rules.ts'
import { identifierCell } from '../../src/values/csv.ts'
import { accountWords } from '../words/accounts.ts'
import { membershipWords } from '../words/memberships.ts'
import { spaceWords } from '../words/spaces.ts'
import { userWords } from '../words/users-en.ts'

/** So many different sets of spaces, and identifiers, are kept as written: most members of a structure have the same ones. */
const KEPT = 1000

/** How one member of the file is written, in a language. */
export function csvOf(language: Language): (user: ExportedUser) => (string | null)[] {
  const words = userWords[language]
  const { roles } = membershipWords[language]
  const { civilities } = accountWords[language]
  const spaces = keeping((held) => spacesText(held, language))
  const identifiers = keeping(identifierCell)
  return (user) => [
    user.structure,
    identifiers(user.identifier),
    user.civility && civilities[user.civility],
    user.last,
    user.first,
    user.login,
    user.contact,
    words.statuses[user.status],
    user.kind === 'technical' ? words.technical : roles[user.role],
    user.whole ? words.wholeStructure : user.services,
    user.spaces && spaces(user.spaces),
    user.startsOn,
    user.endsOn,
  ]
}

const ORDER = new Map<string, number>(SPACES.map((space, at) => [space, at]))

/** `space:access[:service code]` between spaces, in the order of the matrix. */
function spacesText(held: string, language: Language): string {
  const { names, accesses } = spaceWords[language]
  return held
    .split(' ')
    .map((one) => one.split(':'))
    .toSorted(([a = ''], [b = '']) => (ORDER.get(a) ?? 0) - (ORDER.get(b) ?? 0))
    .map(([space = '', access = '', ...code]) => {
      const name = names[space as keyof typeof names]
      const kind = accesses[access as keyof typeof accesses]
      return code.length === 0 ? `${name} (${kind})` : `${name} (${kind}, ${code.join(':')})`
    })
    .join(', ')
}

function keeping(make: (text: string) => string): (text: string) => string {
  const kept = new Map<string, string>()
  return (text) => {
    const known = kept.get(text)
    if (known !== undefined) return known
    const made = make(text)
    if (kept.size >= KEPT) kept.clear()
    kept.set(text, made)
    return made
  }
}
