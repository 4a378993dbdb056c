import { type Context, Hono } from 'hono'
import { NewStructureCheckPage, NewStructurePage } from '../../views/structures/new-structure-page.tsx'
import { structureWords } from '../../views/words/structures.ts'
import { form, typedText } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { goTo, showPage, type SignedInEnv, type Status } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { looksPublic } from '../sirene/rules.ts'
import { paths, url } from '../urls.ts'
import { findBySiret } from '../structures/queries.ts'
import { type CreateRefusal, openEstablishment, type PrivateInput, readSiret } from '../structures/rules.ts'
import { createPrivateStructure } from './founding.ts'
import { newPrivateForm } from './founding-forms.ts'

const STATUS: Record<CreateRefusal, Status> = {
  'register-unreachable': 503,
  'register-busy': 503,
  'not-in-register': 409,
  'closed-in-register': 409,
  'already-exists': 409,
  'looks-public': 409,
  'name-missing': 422,
}

/** What a confirmation that was sent got for an answer: it is drawn again with what was typed. */
type Answer = { typed: PrivateInput } & ({ error: string } | { refusal: CreateRefusal })

const wordsOf = (c: Context<SignedInEnv>) => structureWords[c.var.scene.language]

/** Looks the SIRET up, and shows either the confirmation or why this SIRET cannot be used. */
async function showCheck(c: Context<SignedInEnv>, typed: string, answer: Answer | null) {
  const { act, world } = c.var
  const siret = readSiret(typed, world.config.testSirets)
  if (!siret) {
    const error = wordsOf(c).formErrors[typed.trim() === '' ? 'siret-missing' : 'siret-wrong']
    return showPage(c, <NewStructurePage siret={typed} error={error} />, 422)
  }
  const existing = await findBySiret(act, siret)
  if (existing) return showPage(c, <NewStructurePage siret={typed} refusal="already-exists" existing={existing} />, 409)
  const found = openEstablishment(await world.register.find(siret))
  if (!found.ok) return showPage(c, <NewStructurePage siret={typed} refusal={found.refusal} />, STATUS[found.refusal])
  const shown = { establishment: found.value, looksPublic: looksPublic(found.value) }
  return showPage(c, <NewStructureCheckPage {...shown} {...answer} />, statusOf(answer))
}

function statusOf(answer: Answer | null): Status {
  if (!answer) return 200
  return 'refusal' in answer ? STATUS[answer.refusal] : 422
}

const newPrivate = form<SignedInEnv, typeof newPrivateForm>(newPrivateForm, (c, { typed, errors }) => {
  const error = wordsOf(c).formErrors[errors['name'] ?? ''] ?? wordsOf(c).formErrors['siret-wrong'] ?? ''
  const input = { name: typedText(typed, 'name') ?? '', isPrivate: typed['isPrivate'] !== undefined }
  return showCheck(c, typedText(typed, 'siret') ?? '', { typed: input, error })
})

/** A user makes a private structure from its SIRET: look up, confirm, create. */
export const newStructures = new Hono<SignedInEnv>()
  .get(paths.newStructure, signedIn, (c) => showPage(c, <NewStructurePage siret={c.req.query('siret')} />))
  .get(paths.newStructureCheck, signedIn, (c) => showCheck(c, c.req.query('siret') ?? '', null))
  .post(paths.newStructure, signedIn, newPrivate, async (c) => {
    const { act, world } = c.var
    const { siret: typed, name, isPrivate } = c.req.valid('form')
    const siret = readSiret(typed, world.config.testSirets)
    if (!siret) return showCheck(c, typed, null)
    const input = { name, isPrivate: isPrivate !== undefined }
    const lookup = await world.register.find(siret)
    const result = await submitOnce(c, {
      act,
      command: (act) => createPrivateStructure(act, { ...input, lookup }),
      landing: ({ id, name }) => ({
        to: url(paths.structure, { id }),
        notice: { tone: 'good', text: wordsOf(c).createdNotice(name) },
      }),
    })
    if (!result.ok) return showCheck(c, siret, { typed: input, refusal: result.refusal })
    return goTo(c, result.value)
  })
