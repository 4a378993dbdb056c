import { paths, url } from '../../src/urls.ts'
import { AGENT_ERRORS } from './agent-page-table.ts'
import { ROLES, type Row } from './page-rows.ts'

/** Pages that say no, and what comes next: one of each kind. Their keys are no patterns of routes. */
export const ERROR_PAGES: Record<string, Row> = {
  'nothing there': {
    who: ROLES,
    // A visitor is asked to sign in before being told anything of a manager's pages.
    at: (_, role) => [role === 'visitor' ? '/nothing-there' : '/manager/nothing-there'],
    status: 404,
  },
  // Gaël manages one service alone, and knows of the structure.
  'not allowed': {
    who: ['gael'],
    at: ({ mairie: id }) => [url(paths.managedStructureEdit, { id })],
    status: 403,
  },
  'not as things stand': {
    who: ['bruno', 'emma'],
    at: ({ mairie: id }) => [url(paths.managedSpaceClosing, { id, space: 'manager' })],
    status: 409,
  },
  ...AGENT_ERRORS,
}
