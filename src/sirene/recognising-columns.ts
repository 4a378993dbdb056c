import { departmentOf, nameOfUnit, type StoredEstablishment, type StoredUnit } from './rules.ts'

export type Kind = 'establishments' | 'units'
export type Layout = { kind: Kind; columns: Map<string, number>; width: number }
/** A kind of null: neither StockEtablissement nor StockUniteLegale. */
export type UnknownLayout = { kind: Kind | null; missing: string[] }
export type BadLine = 'broken-line' | 'bad-number' | 'bad-state'

/** Read by name: INSEE adds columns, and their order does not matter. The others that we read may be missing. */
const NEEDED: Record<Kind, string[]> = {
  establishments: [
    'siret',
    'statutDiffusionEtablissement',
    'etablissementSiege',
    'numeroVoieEtablissement',
    'typeVoieEtablissement',
    'libelleVoieEtablissement',
    'codePostalEtablissement',
    'libelleCommuneEtablissement',
    'codeCommuneEtablissement',
    'etatAdministratifEtablissement',
  ],
  units: [
    'siren',
    'statutDiffusionUniteLegale',
    'prenom1UniteLegale',
    'nomUniteLegale',
    'denominationUniteLegale',
    'categorieJuridiqueUniteLegale',
  ],
}

/** Tells which of INSEE's files a header belongs to. */
export function recogniseLayout(header: string[]): Layout | UnknownLayout {
  const kind = kindOf(header)
  if (!kind) return { kind, missing: ['siret', 'siren'] }
  const missing = NEEDED[kind].filter((name) => !header.includes(name))
  if (missing.length > 0) return { kind, missing }
  return { kind, columns: new Map(header.map((name, at) => [name, at])), width: header.length }
}

function kindOf(header: string[]): Kind | null {
  if (header.includes('siret')) return 'establishments'
  return header.includes('siren') ? 'units' : null
}

type Column = (fields: string[]) => string

/** INSEE writes [ND] where it does not disclose. A column that the file does not have is empty. */
function columnOf(layout: Layout, name: string): Column {
  const at = layout.columns.get(name) ?? -1
  return (fields) => {
    const text = fields[at]
    return text === undefined || text === '' || text === '[ND]' ? '' : text.trim()
  }
}

/** What stands in several columns, with something between; the empty ones left out. */
function joinedColumns(columns: Column[], between: string): Column {
  return (fields) => {
    let joined = ''
    for (const column of columns) {
      const text = column(fields)
      if (text !== '') joined = joined === '' ? text : `${joined}${between}${text}`
    }
    return joined
  }
}

export type ReadEstablishment = StoredEstablishment & { department: string }

/** Makes the reader of the lines of a StockEtablissement. What is not disclosed is not read. */
export function establishmentReader(layout: Layout): (fields: string[]) => ReadEstablishment | BadLine {
  const column = (name: string) => columnOf(layout, `${name}Etablissement`)
  const [siret, isSeat] = [columnOf(layout, 'siret'), columnOf(layout, 'etablissementSiege')]
  const [state, diffusion, commune] = [column('etatAdministratif'), column('statutDiffusion'), column('codeCommune')]
  const [sign, usualName, postcode, city] = [
    column('enseigne1'),
    column('denominationUsuelle'),
    column('codePostal'),
    column('libelleCommune'),
  ]
  const cityAbroad = joinedColumns([column('libelleCommuneEtranger'), column('libellePaysEtranger')], ', ')
  const street = joinedColumns(
    [column('numeroVoie'), column('indiceRepetition'), column('typeVoie'), column('libelleVoie')],
    ' ',
  )
  const address = joinedColumns([column('complementAdresse'), street, column('distributionSpeciale')], ', ')
  return (fields) => {
    const letter = state(fields)
    if (!/^\d{14}$/.test(siret(fields))) return 'bad-number'
    if (letter !== 'A' && letter !== 'F') return 'bad-state'
    const isDisclosed = diffusion(fields) === 'O'
    const shown = (read: Column): string => (isDisclosed ? read(fields) : '')
    return {
      siret: siret(fields),
      isOpen: letter === 'A',
      isSeat: isSeat(fields) === 'true',
      isDisclosed,
      sign: shown(sign) || shown(usualName),
      address: shown(address),
      postcode: shown(postcode),
      city: shown(city) || shown(cityAbroad),
      department: departmentOf(commune(fields), postcode(fields)),
    }
  }
}

/** Makes the reader of the lines of a StockUniteLegale. */
export function unitReader(layout: Layout): (fields: string[]) => StoredUnit | BadLine {
  const column = (name: string) => columnOf(layout, `${name}UniteLegale`)
  const siren = columnOf(layout, 'siren')
  const [diffusion, category] = [column('statutDiffusion'), column('categorieJuridique')]
  const denominations = ['denomination', 'denominationUsuelle1', 'denominationUsuelle2', 'denominationUsuelle3'].map(
    column,
  )
  const [usualFirstName, firstName, usedName, birthName] = [
    column('prenomUsuel'),
    column('prenom1'),
    column('nomUsage'),
    column('nom'),
  ]
  return (fields) => {
    if (!/^\d{9}$/.test(siren(fields))) return 'bad-number'
    const isDisclosed = diffusion(fields) === 'O'
    const legalCategory = category(fields)
    const name = nameOfUnit({
      denominations: denominations.map((denomination) => denomination(fields)),
      firstName: usualFirstName(fields) || firstName(fields),
      lastName: usedName(fields) || birthName(fields),
      legalCategory,
      isDisclosed,
    })
    return { siren: siren(fields), name, legalCategory: legalCategory || null, isDisclosed }
  }
}
