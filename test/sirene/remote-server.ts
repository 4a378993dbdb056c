import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { openRemoteRegister, type RemoteSettings, type RemoteSource } from '../../src/sirene/remote-register.ts'

export type Asked = { url: string; headers: IncomingMessage['headers'] }
/** What the service does with a question. */
type Answering = (asked: Asked, answer: ServerResponse) => void

/** A service on a free port of this machine; what it does can be changed while it runs. */
export async function startService(first: Answering) {
  const asked: Asked[] = []
  const doing = { now: first }
  const server = createServer((request, answer) => {
    const one = { url: request.url ?? '', headers: request.headers }
    asked.push(one)
    doing.now(one, answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  onTestFinished(close)
  return { url, asked, close, answer: (next: Answering) => void (doing.now = next) }
}

export const says =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answering =>
  (_, answer) =>
    answer
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(typeof body === 'string' ? body : JSON.stringify(body))

/** Says that more is to come, and goes. */
export const saysHalf =
  (body: string): Answering =>
  (_, answer) => {
    answer.writeHead(200, { 'content-type': 'application/json', 'content-length': '100000' })
    answer.write(body, () => answer.destroy())
  }

/** Takes the question and says nothing. */
export const saysNothing: Answering = () => undefined

/** A register over a service of the test, as the product opens it. */
export const registerAt = (url: string, source: RemoteSource, settings: Partial<RemoteSettings> = {}) =>
  openRemoteRegister({ source, url, key: 'key-of-the-test', userAgent: 'Guichet/test', timeoutMs: 2000, ...settings })

/** One establishment of either service: the Mairie of the cast, unless something else is said. */
export type Sample = {
  siret?: string
  state?: 'A' | 'F'
  diffusion?: 'O' | 'P'
  unitDiffusion?: 'O' | 'P'
  name?: string | null
  category?: string
  lastName?: string | null
  firstName?: string | null
  sign?: string | null
}
const SIRET = '21930051200012'

const address = {
  complementAdresseEtablissement: null,
  numeroVoieEtablissement: '1',
  indiceRepetitionEtablissement: null,
  dernierNumeroVoieEtablissement: null,
  typeVoieEtablissement: 'PLACE',
  libelleVoieEtablissement: 'DE LA MAIRIE',
  codePostalEtablissement: '93160',
  libelleCommuneEtablissement: 'NOISY-LE-GRAND',
  libelleCommuneEtrangerEtablissement: null,
  distributionSpecialeEtablissement: null,
  codeCommuneEtablissement: '93051',
  codeCedexEtablissement: null,
  libelleCedexEtablissement: null,
  codePaysEtrangerEtablissement: null,
  libellePaysEtrangerEtablissement: null,
}

/** What API Sirene 3.11 answers to /siret/{siret}: the newest period is the one without an end. */
export function inseeAnswer(sample: Sample = {}) {
  const { siret = SIRET, state = 'A', diffusion = 'O', unitDiffusion = diffusion } = sample
  const { name = 'COMMUNE DE NOISY-LE-GRAND', category = '7210', lastName = null, firstName = null } = sample
  const period = (dateFin: string | null, dateDebut: string, etat: 'A' | 'F') => ({
    dateFin,
    dateDebut,
    etatAdministratifEtablissement: etat,
    changementEtatAdministratifEtablissement: etat === 'F',
    enseigne1Etablissement: sample.sign ?? null,
    enseigne2Etablissement: null,
    enseigne3Etablissement: null,
    denominationUsuelleEtablissement: null,
    activitePrincipaleEtablissement: '84.11Z',
    nomenclatureActivitePrincipaleEtablissement: 'NAFRev2',
    caractereEmployeurEtablissement: 'O',
  })
  return {
    header: { statut: 200, message: 'ok' },
    etablissement: {
      siren: siret.slice(0, 9),
      nic: siret.slice(9),
      siret,
      statutDiffusionEtablissement: diffusion,
      dateCreationEtablissement: '1983-03-01',
      etablissementSiege: true,
      nombrePeriodesEtablissement: 2,
      uniteLegale: {
        etatAdministratifUniteLegale: 'A',
        statutDiffusionUniteLegale: unitDiffusion,
        categorieJuridiqueUniteLegale: category,
        denominationUniteLegale: name,
        denominationUsuelle1UniteLegale: null,
        denominationUsuelle2UniteLegale: null,
        denominationUsuelle3UniteLegale: null,
        nomUniteLegale: lastName,
        nomUsageUniteLegale: null,
        prenom1UniteLegale: firstName,
        prenomUsuelUniteLegale: firstName,
      },
      adresseEtablissement: address,
      // Not in the order of time: what has no end is what is so.
      periodesEtablissement: [
        period('2024-12-31', '1983-03-01', state === 'A' ? 'F' : 'A'),
        period(null, '2025-01-01', state),
      ],
    },
  }
}

export const inseeNotFound = (siret: string) => ({
  header: { statut: 404, message: `Aucun élément trouvé pour le siret ${siret}` },
})

/** What Recherche d’entreprises answers to /search?q={siret}: masked where it is not disclosed. */
export function rechercheAnswer(sample: Sample = {}) {
  const { siret = SIRET, state = 'A', diffusion = 'O', unitDiffusion = diffusion } = sample
  const { name = 'COMMUNE DE NOISY-LE-GRAND', category = '7210', sign = null } = sample
  const isMasked = diffusion === 'P'
  const shown = (text: string) => (isMasked ? '[NON-DIFFUSIBLE]' : text)
  const one = {
    activite_principale: '84.11Z',
    ancien_siege: false,
    annee_tranche_effectif_salarie: '2023',
    adresse: shown('1 PLACE DE LA MAIRIE 93160 NOISY-LE-GRAND'),
    caractere_employeur: 'O',
    code_postal: shown('93160'),
    commune: '93051',
    date_creation: '1983-03-01',
    date_debut_activite: '2025-01-01',
    date_fermeture: state === 'F' ? '2025-01-01' : null,
    epci: '200054781',
    est_siege: true,
    etat_administratif: state,
    geo_id: null,
    latitude: '48.85',
    libelle_commune: 'NOISY-LE-GRAND',
    liste_enseignes: sign === null ? null : [shown(sign)],
    nom_commercial: isMasked ? '[NON-DIFFUSIBLE]' : null,
    region: '11',
    siret,
    statut_diffusion_etablissement: diffusion,
    tranche_effectif_salarie: '42',
  }
  return {
    results: [
      {
        siren: siret.slice(0, 9),
        nom_complet: name,
        nom_raison_sociale: name,
        sigle: null,
        nombre_etablissements: 40,
        nombre_etablissements_ouverts: 30,
        siege: { ...one, siret: `${siret.slice(0, 9)}99999` },
        // That of the unit: the establishment may be closed all the same.
        etat_administratif: 'A',
        nature_juridique: category,
        statut_diffusion: unitDiffusion,
        matching_etablissements: [one],
      },
    ],
    total_results: 1,
    page: 1,
    per_page: 1,
    total_pages: 1,
  }
}

export const rechercheNotFound = { results: [], total_results: 0, page: 1, per_page: 1, total_pages: 0 }
