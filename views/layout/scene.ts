import { createContext, useContext } from 'hono/jsx'
import type { Language, Space } from '../../src/act.ts'

/** What was done, said once: on the next page, or beside the swapped panel. */
export type Notice = { tone: 'good' | 'bad'; text: string; link?: { href: string; label: string } | undefined }

/** The person looking, as far as every page shows it. `spaces` are held anywhere; `waiting` are pending requests of the structures managed, `failedMails` those given up, and `waitingChats` who waits for an advisor, for the platform support. */
export type Viewer = {
  name: string
  isOperator: boolean
  isManager: boolean
  spaces: Space[]
  waiting: number
  /** On the desks of an agent; null for who receives no tickets. */
  openTickets: number | null
  failedMails?: number
  waitingChats?: number
}

/** The texts an instance gives about itself; what is missing is said to be missing. */
export type Instance = {
  brand: string
  assistant: string
  version: string
  organisation: string | undefined
  organisationAddress: string | undefined
  contactEmail: string | undefined
  hosting: string | undefined
}

/** What every part of a page may need to know. */
export type Scene = {
  language: Language
  viewer: Viewer | null
  instance: Instance
  assets: { css: string; js: string; icon?: string; desk?: string }
  /** Path and query of this page: where the language switch comes back to. */
  here: string
  now: Date
  notice: Notice | null
  /** One-time token of the forms on this page. */
  once: string
  /** ISO instant at which the session ends if nothing is done. */
  sessionEnds: string | null
  demo: boolean
  /** Whether single keys act for this reader. */
  shortcuts: boolean
  /** Whether open pages bring themselves up to date. */
  updates: boolean
  /** The page of a personal link: no search engine keeps it. */
  isUnlisted?: boolean
}

export const SceneContext = createContext<Scene | null>(null)

/** The scene of the page being drawn. */
export function useScene(): Scene {
  const scene = useContext(SceneContext)
  if (!scene) throw new Error('A component was drawn outside show()')
  return scene
}

/** The words of a feature in the reader's language. */
export const useWords = <W>(words: Record<Language, W>): W => words[useScene().language]

/** True inside a page, false in a part that htmx asked for: what a page says once above (its h1) the part alone must say itself. */
export const PageContext = createContext(false)
export const useIsInPage = (): boolean => useContext(PageContext)
