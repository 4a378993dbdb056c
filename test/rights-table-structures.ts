import { refuseRequest } from '../src/memberships/deciding.ts'
import { listMatrix } from '../src/subscriptions/matrix-queries.ts'
import { paths, url } from '../src/urls.ts'
import { addRequest } from './people.ts'
import { managers, managersAndOperator, operatorOnly, type Row, somebody, type Stage } from './rights-table.ts'
import { SIRETS } from './structures/sample-register.ts'
import { PUBLIC_URL } from './world.ts'

const contact = { contactEmail: 'contact@guichet.test', phone: '', pacage: '', socialRegime: '', vatNumber: '' }

/** The mandate's form as a browser sends it, with a small PDF. */
async function sendMandate({ w, who, structure }: Stage): Promise<Response> {
  const form = new FormData()
  const fields = {
    once: crypto.randomUUID(),
    mandatary: 'Facture Service',
    siret: '',
    startsOn: '2026-11-01',
    endsOn: '',
  }
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('document', new File(['%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n'], 'mandat.pdf'))
  const headers = { cookie: who.cookie, host: new URL(PUBLIC_URL).host, origin: PUBLIC_URL }
  const path = url(paths.managedMandates, { id: structure })
  return w.app.request(PUBLIC_URL + path, { method: 'POST', body: form, headers })
}

async function addMandate({ w, structure }: Stage): Promise<number> {
  const created_at = w.clock.now.toISOString()
  const file_hash = '0'.repeat(64)
  await w.db.insertInto('file').values({ hash: file_hash, size: 5, type: 'pdf', created_at }).execute()
  const row = { structure_id: structure, mandatary: 'Facture Service', starts_on: '2026-01-01', ends_on: null }
  const file = { file_hash, file_name: 'mandat.pdf', created_at, created_by_id: w.alice.id }
  const mandate = w.db.insertInto('billing_mandate').values({ ...row, ...file })
  return (await mandate.returning('id').executeTakeFirstOrThrow()).id
}

/** The line of a space with a simple user's rule changed, as the page would send it. */
async function ruleForm({ w }: Stage): Promise<Record<string, string>> {
  const line = (await listMatrix(await w.actOf(w.emma))).find(({ space }) => space === 'requests_sent')
  const rules = Object.entries(line?.rules ?? {}).flatMap(([kind, of]) =>
    Object.entries(of).map(([role, rule]) => [`${kind}-${role}`, rule]),
  )
  const changed = { space: 'requests_sent', 'opened-public': '1', 'opened-private': '1' }
  return { ...Object.fromEntries(rules), ...changed, 'public-simple_user': 'on_request' }
}

const service = (stage: Stage, id: number) => ({ id: stage.structure, service: id })

/** The Mairie in a register that says so; inactive before, where it is to be activated. */
const inRegister = (act: 'activation' | 'inactivation') => async (stage: Stage) => {
  const { w, structure, who } = stage
  const found = await w.world.register.find(SIRETS.commune)
  if (found.kind !== 'found') throw new Error('The sample has no commune')
  const { identifier: siret } = await w.db
    .selectFrom('structure')
    .select('identifier')
    .where('id', '=', structure)
    .executeTakeFirstOrThrow()
  const state = act === 'activation' ? 'open' : 'closed'
  const establishment = { ...found.establishment, siret, state } as const
  w.world.register = { find: async () => ({ kind: 'found', establishment }), age: async () => null }
  if (act === 'activation')
    await w.db.updateTable('structure').set({ state: 'inactive' }).where('id', '=', structure).execute()
  return who.post(url(act === 'activation' ? paths.managedActivation : paths.managedInactivation, { id: structure }))
}

/** The structure itself, its history, and what the support alone sets. */
export const STRUCTURE_ROWS: Row[] = [
  {
    right: 'see "Activités du gestionnaire"',
    expected: managers,
    tries: ({ who }) => who.get(paths.manager),
  },
  {
    right: 'see the manager’s page of the structure',
    expected: managersAndOperator,
    tries: ({ who, structure }) => who.get(url(paths.managedStructure, { id: structure })),
  },
  {
    right: 'activate the structure (public)',
    expected: managersAndOperator,
    records: 'structure.activated',
    tries: inRegister('activation'),
  },
  {
    right: 'inactivate the structure (public)',
    expected: managersAndOperator,
    records: 'structure.inactivated',
    tries: inRegister('inactivation'),
  },
  {
    right: 'see its history',
    expected: managersAndOperator,
    tries: async ({ who, w, structure }) => {
      const id = await addRequest(w.dbs, await somebody(w), { structureId: structure })
      await refuseRequest(await w.actOf(w.alice), id, { reason: 'Non' })
      return who.get(url(paths.historyEntry, { id: 1 }))
    },
  },
  {
    right: 'edit the structure',
    expected: managersAndOperator,
    records: 'structure.identity_changed',
    tries: ({ who, structure }) =>
      who.post(url(paths.managedStructureEdit, { id: structure }), { ...contact, connection: '' }),
  },
  {
    right: 'update it from the register',
    expected: managersAndOperator,
    records: 'structure.register_read',
    tries: async ({ who, w, structure }) => {
      await w.db.updateTable('structure').set({ identifier: SIRETS.commune }).where('id', '=', structure).execute()
      return who.post(url(paths.managedStructureRegister, { id: structure }))
    },
  },
  {
    right: 'change the parameters',
    expected: managersAndOperator,
    records: 'structure.parameters_changed',
    tries: ({ who, structure }) =>
      who.post(url(paths.managedParameters, { id: structure }), { serviceCodeRequired: '1' }),
  },
  {
    right: 'add a service',
    expected: managersAndOperator,
    records: 'structure.services_added',
    tries: ({ who, structure }) =>
      who.post(url(paths.managedServices, { id: structure }), { code: 'NEW', name: 'Nouveau service' }),
  },
  {
    right: 'change a service',
    expected: managersAndOperator,
    records: 'structure.service_changed',
    tries: (stage) =>
      stage.who.post(url(paths.managedService, service(stage, stage.w.finances)), { code: 'FIN', name: 'Budget' }),
  },
  {
    right: 'close a service',
    expected: managersAndOperator,
    records: 'structure.service_closed',
    tries: (stage) => stage.who.post(url(paths.managedServiceClosing, service(stage, stage.w.finances))),
  },
  {
    right: 'open a service again',
    expected: managersAndOperator,
    records: 'structure.service_opened',
    tries: (stage) => stage.who.post(url(paths.managedServiceOpening, service(stage, stage.w.archives))),
  },
  {
    right: 'add a billing mandate',
    expected: managersAndOperator,
    records: 'structure.mandate_added',
    tries: sendMandate,
  },
  {
    right: 'end a billing mandate',
    expected: managersAndOperator,
    records: 'structure.mandate_ended',
    tries: async (stage) => {
      const mandate = await addMandate(stage)
      const path = url(paths.managedMandate, { id: stage.structure, mandate })
      return stage.who.post(path, { endsOn: '2026-12-31' })
    },
  },
  {
    right: 'open a space',
    expected: managersAndOperator,
    records: 'space.opened',
    tries: ({ who, firm }) =>
      who.post(url(paths.managedSpaceOpening, { id: firm, space: 'requests_received' }), {
        scope: 'whole',
        who: 'none',
      }),
  },
  {
    right: 'close a space',
    expected: managersAndOperator,
    records: 'space.closed',
    tries: ({ who, structure }) =>
      who.post(url(paths.managedSpaceClosing, { id: structure, space: 'invoices_received' })),
  },
  {
    right: 'change the SIRET of a private structure',
    expected: managers,
    records: 'structure.identifier_changed',
    tries: ({ who, firm }) => who.post(url(paths.identifierNew, { id: firm }), { identifier: SIRETS.bakery }),
  },
  {
    right: 'change the SIRET of a public structure',
    expected: {
      ...managers,
      primary: { conflict: 'structure publique' },
      secondary: { conflict: 'structure publique' },
    },
    records: 'structure.identifier_changed',
    tries: ({ who, structure }) => who.post(url(paths.identifierNew, { id: structure }), { identifier: SIRETS.bakery }),
  },
  {
    right: 'say that a structure goes through the PIGP',
    expected: operatorOnly,
    records: 'structure.parameters_changed',
    tries: ({ who, structure }) => who.post(url(paths.operatorPigp, { id: structure }), { isPigp: '1' }),
  },
  {
    right: 'read the reference matrix of the spaces',
    expected: operatorOnly,
    tries: ({ who }) => who.get(paths.operatorSpaces),
  },
  {
    right: 'change the reference matrix of the spaces',
    expected: operatorOnly,
    records: 'space.rule_changed',
    tries: async (stage) => stage.who.post(paths.operatorSpaces, await ruleForm(stage)),
  },
]
