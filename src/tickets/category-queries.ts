import type { AnyAct } from '../act.ts'
import type { Db } from '../db/tables.ts'
import type { Category, Subcategory } from './category-rules.ts'
import { isObjectType, type ObjectType } from './rules.ts'
import type { Kind } from './writing-rules.ts'

const readObjectTypes = (json: string): ObjectType[] => (JSON.parse(json) as string[]).filter(isObjectType)

/** Every category with its sub-categories, closed ones too, in their order. Two statements, however many there are. */
export async function listCategories({ db }: Pick<AnyAct, 'db'>): Promise<Category[]> {
  const categories = await db.selectFrom('category').selectAll().orderBy('position').orderBy('id').execute()
  const rows = await db.selectFrom('subcategory').selectAll().orderBy('position').orderBy('id').execute()
  return categories.map((one) => ({
    id: one.id,
    code: one.code,
    position: one.position,
    fr: one.name_fr,
    en: one.name_en,
    closedAt: one.closed_at,
    subcategories: rows.filter(({ category_id }) => category_id === one.id).map(subcategoryOf),
  }))
}

type Row = Awaited<ReturnType<typeof subcategoryRows>>[number]
const subcategoryRows = (db: Db) => db.selectFrom('subcategory').selectAll().execute()

const subcategoryOf = (row: Row): Subcategory => ({
  id: row.id,
  code: row.code,
  position: row.position,
  fr: row.name_fr,
  en: row.name_en,
  route: row.route,
  isForGuests: row.for_guests === 1,
  objectTypes: readObjectTypes(row.object_types),
  answerHours: row.answer_hours,
  closedAt: row.closed_at,
})

const kinds = (db: Db) =>
  db
    .selectFrom('subcategory')
    .innerJoin('category', 'category.id', 'subcategory.category_id')
    .selectAll('subcategory')
    .select([
      'category.code as category_code',
      'category.name_fr as category_fr',
      'category.name_en as category_en',
      'category.closed_at as category_closed_at',
    ])

type KindRow = Awaited<ReturnType<ReturnType<typeof kinds>['executeTakeFirstOrThrow']>>
const kindOf = (row: KindRow): Kind => ({
  ...subcategoryOf(row),
  category: { id: row.category_id, code: row.category_code, fr: row.category_fr, en: row.category_en },
  isClosed: row.closed_at !== null || row.category_closed_at !== null,
})

/** The kinds of tickets that can be chosen, by category; `forGuests`: those offered without an account. */
export async function listKinds({ db }: Pick<AnyAct, 'db'>, options: { forGuests?: boolean } = {}): Promise<Kind[]> {
  const rows = await kinds(db)
    .where('subcategory.closed_at', 'is', null)
    .where('category.closed_at', 'is', null)
    .$if(options.forGuests === true, (query) => query.where('for_guests', '=', 1))
    .orderBy('category.position')
    .orderBy('category.id')
    .orderBy('subcategory.position')
    .orderBy('subcategory.id')
    .execute()
  return rows.map(kindOf)
}

/** One kind of ticket, open or closed. */
export async function findKind({ db }: Pick<AnyAct, 'db'>, id: number | null): Promise<Kind | undefined> {
  if (id === null) return undefined
  const row = await kinds(db).where('subcategory.id', '=', id).executeTakeFirst()
  return row && kindOf(row)
}

/** The kind that an address names by its codes. */
export async function findKindByCodes(
  { db }: Pick<AnyAct, 'db'>,
  category: string,
  code: string,
): Promise<Kind | undefined> {
  const row = await kinds(db)
    .where('category.code', '=', category)
    .where('subcategory.code', '=', code)
    .executeTakeFirst()
  return row && kindOf(row)
}
