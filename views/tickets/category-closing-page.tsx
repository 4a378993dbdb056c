import type { Category, Subcategory } from '../../src/tickets/category-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Cancel, DialogPanel } from '../parts/dialog.tsx'
import { RefusalNote } from '../parts/error-summary.tsx'
import { Form } from '../parts/form.tsx'
import { layoutWords } from '../words/layout.ts'
import { ticketCategoryWords } from '../words/ticket-categories.ts'

/** Undefined `subcategory`: the category itself, with all of its own. */
type ClosingProps = { category: Category; subcategory: Subcategory | undefined }

const hrefOf = ({ category, subcategory }: ClosingProps): string =>
  subcategory
    ? url(paths.operatorSubcategory, { id: category.id, subcategory: subcategory.id })
    : url(paths.operatorCategory, category)

/** Where the question is asked, and the closing sent to. */
export const closingHref = ({ category, subcategory }: ClosingProps): string =>
  subcategory
    ? url(paths.operatorSubcategoryClosing, { id: category.id, subcategory: subcategory.id })
    : url(paths.operatorCategoryClosing, category)

function useClosing({ category, subcategory }: ClosingProps) {
  const words = useWords(ticketCategoryWords)
  const { language } = useScene()
  const name = (subcategory ?? category)[language]
  const title = subcategory ? words.closeSubTitle(name, category[language]) : words.closeTitle(name)
  const open = category.subcategories.filter(({ closedAt }) => closedAt === null).length
  return { words, name, title, open: subcategory ? null : open }
}

/** Asks before a category, or one of its sub-categories, is closed. */
export function CategoryClosingPage(props: ClosingProps) {
  const { words, title, name } = useClosing(props)
  return (
    <Layout
      title={title}
      section="operator"
      crumbs={[
        { href: paths.operator, label: useWords(layoutWords).operator },
        { href: paths.operatorCategories, label: words.title },
        { href: hrefOf(props), label: name },
      ]}
    >
      <CategoryClosingPanel {...props} />
    </Layout>
  )
}

export function CategoryClosingPanel(props: ClosingProps) {
  const { words, title, name, open } = useClosing(props)
  if ((props.subcategory ?? props.category).closedAt !== null)
    return (
      <DialogPanel title={title} cancel={hrefOf(props)}>
        <RefusalNote text={words.refusals['already-closed']} />
      </DialogPanel>
    )
  return (
    <DialogPanel title={title}>
      {open !== null && open > 0 && <p>{words.closesWith(open)}</p>}
      <p>{words.closeText}</p>
      <Form action={closingHref(props)}>
        <div class="acts">
          <button class="danger">{words.close(name)}</button>
          <Cancel href={hrefOf(props)} />
        </div>
      </Form>
    </DialogPanel>
  )
}
