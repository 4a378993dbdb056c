import {
  type ListedSubcategory,
  NO_FILTER,
  OPEN_REASONS,
  type TicketListPage,
  ticketQuery,
  type TicketSearch,
  ticketsHref,
} from '../../src/tickets/list-rules.ts'
import { paths } from '../../src/urls.ts'
import { PAGE_SIZES } from '../../src/values/page.ts'
import { useWords } from '../layout/scene.ts'
import { Filters } from '../parts/filters.tsx'
import { swapLink } from '../parts/tabs.tsx'
import { Field, Select, Tick } from '../parts/field.tsx'
import { ticketQueueWords } from '../words/ticket-queue.ts'
import { ticketWords } from '../words/tickets.ts'
import { TICKETS_PANEL } from './list-table.tsx'

export type TicketFiltersProps = Pick<TicketListPage, 'search' | 'subcategories' | 'choices'>

/** Key words on every tab; the other fields once they are asked for, so that the page stays light. */
export function TicketFilters({ search, subcategories, choices }: TicketFiltersProps) {
  const words = useWords(ticketQueueWords)
  const isNarrow = choices !== null || search.q !== ''
  const { tab, sort } = ticketQuery(search)
  const { size } = search.paging
  const kept = {
    tab,
    sort,
    rows: size === PAGE_SIZES[0] ? undefined : String(size),
    filters: choices ? '1' : undefined,
  }
  const filters = ticketsHref({ ...search, showsFilters: true }, {})
  return (
    <Filters
      action={paths.tickets}
      panel={TICKETS_PANEL}
      kept={kept}
      reset={isNarrow ? ticketsHref(search, { ...NO_FILTER, showsFilters: false }) : undefined}
    >
      <div class="field">
        <label for="q">{words.searchLabel}</label>
        <input id="q" name="q" type="search" size={28} value={search.q} autocomplete="off" maxlength={100} />
      </div>
      {choices && <More search={search} subcategories={subcategories} choices={choices} />}
      {!choices && (
        <a href={filters} {...swapLink(filters, TICKETS_PANEL)}>
          {words.filter}
        </a>
      )}
    </Filters>
  )
}

type MoreProps = TicketFiltersProps & { choices: NonNullable<TicketFiltersProps['choices']> }

function More({ search, subcategories, choices }: MoreProps) {
  const words = useWords(ticketQueueWords)
  const named = useWords(ticketWords)
  const isOpen = search.tab !== 'awaiting' && search.tab !== 'closed'
  return (
    <>
      {choices.places.length > 1 && <PlaceField search={search} places={choices.places} />}
      <CategoryField search={search} subcategories={subcategories} />
      {search.tab !== 'mine' && <AssigneeField search={search} colleagues={choices.colleagues} />}
      {isOpen && (
        <Select
          name="reason"
          label={named.reason}
          value={search.reason ?? ''}
          options={[
            { value: '', label: words.allReasons },
            ...OPEN_REASONS.map((reason) => ({ value: reason, label: named.reasons[reason] })),
          ]}
        />
      )}
      <Field name="from" label={words.from} type="date" value={search.from} />
      <Field name="to" label={words.until} type="date" value={search.to} />
      {isOpen && <Tick name="late" label={words.onlyLate} checked={search.isLate} />}
    </>
  )
}

function PlaceField({ search, places }: { search: TicketSearch; places: MoreProps['choices']['places'] }) {
  const words = useWords(ticketQueueWords)
  const { support } = useWords(ticketWords)
  return (
    <Select
      name="place"
      label={words.place}
      value={search.place ?? ''}
      options={[
        { value: '', label: words.allPlaces },
        ...places.map(({ token, structure, service }) => ({
          value: token,
          label:
            structure === null
              ? support
              : service === null
                ? words.wholeStructure(structure)
                : `${structure} – ${service}`,
        })),
      ]}
    />
  )
}

function CategoryField({ search, subcategories }: { search: TicketSearch; subcategories: ListedSubcategory[] }) {
  const words = useWords(ticketQueueWords)
  const categories = new Map(subcategories.map((one) => [one.categoryId, one.category]))
  return (
    <div class="field">
      <label for="category">{useWords(ticketWords).category}</label>
      <select id="category" name="category">
        <option value="">{words.allCategories}</option>
        {[...categories].map(([id, category]) => (
          <optgroup label={category}>
            <option value={`k${id}`} selected={search.category === `k${id}`}>
              {words.wholeCategory(category)}
            </option>
            {subcategories
              .filter((one) => one.categoryId === id)
              .map((one) => (
                <option value={`c${one.id}`} selected={search.category === `c${one.id}`}>
                  {one.name}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </div>
  )
}

function AssigneeField({
  search,
  colleagues,
}: {
  search: TicketSearch
  colleagues: MoreProps['choices']['colleagues']
}) {
  const words = useWords(ticketQueueWords)
  const named = useWords(ticketWords)
  return (
    <Select
      name="assignee"
      label={named.assignee}
      value={search.assignee === null ? '' : String(search.assignee)}
      options={[
        { value: '', label: words.everybody },
        { value: 'me', label: words.me },
        { value: 'nobody', label: named.nobody },
        ...colleagues.map(({ id, name }) => ({ value: String(id), label: name })),
      ]}
    />
  )
}
