import { paths } from '../src/urls.ts'
import { OPERATOR, type Row } from './rights-roles.ts'

/** The pages of the platform support. */
export const OPERATOR_RIGHTS: Record<string, Row> = {
  [`GET ${paths.operator}`]: { mairie: OPERATOR },
  [`GET ${paths.operatorMails}`]: { mairie: OPERATOR },
  [`GET ${paths.operatorMail}`]: { mairie: OPERATOR, id: 'entry' },
  [`POST ${paths.operatorMailRetry}`]: { mairie: OPERATOR, id: 'entry' },
  [`GET ${paths.operatorSpaces}`]: { mairie: OPERATOR },
  [`POST ${paths.operatorSpaces}`]: { mairie: OPERATOR },
  [`GET ${paths.operatorCategories}`]: { mairie: OPERATOR },
  [`GET ${paths.operatorNewCategory}`]: { mairie: OPERATOR },
  [`POST ${paths.operatorNewCategory}`]: { mairie: OPERATOR },
  ...Object.fromEntries(
    [
      paths.operatorCategory,
      paths.operatorNewSubcategory,
      paths.operatorSubcategory,
      paths.operatorSubcategoryClosing,
      paths.operatorCategoryClosing,
    ].flatMap((path) =>
      [`GET ${path}`, `POST ${path}`].map((key) => [key, { mairie: OPERATOR, id: 'category' as const }]),
    ),
  ),
  [`GET ${paths.operatorStructures}`]: { mairie: OPERATOR },
  [`GET ${paths.operatorNewStructure}`]: { mairie: OPERATOR },
  [`POST ${paths.operatorNewStructure}`]: { mairie: OPERATOR },
  [`GET ${paths.operatorStructure}`]: { mairie: OPERATOR, elsewhere: OPERATOR, id: 'structure' },
  [`POST ${paths.operatorPrimary}`]: { mairie: OPERATOR, elsewhere: OPERATOR, id: 'structure' },
  [`POST ${paths.operatorServices}`]: { mairie: OPERATOR, elsewhere: OPERATOR, id: 'structure' },
  ...Object.fromEntries(
    [`GET ${paths.operatorReplacement}`, `POST ${paths.operatorReplacement}`, `POST ${paths.operatorPigp}`].map(
      (key) => [key, { mairie: OPERATOR, elsewhere: OPERATOR, id: 'structure' as const }],
    ),
  ),
}
