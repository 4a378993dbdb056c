import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { EditRefusedPage } from '../../views/structures/managed-warning-page.tsx'
import { type Adding, MandateListPage } from '../../views/structures/mandate-list-page.tsx'
import { MandatePage } from '../../views/structures/mandate-page.tsx'
import { mandateWords } from '../../views/words/mandates.ts'
import { structureEditingWords } from '../../views/words/structure-editing.ts'
import { sendFile } from '../http/download.ts'
import { showNotFound, showTooMany } from '../http/errors.tsx'
import { form, type Typed, typedText } from '../http/form.ts'
import { forgetKeptFiles, keepFiles, type UploadedFile } from '../http/kept-files.ts'
import { submitOnce } from '../http/once.ts'
import { goTo, showPage, type Status } from '../http/page.tsx'
import { backTo, pagingOf } from '../http/paging.ts'
import { signedIn } from '../http/session.ts'
import { filesOf, upload, type UploadEnv } from '../http/upload.ts'
import type { FileType } from '../outside/sniffing.ts'
import { paths, url } from '../urls.ts'
import { addMandate, endMandate, type MandateInput } from './changing-mandates.ts'
import { mandateEndForm, mandateForm } from './managed-forms.ts'
import { aboutOf, EDIT_STATUS, editable, type ManagedEnv, withManaged } from './managed-routes.tsx'
import { findMandate, findMandateDocument, listMandates } from './mandates-queries.ts'
import { type Mandate, type MandateRefusal, readSiret, whyNotEdit } from './rules.ts'

type MandateEnv = { Variables: ManagedEnv['Variables'] & UploadEnv['Variables'] & { mandate: Mandate } }
type Input = Omit<MandateInput, 'document'>

const STATUS: Record<MandateRefusal, Status> = {
  ...EDIT_STATUS,
  'mandate-not-found': 404,
  'already-ended': 409,
  'ends-before-start': 409,
  'not-earlier': 409,
}

/** What a signed document may be: what an office makes, scans or photographs. */
const DOCUMENTS: FileType[] = ['pdf', 'png', 'jpg', 'gif', 'webp', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp']

/** Hono's context type is invariant: a mandate's context is also one of its structure. */
const managed = (c: Context<MandateEnv>): Context<ManagedEnv> => c as unknown as Context<ManagedEnv>
const wordsOf = (c: Context<ManagedEnv>) => mandateWords[c.var.scene.language]
const mayEdit = ({ var: { actor, structure } }: Context<ManagedEnv>) => whyNotEdit(actor, structure) === null

/** Mandates are the business of the whole structure: managers of services alone are told so. */
const wholeOnly = createMiddleware<ManagedEnv>(async (c, next) =>
  c.var.from.whole
    ? next()
    : showPage(
        c,
        <EditRefusedPage {...aboutOf(c)} refusal="beyond-your-services" />,
        EDIT_STATUS['beyond-your-services'],
      ),
)

/** Sendings of one person in an hour: each may lie on the disk for a day. */
const UPLOADS = { points: 30, seconds: 3600 }

/** Asked before the body is read. */
const notTooOften = createMiddleware<ManagedEnv>(async (c, next) => {
  const wait = await c.var.world.limiter.take('upload', UPLOADS, String(c.var.actor.id))
  return wait === null ? next() : showTooMany(c, wait)
})

const withMandate = createMiddleware<MandateEnv>(async (c, next) => {
  const id = Number(c.req.param('mandate'))
  const mandate = Number.isSafeInteger(id) && (await findMandate(c.var.act, c.var.structure.id, id))
  if (!mandate) return showNotFound(c)
  c.set('mandate', mandate)
  return next()
})

async function showList(c: Context<ManagedEnv>, adding?: Adding, status: Status = 200) {
  const page = await listMandates(c.var.act, c.var.structure.id, pagingOf(c))
  const props = { ...aboutOf(c), page, back: c.req.query('back'), mayEdit: mayEdit(c), ...(adding && { adding }) }
  return showPage(c, <MandateListPage {...props} />, status)
}

type Document = { file: UploadedFile } | { error: string }

/** The file that was sent last, or the sentence that says why there is none. */
function documentOf(c: Context<MandateEnv>): Document {
  const { language } = c.var.scene
  const words = mandateWords[language]
  const { files, refused } = c.var.upload
  const [first] = refused
  if (first) return { error: `${first.name || words.document} : ${words.documentRefusals[first.refusal]}` }
  const file = files.at(-1)
  if (!file) return { error: structureEditingWords[language].errors['document-missing'] ?? '' }
  if (DOCUMENTS.includes(file.type)) return { file }
  return { error: `${file.name} : ${words.documentRefusals['type-refused']}` }
}

type Answer = Pick<Adding, 'typed' | 'errors' | 'refusal'>

/** Draws the form again with what was typed; the file, which the browser drops, is kept with it. */
async function showAgain(c: Context<MandateEnv>, answer: Answer, status: Status) {
  const document = documentOf(c)
  const { token } = c.var.upload
  if (token !== null) await keepFiles(c.var.act, token, 'file' in document ? [document.file] : [])
  const kept = 'file' in document && token !== null ? { name: document.file.name, token } : null
  const error = 'error' in document ? document.error : undefined
  return showList(managed(c), { ...answer, kept, document: error }, status)
}

const textsOf = (typed: Typed): Adding['typed'] => ({
  mandatary: typedText(typed, 'mandatary') ?? '',
  siret: typedText(typed, 'siret') ?? '',
  startsOn: typedText(typed, 'startsOn') ?? '',
  endsOn: typedText(typed, 'endsOn') ?? '',
})

const mandatePosted = form<MandateEnv, typeof mandateForm>(mandateForm, (c, { typed, errors }) =>
  showAgain(c, { typed: textsOf(typed), errors }, 422),
)

async function add(c: Context<MandateEnv>, input: Input) {
  const { act, structure, upload: sent, world } = c.var
  const document = documentOf(c)
  const typed = { ...input, endsOn: input.endsOn ?? '' }
  const siret = input.siret === '' ? '' : readSiret(input.siret, world.config.testSirets)
  if (siret === null) return showAgain(c, { typed, errors: { siret: 'siret-wrong' } }, 422)
  if ('error' in document) return showAgain(c, { typed }, 422)
  const result = await submitOnce(c, {
    act,
    command: async (act) => {
      const added = await addMandate(act, structure.id, { ...input, siret, document: document.file })
      if (added.ok && sent.token !== null) await forgetKeptFiles(act, sent.token)
      return added
    },
    landing: (mandatary) => ({
      // Whoever was on the way to a change goes on with it.
      to: backTo(c.req.query('back'), url(paths.managedMandates, structure)),
      notice: { tone: 'good', text: wordsOf(managed(c)).addedNotice(mandatary) },
    }),
  })
  if (result.ok) return goTo(c, result.value)
  return showAgain(c, { typed, refusal: result.refusal }, STATUS[result.refusal])
}

type Ending = { endsOn: string; errors?: Record<string, string | undefined>; refusal?: MandateRefusal }

const showMandate = (c: Context<MandateEnv>, ending?: Ending, status: Status = 200) => {
  const props = { ...aboutOf(managed(c)), mandate: c.var.mandate, mayEdit: mayEdit(managed(c)) }
  return showPage(c, <MandatePage {...props} {...(ending && { ending })} />, status)
}

const endPosted = form<MandateEnv, typeof mandateEndForm>(mandateEndForm, (c, { typed, errors }) =>
  showMandate(c, { endsOn: typedText(typed, 'endsOn') ?? '', errors }, 422),
)

async function end(c: Context<MandateEnv>, endsOn: string) {
  const { act, structure, mandate } = c.var
  const result = await submitOnce(c, {
    act,
    command: (act) => endMandate(act, { structureId: structure.id, mandateId: mandate.id }, endsOn),
    landing: ({ mandatary }) => ({
      to: url(paths.managedMandates, structure),
      notice: { tone: 'good', text: wordsOf(managed(c)).endedNotice(mandatary) },
    }),
  })
  return result.ok ? goTo(c, result.value) : showMandate(c, { endsOn, refusal: result.refusal }, STATUS[result.refusal])
}

/** The billing mandates of a structure: the list, adding one with its document, ending it. */
export const managedMandates = new Hono<MandateEnv>()
  .get(paths.managedMandates, signedIn, withManaged, wholeOnly, (c) => showList(managed(c)))
  .post(
    paths.managedMandates,
    signedIn,
    withManaged,
    editable,
    notTooOften,
    upload(['document'], { files: 2 }),
    mandatePosted,
    (c) => add(c, c.req.valid('form')),
  )
  .get(paths.managedMandate, signedIn, withManaged, wholeOnly, withMandate, (c) => showMandate(c))
  .post(paths.managedMandate, signedIn, withManaged, editable, withMandate, endPosted, (c) =>
    end(c, c.req.valid('form').endsOn),
  )
  .get(paths.managedMandateDocument, signedIn, withManaged, wholeOnly, async (c) => {
    const id = Number(c.req.param('mandate'))
    const { act, structure } = c.var
    const document = Number.isSafeInteger(id) ? await findMandateDocument(act, structure.id, id) : undefined
    return (document && (await sendFile(c, filesOf(c), document))) ?? showNotFound(c)
  })
