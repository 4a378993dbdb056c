import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { CategoryClosingPage, CategoryClosingPanel } from '../../views/tickets/category-closing-page.tsx'
import { CategoryListPage } from '../../views/tickets/category-list-page.tsx'
import { CategoryPage, type CategoryProps, type CategoryTyped } from '../../views/tickets/category-page.tsx'
import { ticketCategoryWords } from '../../views/words/ticket-categories.ts'
import type { Act } from '../act.ts'
import { showNotFound } from '../http/errors.tsx'
import { form, type Typed, typedText } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { operatorsOnly } from '../http/operators-only.ts'
import { goTo, show, showPage, type SignedInEnv, type Status } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { paths } from '../urls.ts'
import type { Result } from '../values/result.ts'
import { actForm, categoryForm, subcategoryForm } from './category-forms.ts'
import { listCategories } from './category-queries.ts'
import type { Category, CategoryInput, CategoryRefusal, Subcategory, SubcategoryInput } from './category-rules.ts'
import { addCategory, addSubcategory, changeCategory, changeSubcategory, setClosed } from './changing-categories.ts'
import { idIn } from './writing-forms.ts'

/** `category` and `subcategory` are those of the address; null stands for a new one. */
type CategoryEnv = {
  Variables: SignedInEnv['Variables'] & {
    category: Category | null
    subcategory: Subcategory | null | undefined
    categories: Category[]
  }
}
type Changed = Result<{ fr: string; en: string }, CategoryRefusal>
type Notice = 'addedNotice' | 'savedNotice' | 'closedNotice' | 'openedNotice'

const STATUS: Record<CategoryRefusal, Status> = {
  'not-found': 404,
  'name-taken': 409,
  'already-closed': 409,
  'already-open': 409,
}

/** Finds what the address names. `of`: a category's own page, or one of its sub-categories'. */
const withCategory = (of: 'new-category' | 'category' | 'new-subcategory' | 'subcategory') =>
  createMiddleware<CategoryEnv>(async (c, next) => {
    const categories = await listCategories(c.var.act)
    const category = of === 'new-category' ? null : categories.find(({ id }) => id === idIn(c.req.param('id')))
    if (category === undefined) return showNotFound(c)
    const subcategory =
      of === 'subcategory' ? category?.subcategories.find(({ id }) => id === idIn(c.req.param('subcategory'))) : null
    if (subcategory === undefined) return showNotFound(c)
    c.set('categories', categories)
    c.set('category', category)
    c.set('subcategory', of.endsWith('subcategory') ? subcategory : undefined)
    return next()
  })

/** What stands in the form before anything is typed: new ones go to the end. */
function shownOf({ var: { category, subcategory, categories } }: Context<CategoryEnv>): CategoryTyped {
  if (subcategory) {
    const { fr, en, position, route, isForGuests, objectTypes, answerHours } = subcategory
    const rest = { route, isForGuests, objectTypes, answerHours: String(answerHours ?? '') }
    return { fr, en, position: String(position), ...rest }
  }
  if (subcategory === null)
    return { fr: '', en: '', position: String((category?.subcategories.length ?? 0) + 1), answerHours: '20' }
  if (category) return { fr: category.fr, en: category.en, position: String(category.position) }
  return { fr: '', en: '', position: String(categories.length + 1) }
}

type Answer = { shown?: CategoryTyped } & Pick<CategoryProps, 'errors' | 'refusal'>

function showCategory(c: Context<CategoryEnv>, { shown, ...wrong }: Answer = {}, status: Status = 200) {
  const { category, subcategory } = c.var
  const props = { ...wrong, category, shown: shown ?? shownOf(c), ...(subcategory !== undefined && { subcategory }) }
  return showPage(c, <CategoryPage {...props} />, status)
}

const typedOf = (typed: Typed): CategoryTyped => ({
  fr: typedText(typed, 'fr') ?? '',
  en: typedText(typed, 'en') ?? '',
  position: typedText(typed, 'position') ?? '',
  route: typedText(typed, 'route'),
  isForGuests: typed['isForGuests'] !== undefined,
  objectTypes: [typed['objectTypes'] ?? []].flat(),
  answerHours: typedText(typed, 'answerHours'),
})

const categoryPosted = form<CategoryEnv, typeof categoryForm>(categoryForm, (c, { typed, errors }) =>
  showCategory(c, { shown: typedOf(typed), errors }, 422),
)
const subcategoryPosted = form<CategoryEnv, typeof subcategoryForm>(subcategoryForm, (c, { typed, errors }) =>
  showCategory(c, { shown: typedOf(typed), errors }, 422),
)

const inputText = ({ fr, en, position, ...rest }: CategoryInput & Partial<SubcategoryInput>): CategoryTyped => ({
  ...rest,
  fr,
  en,
  position: String(position),
  answerHours: String(rest.answerHours ?? ''),
})

type Submission = { command: (act: Act) => Promise<Changed>; notice: Notice; shown?: CategoryTyped }

/** After each act comes the list. */
async function submit(c: Context<CategoryEnv>, { command, notice, shown }: Submission) {
  const { act, scene } = c.var
  const result = await submitOnce(c, {
    act,
    command,
    landing: (one) => ({
      to: paths.operatorCategories,
      notice: { tone: 'good', text: ticketCategoryWords[scene.language][notice](one[scene.language]) },
    }),
  })
  if (result.ok) return goTo(c, result.value)
  if (result.refusal === 'not-found') return showNotFound(c)
  return showCategory(c, { ...(shown && { shown }), refusal: result.refusal }, STATUS[result.refusal])
}

function setState(c: Context<CategoryEnv>, isClosed: boolean) {
  const { category, subcategory } = c.var
  if (!category) return showNotFound(c)
  const place = { categoryId: category.id, ...(subcategory && { subcategoryId: subcategory.id }) }
  const notice = isClosed ? 'closedNotice' : 'openedNotice'
  return submit(c, { command: (act) => setClosed(act, place, isClosed), notice })
}

/** Opening asks for nothing else: its form holds no names. */
const openingOrNext = createMiddleware<CategoryEnv>(async (c, next) => {
  const { act: button } = actForm.parse(await c.req.parseBody())
  return button === 'save' ? next() : setState(c, false)
})

/** Asked before it is closed; what is closed says so. */
function showClosing(c: Context<CategoryEnv>) {
  const { category, subcategory } = c.var
  if (!category) return showNotFound(c)
  const props = { category, subcategory: subcategory ?? undefined }
  const status = (subcategory ?? category).closedAt === null ? 200 : STATUS['already-closed']
  return show(c, { page: <CategoryClosingPage {...props} />, panel: <CategoryClosingPanel {...props} /> }, status)
}

const own = [signedIn, operatorsOnly] as const

/** The categories of tickets, which the platform support keeps. */
export const categories = new Hono<CategoryEnv>()
  .get(paths.operatorCategories, ...own, async (c) =>
    showPage(c, <CategoryListPage categories={await listCategories(c.var.act)} />),
  )
  .get(paths.operatorNewCategory, ...own, withCategory('new-category'), (c) => showCategory(c))
  .post(paths.operatorNewCategory, ...own, withCategory('new-category'), categoryPosted, (c) => {
    const { act: _, ...input } = c.req.valid('form')
    return submit(c, { command: (act) => addCategory(act, input), notice: 'addedNotice', shown: inputText(input) })
  })
  .get(paths.operatorCategory, ...own, withCategory('category'), (c) => showCategory(c))
  .post(paths.operatorCategory, ...own, withCategory('category'), openingOrNext, categoryPosted, (c) => {
    const { act: _, ...input } = c.req.valid('form')
    const id = c.var.category?.id ?? 0
    return submit(c, {
      command: (act) => changeCategory(act, id, input),
      notice: 'savedNotice',
      shown: inputText(input),
    })
  })
  .get(paths.operatorCategoryClosing, ...own, withCategory('category'), showClosing)
  .post(paths.operatorCategoryClosing, ...own, withCategory('category'), (c) => setState(c, true))
  .get(paths.operatorSubcategoryClosing, ...own, withCategory('subcategory'), showClosing)
  .post(paths.operatorSubcategoryClosing, ...own, withCategory('subcategory'), (c) => setState(c, true))
  .get(paths.operatorNewSubcategory, ...own, withCategory('new-subcategory'), (c) => showCategory(c))
  .post(paths.operatorNewSubcategory, ...own, withCategory('new-subcategory'), subcategoryPosted, (c) => {
    const { act: _, ...input } = c.req.valid('form')
    const id = c.var.category?.id ?? 0
    return submit(c, {
      command: (act) => addSubcategory(act, id, input),
      notice: 'addedNotice',
      shown: inputText(input),
    })
  })
  .get(paths.operatorSubcategory, ...own, withCategory('subcategory'), (c) => showCategory(c))
  .post(paths.operatorSubcategory, ...own, withCategory('subcategory'), openingOrNext, subcategoryPosted, (c) => {
    const { act: _, ...input } = c.req.valid('form')
    const { category, subcategory } = c.var
    const place = { categoryId: category?.id ?? 0, subcategoryId: subcategory?.id ?? 0 }
    const command = (act: Act) => changeSubcategory(act, place, input)
    return submit(c, { command, notice: 'savedNotice', shown: inputText(input) })
  })
