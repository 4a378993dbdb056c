import { ErrorPanel } from '../layout/error-page.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { DialogPanel, dialogLink } from './dialog.tsx'
import { Empty } from './empty.tsx'
import { Facts } from './facts.tsx'
import { Field, Select } from './field.tsx'
import { Filters } from './filters.tsx'
import { type Example, formExamples } from './form-examples.tsx'
import { Pager } from './pager.tsx'
import { RunResult } from './run-result.tsx'
import { SortHead } from './sort-head.tsx'
import { Cell, RowTick, Table } from './table.tsx'
import { Tabs } from './tabs.tsx'
import { Tag } from './tag.tsx'
import { Time } from './time.tsx'

const page = { rows: [], paging: { page: 4, size: 25 as const }, total: 493, hasNext: true }
const people = [
  { id: 1, name: 'Jeanne Petit', mail: 'jeanne.petit@noisy.test', at: '2026-11-17T08:00:00Z' },
  {
    id: 2,
    name: 'Marc-Antoine de la Rochefoucauld',
    mail: 'ma.delarochefoucauld@noisy.test',
    at: '2026-11-19T08:00:00Z',
  },
]
const columns = [
  <SortHead label="Demandeur" href="/example?sort=name" sorted={null} panel="example-panel" />,
  'Structure',
  <SortHead label="Reçue le" href="/example?sort=newest" sorted="ascending" panel="example-panel" />,
  'État',
  'Actions',
]

const lists: Record<string, Example> = {
  tabs: {
    says: 'Views of one list, each with its own address.',
    node: (
      <Tabs
        label="État des demandes"
        panel="example-panel"
        tabs={[
          { href: '/example', label: 'En attente', count: '12', current: true },
          { href: '/example?state=validated', label: 'Validées', count: '1 840', current: false },
        ]}
      />
    ),
  },
  filters: {
    says: 'A search whose words live in the address; it keeps the tab and can be taken back.',
    node: (
      <Filters action="/example" panel="example-panel" kept={{ state: 'pending', sort: undefined }} reset="/example">
        <Field name="q" type="search" label="Nom, adresse ou SIRET" size={28} autocomplete="off" />
        <Select name="in" label="Dans" options={[{ value: '', label: 'Toutes mes structures' }]} />
      </Filters>
    ),
  },
  'table with ticks and bulk bar': {
    says: 'Caption, sortable heads, a named box per row, one that ticks them all, and the bar right after.',
    node: (
      <form method="get" action="/example" class="panel">
        <Table caption="2 demandes, de la plus ancienne à la plus récente" columns={columns} tickable={people.length}>
          {people.map(({ id, name, mail, at }) => (
            <tr>
              <RowTick value={id} label={`Sélectionner la demande de ${name}`} />
              <th scope="row" data-label="Demandeur">
                <a href={`/example/${id}`}>{name}</a>
                <small>{mail}</small>
              </th>
              <Cell label="Structure">Commune de Noisy-le-Grand</Cell>
              <Cell label="Reçue le">
                <Time at={at} />
              </Cell>
              <Cell label="État">
                <Tag tone="wait" label="En attente" />
              </Cell>
              <td class="acts">
                <a class="button plain danger" {...dialogLink(`/example/${id}/refusal`)}>
                  Refuser<span class="vh"> la demande de {name}</span>
                </a>
              </td>
            </tr>
          ))}
        </Table>
        <BulkBar
          label="Demandes sélectionnées"
          count={(n) => (n === 1 ? '1 demande sélectionnée' : `${n} demandes sélectionnées`)}
          hint="Cochez des demandes, puis choisissez"
        >
          <button class="main">Valider</button>
          <button class="danger">Refuser</button>
        </BulkBar>
      </form>
    ),
  },
  empty: {
    says: 'What it means that there is nothing, and what to do.',
    node: (
      <Empty title="Aucune demande en attente">
        <p>
          Les nouvelles demandes arrivent ici. <a href="/example?state=validated">Voir les demandes validées</a>
        </p>
      </Empty>
    ),
  },
  'pager, many pages': {
    says: 'Links, a field to go straight to a page, and the number of rows.',
    node: <Pager page={page} path="/example" query={{ q: 'petit' }} panel="example-panel" id="rows-many" />,
  },
  'pager, counting stopped': {
    says: 'Over 1,000 rows nobody counts: no last page, only the next one.',
    node: (
      <Pager
        page={{ ...page, total: null, paging: { page: 1, size: 25 } }}
        path="/example"
        query={{}}
        id="rows-stopped"
        label="Pages de l’historique"
      />
    ),
  },
}

const pieces: Record<string, Example> = {
  tags: {
    says: 'A state in words, with a sign and a colour.',
    node: (
      <p class="acts">
        <Tag tone="wait" label="En attente" />
        <Tag tone="good" label="Validée" />
        <Tag tone="bad" label="Refusée" />
        <Tag tone="calm" label="Retirée" />
      </p>
    ),
  },
  facts: {
    says: 'Names and values; what is not known is left out.',
    node: (
      <Facts
        facts={[
          { name: 'Structure', value: 'Commune de Noisy-le-Grand' },
          { name: 'SIRET', value: '219 300 512 00012' },
          { name: 'Successeur', value: null },
        ]}
      />
    ),
  },
  'dialog panel': {
    says: 'In the dialog it brings its h2; on a page of its own the h1 says the same.',
    node: (
      <DialogPanel title="Refuser la demande de Jeanne Petit" cancel="/example">
        <Field name="reason" label="Motif" rows={4} required />
      </DialogPanel>
    ),
  },
  'run result': {
    says: 'What became of an act on many things: refusals first, and going on with what is left.',
    node: (
      <RunResult
        action="/example"
        items={[
          { label: 'Jeanne Petit', outcome: 'done', href: '/example/1' },
          { label: 'Karim Benali', outcome: 'primary-manager' },
          { label: 'Lucie Ørsted', outcome: null },
        ]}
        words={{
          done: (n) => (n === 1 ? '1 rattachement supprimé' : `${n} rattachements supprimés`),
          refused: (n) => (n === 1 ? '1 n’a pas changé' : `${n} n’ont pas changé`),
          left: (n) => (n === 1 ? '1 reste à traiter' : `${n} restent à traiter`),
          caption: (n) => `${n} utilisateurs`,
          item: 'Utilisateur',
          outcomeDone: 'Rattachement supprimé',
          outcomeRefused: () => 'Un gestionnaire principal se remplace, il ne se détache pas.',
        }}
      >
        <a href="/example">Revenir à la liste</a>
      </RunResult>
    ),
  },
  failure: {
    says: 'Something broke here: what to do, and an id to quote.',
    node: <ErrorPanel kind="unexpected" id="5f2c9a1b" />,
  },
}

/** Every part in each of its states. */
export const examples: Record<string, Example> = { ...formExamples, ...lists, ...pieces }
