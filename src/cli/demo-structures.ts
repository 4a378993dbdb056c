import { inactivateStructure } from '../memberships/activating-structures.ts'
import { changeIdentifier } from '../memberships/changing-identifier.ts'
import type { StoredFile } from '../outside/files.ts'
import { makePdf } from '../outside/pdf.ts'
import { addMandate } from '../structures/changing-mandates.ts'
import { changeParameters } from '../structures/changing-parameters.ts'
import { addService, closeService } from '../structures/changing-services.ts'
import { openSpace } from '../subscriptions/opening-spaces.ts'
import { addDays, parisDate } from '../values/dates.ts'
import { actOf, type Part, type Scene, serviceId, structureId } from './demo-scene.ts'

type OnStructures =
  | 'adds-service'
  | 'closes-service'
  | 'changes-parameters'
  | 'opens-space'
  | 'adds-mandate'
  | 'changes-siret'
  | 'inactivates'

const MANDATE_MAX = 10_000_000

/** What managers change in a structure itself. */
export const structuresParts: { [D in OnStructures]: Part<D> } = {
  'adds-service': async (scene, { at, who, siret, code, name }) => {
    const act = await actOf(scene, who, at)
    return addService(act, await structureId(act, siret), { code, name })
  },
  'closes-service': async (scene, { at, who, siret, code }) => {
    const act = await actOf(scene, who, at)
    const id = await structureId(act, siret)
    return closeService(act, { structureId: id, serviceId: await serviceId(act, id, code) })
  },
  'changes-parameters': async (scene, { at, who, siret }) => {
    const act = await actOf(scene, who, at)
    const wanted = { serviceCodeRequired: true, engagementRequired: true, eitherRequired: false }
    return changeParameters(act, await structureId(act, siret), wanted)
  },
  'opens-space': async (scene, { at, who, siret, space }) => {
    const act = await actOf(scene, who, at)
    const id = await structureId(act, siret)
    return openSpace(act, { structureId: id, space }, { whole: true, services: [], members: 'all' })
  },
  'adds-mandate': async (scene, { at, who, siret, mandatary, days }) => {
    const act = await actOf(scene, who, at)
    const [startsOn, endsOn] = [parisDate(at), addDays(parisDate(at), days)]
    const document = await keepMandate(scene, { at, mandatary, from: startsOn, to: endsOn })
    return addMandate(act, await structureId(act, siret), { mandatary, siret: '', startsOn, endsOn, document })
  },
  'changes-siret': async (scene, { at, who, siret, to }) => {
    const act = await actOf(scene, who, at)
    return changeIdentifier(act, await structureId(act, siret), await scene.register.find(to))
  },
  inactivates: async (scene, { at, who, siret, successor }) => {
    const act = await actOf(scene, who, at)
    const [lookup, successorId] = [await scene.register.find(siret), await structureId(act, successor)]
    return inactivateStructure(act, await structureId(act, siret), { lookup, successorId })
  },
}

type Signed = { at: Date; mandatary: string; from: string; to: string }

/** The signed mandate as it would have been uploaded: the same bytes for the same moment. */
async function keepMandate({ files }: Scene, { at, mandatary, from, to }: Signed): Promise<StoredFile> {
  const text = `Le mandant confie à ${mandatary} l’établissement et l’envoi de ses factures, du ${from} au ${to}.`
  const pdf = await makePdf({
    title: 'Mandat de facturation',
    language: 'fr',
    author: mandatary,
    made: at,
    blocks: [
      { kind: 'paragraph', text },
      { kind: 'note', text: 'Document de démonstration, sans valeur.' },
    ],
  })
  const received = await files.receive(piecesOf(pdf), MANDATE_MAX)
  if (!received.ok) throw new Error('The mandate of the demonstration is too large')
  await received.value.keep()
  return { hash: received.value.hash, name: 'mandat-signe.pdf', size: received.value.size, type: 'pdf' }
}

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
