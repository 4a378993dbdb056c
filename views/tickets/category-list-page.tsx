import type { Category, Subcategory } from '../../src/tickets/category-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Empty } from '../parts/empty.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { Tag } from '../parts/tag.tsx'
import { layoutWords } from '../words/layout.ts'
import { ticketCategoryWords } from '../words/ticket-categories.ts'
import { ticketWords } from '../words/tickets.ts'

/** All categories with their sub-categories, closed ones too. */
export function CategoryListPage({ categories }: { categories: Category[] }) {
  const words = useWords(ticketCategoryWords)
  const menu = useWords(layoutWords)
  return (
    <Layout
      title={words.title}
      section="operator"
      crumbs={[{ href: paths.operator, label: menu.operator }]}
      actions={
        <a class="button main" href={paths.operatorNewCategory}>
          {words.add}
        </a>
      }
    >
      <p>{words.intro}</p>
      {categories.map((category) => (
        <OneCategory category={category} />
      ))}
    </Layout>
  )
}

const StateTag = ({ closedAt }: { closedAt: string | null }) => {
  const words = useWords(ticketCategoryWords)
  return <Tag tone={closedAt === null ? 'good' : 'calm'} label={closedAt === null ? words.open : words.closed} />
}

function OneCategory({ category }: { category: Category }) {
  const words = useWords(ticketCategoryWords)
  const { language } = useScene()
  const name = category[language]
  return (
    <section class="panel" aria-labelledby={`category-${category.id}`}>
      <h2 id={`category-${category.id}`}>
        {name} <StateTag closedAt={category.closedAt} />
      </h2>
      {category.subcategories.length === 0 ? (
        <Empty title={words.empty}>
          <p>{words.emptyText}</p>
        </Empty>
      ) : (
        <Subcategories category={category} />
      )}
      <p class="acts">
        <a class="button" href={url(paths.operatorCategory, { id: category.id })}>
          {words.edit}
          <span class="vh"> {name}</span>
        </a>
        <a class="button plain" href={url(paths.operatorNewSubcategory, { id: category.id })}>
          {words.addSub}
          <span class="vh"> – {name}</span>
        </a>
      </p>
    </section>
  )
}

function Subcategories({ category }: { category: Category }) {
  const words = useWords(ticketCategoryWords)
  const { language } = useScene()
  return (
    <Table
      caption={words.caption(category[language], category.subcategories.length)}
      columns={[words.subcategory, words.route, words.guests, words.objects, words.hours, words.state, words.actions]}
    >
      {category.subcategories.map((subcategory) => (
        <Row category={category} subcategory={subcategory} />
      ))}
    </Table>
  )
}

function Row({ category, subcategory }: { category: Category; subcategory: Subcategory }) {
  const words = useWords(ticketCategoryWords)
  const { objects } = useWords(ticketWords)
  const { language } = useScene()
  const { route, isForGuests, objectTypes, answerHours, closedAt } = subcategory
  return (
    <tr>
      <th scope="row">{subcategory[language]}</th>
      <Cell label={words.route}>{words.routes[route]}</Cell>
      <Cell label={words.guests}>{isForGuests ? words.yes : words.no}</Cell>
      <Cell label={words.objects}>{objectTypes.map((type) => objects[type]).join(', ') || words.none}</Cell>
      <Cell label={words.hours}>{answerHours === null ? words.noHours : words.hoursText(answerHours)}</Cell>
      <Cell label={words.state}>
        <StateTag closedAt={closedAt} />
      </Cell>
      <td class="acts">
        <a class="button plain" href={url(paths.operatorSubcategory, { id: category.id, subcategory: subcategory.id })}>
          {words.edit}
          <span class="vh">
            {' '}
            {subcategory[language]} – {category[language]}
          </span>
        </a>
      </td>
    </tr>
  )
}
