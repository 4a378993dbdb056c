import { type Context, Hono } from 'hono'
import { type SheetData, sheetOf } from '../../views/memberships/technical-sheet.ts'
import { technicalUserWords } from '../../views/words/technical-users.ts'
import type { Language } from '../act.ts'
import { sendDownload } from '../http/download.ts'
import { form } from '../http/form.ts'
import { signedIn } from '../http/session.ts'
import { makePdf } from '../outside/pdf.ts'
import { paths } from '../urls.ts'
import { technicalExportForm } from './technical-forms.ts'
import { findFreshSecret } from './technical-queries.ts'
import {
  instanceOf,
  showTechnical,
  STATUS,
  type TechnicalEnv,
  technicalUsers,
  withTechnical,
} from './technical-routes.tsx'

/** "Informations de connexion": what the page says, in the same order, tagged. */
function makeSheet(data: SheetData, { language, author }: { language: Language; author: string }) {
  const { title, note, facts, heading, steps } = sheetOf(data, language)
  return makePdf({
    title,
    language,
    author,
    made: new Date(data.made.createdAt),
    blocks: [
      { kind: 'pairs', rows: facts },
      { kind: 'note', text: note },
      { kind: 'heading', text: heading },
      { kind: 'list', items: steps },
    ],
  })
}

/** For who still has the page with the secret before them; to anybody else it is not given any more. */
async function sendSheet(c: Context<TechnicalEnv>, text: string) {
  const { act, actor, structure, scene } = c.var
  const made = await findFreshSecret(act, structure.id, text)
  if (!made) return showTechnical(c, { refusal: 'too-late' }, STATUS['too-late'])
  const data = { made, structure, createdBy: actor.name, instance: instanceOf(c) }
  const body = await makeSheet(data, { language: scene.language, author: scene.instance.brand })
  const name = technicalUserWords[scene.language].fileName(made.login)
  return sendDownload(c, { name, type: 'pdf', size: body.byteLength, body })
}

const exportPosted = form<TechnicalEnv, typeof technicalExportForm>(technicalExportForm, (c) =>
  showTechnical(c, { refusal: 'too-late' }, 422),
)

/** A structure's technical user, and its document: a form, though it changes nothing, so that the secret is in no address. */
export const technicalPages = new Hono<TechnicalEnv>()
  .route('/', technicalUsers)
  .post(paths.technicalUserExport, signedIn, withTechnical, exportPosted, (c) =>
    sendSheet(c, c.req.valid('form').technicalPassword),
  )
