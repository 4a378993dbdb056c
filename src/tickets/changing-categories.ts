import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import type { Action } from '../history/rules.ts'
import { differences } from '../structures/rules.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { fold } from '../values/text.ts'
import { listCategories } from './category-queries.ts'
import {
  type Category,
  type CategoryInput,
  type CategoryRefusal,
  isNameTaken,
  movedTo,
  type Subcategory,
  type SubcategoryInput,
  whyNotChangeCategories,
  whyNotSetClosed,
} from './category-rules.ts'

type Changed = Result<{ id: number; fr: string; en: string }, CategoryRefusal>
/** A category, or a sub-category of it. */
export type CategoryPlace = { categoryId: number; subcategoryId?: number }
type Table = 'category' | 'subcategory'

/** Adds a category, at its place among the others. */
export const addCategory = (act: Act, input: CategoryInput): Promise<Changed> =>
  inTransaction(act, async (act): Promise<Changed> => {
    const found = await readAll(act)
    if (!found.ok) return found
    const all = found.value
    if (isNameTaken(all, input)) return refuse('name-taken')
    const row = { code: newCode(input.en, all), position: all.length + 1, name_fr: input.fr, name_en: input.en }
    const { id } = await act.db
      .insertInto('category')
      .values({ ...row, closed_at: null })
      .returning('id')
      .executeTakeFirstOrThrow()
    await placeAt(
      act,
      { id, position: input.position },
      { table: 'category', all: [...all, { id, position: row.position }] },
    )
    await tell(act, 'category.added', { subject: `category/${id}`, before: null, after: told(input) })
    return accept({ id, fr: input.fr, en: input.en })
  })

/** Gives a category other names or another place. */
export const changeCategory = (act: Act, categoryId: number, input: CategoryInput): Promise<Changed> =>
  inTransaction(act, async (act): Promise<Changed> => {
    const found = await readAll(act)
    if (!found.ok) return found
    const before = found.value.find(({ id }) => id === categoryId)
    if (!before) return refuse('not-found')
    if (isNameTaken(found.value, { ...input, id: categoryId })) return refuse('name-taken')
    await act.db
      .updateTable('category')
      .set({ name_fr: input.fr, name_en: input.en })
      .where('id', '=', categoryId)
      .execute()
    const position = await placeAt(
      act,
      { id: categoryId, position: input.position },
      { table: 'category', all: found.value },
    )
    await tellChange(act, `category/${categoryId}`, { before: told(before), after: told({ ...input, position }) })
    return accept({ id: categoryId, fr: input.fr, en: input.en })
  })

/** Adds a sub-category to a category. */
export const addSubcategory = (act: Act, categoryId: number, input: SubcategoryInput): Promise<Changed> =>
  inTransaction(act, async (act): Promise<Changed> => {
    const found = await readAll(act)
    if (!found.ok) return found
    const category = found.value.find(({ id }) => id === categoryId)
    if (!category) return refuse('not-found')
    const others = category.subcategories
    if (isNameTaken(others, input)) return refuse('name-taken')
    const place = { category_id: categoryId, code: newCode(input.en, others), position: others.length + 1 }
    const { id } = await act.db
      .insertInto('subcategory')
      .values({ ...place, ...rowOf(input), closed_at: null })
      .returning('id')
      .executeTakeFirstOrThrow()
    await placeAt(
      act,
      { id, position: input.position },
      { table: 'subcategory', all: [...others, { id, position: place.position }] },
    )
    const after = { category: category.fr, ...toldOf(input) }
    await tell(act, 'category.added', { subject: `subcategory/${id}`, before: null, after })
    return accept({ id, fr: input.fr, en: input.en })
  })

/** Changes where tickets of this kind go from now on, what they are about, and how soon an answer is due. */
export const changeSubcategory = (
  act: Act,
  { categoryId, subcategoryId }: { categoryId: number; subcategoryId: number },
  input: SubcategoryInput,
): Promise<Changed> =>
  inTransaction(act, async (act): Promise<Changed> => {
    const found = await readAll(act)
    if (!found.ok) return found
    const others = found.value.find(({ id }) => id === categoryId)?.subcategories ?? []
    const before = others.find(({ id }) => id === subcategoryId)
    if (!before) return refuse('not-found')
    if (isNameTaken(others, { ...input, id: subcategoryId })) return refuse('name-taken')
    await act.db.updateTable('subcategory').set(rowOf(input)).where('id', '=', subcategoryId).execute()
    const position = await placeAt(
      act,
      { id: subcategoryId, position: input.position },
      { table: 'subcategory', all: others },
    )
    await tellChange(act, `subcategory/${subcategoryId}`, {
      before: toldOf(before),
      after: toldOf({ ...input, position }),
    })
    return accept({ id: subcategoryId, fr: input.fr, en: input.en })
  })

/** Closes a category or sub-category, or opens it again. What names it stays readable; it cannot be chosen meanwhile. */
export const setClosed = (act: Act, place: CategoryPlace, isClosing: boolean): Promise<Changed> =>
  inTransaction(act, async (act): Promise<Changed> => {
    const all = await readAll(act)
    if (!all.ok) return all
    const found = findPlace(all.value, place)
    if (!found) return refuse('not-found')
    const refusal = whyNotSetClosed(found, isClosing)
    if (refusal) return refuse(refusal)
    const table: Table = place.subcategoryId === undefined ? 'category' : 'subcategory'
    const closed_at = isClosing ? act.now.toISOString() : null
    await act.db.updateTable(table).set({ closed_at }).where('id', '=', found.id).execute()
    const line = { subject: `${table}/${found.id}`, before: null, after: { nameFr: found.fr, nameEn: found.en } }
    await tell(act, isClosing ? 'category.closed' : 'category.opened', line)
    return accept({ id: found.id, fr: found.fr, en: found.en })
  })

async function readAll(act: Act): Promise<Result<Category[], CategoryRefusal>> {
  const refusal = whyNotChangeCategories(act.actor)
  return refusal ? refuse(refusal) : accept(await listCategories(act))
}

function findPlace(all: Category[], { categoryId, subcategoryId }: CategoryPlace): Category | Subcategory | undefined {
  const category = all.find(({ id }) => id === categoryId)
  return subcategoryId === undefined ? category : category?.subcategories.find(({ id }) => id === subcategoryId)
}

/** What addresses name it by: of its English name, told apart from the others. */
function newCode(name: string, others: { code: string }[]): string {
  const code =
    fold(name)
      .replace(/[^a-z0-9]+/g, '_')
      .slice(0, 40) || 'category'
  const isTaken = (wanted: string) => others.some((one) => one.code === wanted)
  if (!isTaken(code)) return code
  const free = others.map((_, at) => `${code}_${at + 2}`).find((wanted) => !isTaken(wanted))
  return free ?? `${code}_${others.length + 2}`
}

type Placed = { id: number; position: number }

/** Puts one at its place; the others move up. Returns the place that it has. */
async function placeAt({ db }: Act, wanted: Placed, { table, all }: { table: Table; all: Placed[] }): Promise<number> {
  const one = all.find(({ id }) => id === wanted.id)
  const ordered = one ? movedTo(all, one, wanted.position) : all
  for (const [at, { id, position }] of ordered.entries())
    if (position !== at + 1)
      await db
        .updateTable(table)
        .set({ position: at + 1 })
        .where('id', '=', id)
        .execute()
  return ordered.findIndex(({ id }) => id === wanted.id) + 1
}

const rowOf = ({ fr, en, route, isForGuests, objectTypes, answerHours }: SubcategoryInput) => ({
  name_fr: fr,
  name_en: en,
  route,
  for_guests: isForGuests ? (1 as const) : (0 as const),
  object_types: JSON.stringify(objectTypes),
  answer_hours: answerHours,
})

const told = ({ fr, en, position }: CategoryInput) => ({ nameFr: fr, nameEn: en, position })
const toldOf = ({ route, isForGuests, objectTypes, answerHours, ...input }: SubcategoryInput) => ({
  ...told(input),
  route,
  forGuests: isForGuests,
  objectTypes: objectTypes.join(', '),
  answerHours,
})

type Line = { subject: string; before: Record<string, unknown> | null; after: Record<string, unknown> | null }
const tell = (act: Act, action: Extract<Action, `category.${string}`>, line: Line): Promise<void> =>
  record(act, { action, ...line, structureId: null, person: null })

/** A form that was sent as it was drawn changes nothing, and leaves no line. */
type Both = { before: Record<string, unknown>; after: Record<string, unknown> }
async function tellChange(act: Act, subject: string, { before, after }: Both): Promise<void> {
  const changed = differences(before, after)
  if (changed) await tell(act, 'category.changed', { subject, ...changed })
}
