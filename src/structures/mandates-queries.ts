import type { Act } from '../act.ts'
import type { StoredFile } from '../outside/files.ts'
import { FILE_TYPES, type FileType } from '../outside/sniffing.ts'
import { COUNT_LIMIT, lastPage, offsetOf, type Page, pageOf, type Paging } from '../values/page.ts'
import { type Mandate, standpointOf } from './rules.ts'

const SHOWN = ['id', 'mandatary', 'mandatary_siret', 'starts_on', 'ends_on', 'file_name'] as const

/** Mandates are the business of the whole structure: managers of services alone are shown none. */
const mandatesOf = (act: Act, structureId: number) =>
  act.db
    .selectFrom('billing_mandate')
    .where('structure_id', '=', standpointOf(act.actor, structureId)?.whole ? structureId : 0)

/** One page of a structure's mandates, those that begin last first; past the end, the last page. */
export async function listMandates(act: Act, structureId: number, asked: Paging): Promise<Page<Mandate>> {
  const counted = mandatesOf(act, structureId)
    .select('id')
    .limit(COUNT_LIMIT + 1)
  const { total } = await act.db
    .selectFrom(counted.as('counted'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const paging = { ...asked, page: Math.min(asked.page, lastPage(total, asked.size)) }
  const rows = await mandatesOf(act, structureId)
    .select(SHOWN)
    .orderBy('starts_on', 'desc')
    .orderBy('id', 'desc')
    .limit(paging.size + 1)
    .offset(offsetOf(paging))
    .execute()
  return pageOf(rows, paging, total > COUNT_LIMIT ? null : total)
}

/** One mandate, for those who manage its structure as a whole. */
export const findMandate = (act: Act, structureId: number, id: number): Promise<Mandate | undefined> =>
  mandatesOf(act, structureId).select(SHOWN).where('id', '=', id).executeTakeFirst()

/** The document of a mandate. */
export async function findMandateDocument(act: Act, structureId: number, id: number): Promise<StoredFile | undefined> {
  const row = await mandatesOf(act, structureId)
    .innerJoin('file', 'file.hash', 'billing_mandate.file_hash')
    .select(['file.hash', 'file.size', 'file.type', 'file_name as name'])
    .where('billing_mandate.id', '=', id)
    .executeTakeFirst()
  return row && isFileType(row.type) ? { ...row, type: row.type } : undefined
}

const isFileType = (text: string): text is FileType => Object.hasOwn(FILE_TYPES, text)
