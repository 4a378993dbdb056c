import type { Child } from 'hono/jsx'
import { type Category, type CategoryRefusal, HOURS_MAX, type Subcategory } from '../../src/tickets/category-rules.ts'
import { OBJECT_TYPES } from '../../src/tickets/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { errorList, errorText, type FieldErrors } from '../accounts/form-errors.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { dialogLink } from '../parts/dialog.tsx'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Choice, Field, MandatoryNote, Tick } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { layoutWords } from '../words/layout.ts'
import { ticketCategoryWords } from '../words/ticket-categories.ts'
import { ticketWords } from '../words/tickets.ts'
import { closingHref } from './category-closing-page.tsx'

/** What the form shows, as text: of what is kept, or as it was typed. */
export type CategoryTyped = {
  fr: string
  en: string
  position: string
  route?: string | undefined
  isForGuests?: boolean | undefined
  objectTypes?: string[] | undefined
  answerHours?: string | undefined
}
type Wrong = { errors?: FieldErrors; refusal?: CategoryRefusal | undefined }
export type CategoryProps = Wrong & {
  shown: CategoryTyped
  /** Null for a new one. */
  category: Category | null
  /** Of a sub-category's form: itself, null for a new one; undefined for a category's own. */
  subcategory?: Subcategory | null
}

const ORDER = ['fr', 'en', 'position', 'route', 'objectTypes', 'answerHours']

/** The form of a category or of one of its sub-categories: new, or as it stands. */
export function CategoryPage(props: CategoryProps) {
  const words = useWords(ticketCategoryWords)
  const menu = useWords(layoutWords)
  const { category, errors, refusal } = props
  const { language } = useScene()
  const isSub = props.subcategory !== undefined
  const inCategory = isSub && category
  return (
    <Layout
      title={useTitle(props)}
      section="operator"
      crumbs={[
        { href: paths.operator, label: menu.operator },
        { href: paths.operatorCategories, label: words.title },
        ...(inCategory ? [{ href: url(paths.operatorCategory, category), label: category[language] }] : []),
      ]}
      hasError={errors !== undefined || refusal !== undefined}
    >
      <Form action={actionOf(props)} class="stack">
        <ErrorSummary errors={errorList(errors, ORDER, words.errors)} />
        <RefusalNote text={refusal && words.refusals[refusal]} />
        <MandatoryNote />
        <NameFields {...props} />
        {isSub && <RouteFields {...props} />}
        <div class="acts">
          <button class="main" name="act" value="save">
            {words.save}
          </button>
          <a class="button plain" href={paths.operatorCategories}>
            {words.back}
          </a>
        </div>
      </Form>
      <Closing {...props} />
    </Layout>
  )
}

function useTitle({ category, subcategory }: CategoryProps): string {
  const words = useWords(ticketCategoryWords)
  const { language } = useScene()
  if (!category) return words.add
  if (subcategory === undefined) return words.editTitle(category[language])
  return subcategory
    ? words.editSubTitle(subcategory[language], category[language])
    : words.addSubTo(category[language])
}

function actionOf({ category, subcategory }: CategoryProps): string {
  if (!category) return paths.operatorNewCategory
  if (subcategory === undefined) return url(paths.operatorCategory, category)
  return subcategory
    ? url(paths.operatorSubcategory, { id: category.id, subcategory: subcategory.id })
    : url(paths.operatorNewSubcategory, category)
}

function NameFields({ shown, errors }: CategoryProps) {
  const words = useWords(ticketCategoryWords)
  const told = (name: string) => ({ name, error: errorText(errors, name, words.errors) })
  return (
    <>
      <Field {...told('fr')} label={words.fr} value={shown.fr} required maxlength={100} autocomplete="off" />
      <Field {...told('en')} label={words.en} value={shown.en} required maxlength={100} autocomplete="off" />
      <Field
        {...told('position')}
        label={words.position}
        hint={words.positionHint}
        value={shown.position}
        inputmode="numeric"
        required
        size={4}
        autocomplete="off"
      />
    </>
  )
}

function RouteFields({ shown, errors }: CategoryProps) {
  const words = useWords(ticketCategoryWords)
  const { objects } = useWords(ticketWords)
  return (
    <>
      <Choice
        name="route"
        legend={words.route}
        value={shown.route}
        error={errorText(errors, 'route', words.errors)}
        required
        options={[
          { value: 'support', label: words.routes.support },
          { value: 'service', label: words.routes.service },
        ]}
      />
      <Tick name="isForGuests" label={words.isForGuests} checked={shown.isForGuests ?? false} />
      <Group legend={words.objects} hint={words.objectsHint}>
        {OBJECT_TYPES.map((type) => (
          <Tick
            name="objectTypes"
            value={type}
            label={objects[type]}
            checked={shown.objectTypes?.includes(type) ?? false}
          />
        ))}
      </Group>
      <Field
        name="answerHours"
        label={words.hoursLabel}
        hint={words.hoursHint}
        error={errorText(errors, 'answerHours', words.errors)}
        value={shown.answerHours}
        inputmode="numeric"
        maxlength={String(HOURS_MAX).length}
        size={6}
        autocomplete="off"
      />
    </>
  )
}

const Group = ({ legend, hint, children }: { legend: string; hint: string; children?: Child }) => (
  <fieldset class="field" aria-describedby="objectTypes-hint">
    <legend>{legend}</legend>
    <span class="hint" id="objectTypes-hint">
      {hint}
    </span>
    {children}
  </fieldset>
)

/** Closed, never deleted; open again whenever it is of use. */
function Closing(props: CategoryProps) {
  const words = useWords(ticketCategoryWords)
  const { language } = useScene()
  const { category } = props
  const one = props.subcategory === undefined ? category : props.subcategory
  if (!one || !category) return null
  const isOpen = one.closedAt === null
  return (
    <section class="stack" aria-labelledby="category-state">
      <h2 id="category-state">
        {words.state}&nbsp;: {isOpen ? words.open : words.closed}
      </h2>
      <p>{isOpen ? words.closeText : words.closedText}</p>
      {isOpen ? (
        <p class="acts">
          <a
            class="button danger"
            {...dialogLink(closingHref({ category, subcategory: props.subcategory ?? undefined }))}
          >
            {words.close(one[language])}
          </a>
        </p>
      ) : (
        <Form action={actionOf(props)}>
          <button name="act" value="open">
            {words.reopen(one[language])}
          </button>
        </Form>
      )}
    </section>
  )
}
