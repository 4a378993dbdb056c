import { saveDraft } from '../../src/tickets/drafting.ts'
import { NOTHING_WRITTEN, type Writing } from '../../src/tickets/writing-rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import type { Site } from '../site.ts'
import { attach } from '../tickets/attaching.ts'
import { subcategoryId } from '../tickets/furnishing.ts'
import { OPERATOR, type Row, SIGNED_IN } from './page-rows.ts'

/** Chloé's drafts: one with all that can be said and a file, one with next to nothing. Ids. */
export async function furnishDrafts(site: Site): Promise<{ full: number; file: number; bare: number }> {
  const act = await site.actOf(site.chloe)
  const all: Writing = {
    ...NOTHING_WRITTEN,
    subcategoryId: await subcategoryId(site, 'invoices', 'suspended'),
    recipientId: site.mairie,
    serviceId: site.finances,
    objectType: 'invoice',
    reference: 'F-2026-0412',
    subject: 'Facture suspendue',
    description: 'Notre facture est suspendue.',
  }
  const save = async (form: string, writing: Writing) => {
    const saved = await saveDraft(act, { id: null, form, seen: 0 }, { writing })
    if (!saved.ok) throw new Error(saved.refusal)
    return saved.value.id
  }
  const full = await save('a-form-of-chloe-full', all)
  const { id: file } = await attach(site, full)
  return { full, file, bare: await save('a-form-of-chloe-bare', { ...NOTHING_WRITTEN, subject: 'À finir' }) }
}

type DraftPath = typeof paths.ticketDraft | typeof paths.ticketDraftFiles | typeof paths.ticketDraftRemoval
const ofDrafts = (path: DraftPath): Row => ({
  who: ['chloe'],
  at: ({ drafts }) => [drafts.full, drafts.bare].map((id) => url(path, { id })),
})

/** Writing a ticket, drafts, and the categories that the platform support keeps. */
export const WRITING_PAGES: Record<string, Row> = {
  [paths.newTicket]: {
    who: SIGNED_IN,
    at: ({ mairie }) => [
      paths.newTicket,
      ...[{}, { q: 'noisy' }, { q: 'zzzz' }, { recipient: mairie }].map((query) =>
        withQuery(paths.newTicket, { category: 'invoices', subcategory: 'suspended', ...query }),
      ),
      withQuery(paths.newTicket, { category: 'portal', subcategory: 'error' }),
    ],
  },
  [paths.ticketDraft]: ofDrafts(paths.ticketDraft),
  [paths.ticketDraftFiles]: ofDrafts(paths.ticketDraftFiles),
  [paths.ticketDraftRemoval]: ofDrafts(paths.ticketDraftRemoval),
  [paths.ticketDraftFileRemoval]: {
    who: ['chloe'],
    at: ({ drafts: { full: id, file } }) => [url(paths.ticketDraftFileRemoval, { id, file })],
  },
  [paths.operatorCategories]: { who: OPERATOR },
  [paths.operatorNewCategory]: { who: OPERATOR },
  [paths.operatorCategory]: { who: OPERATOR, at: () => [url(paths.operatorCategory, { id: 1 })] },
  [paths.operatorNewSubcategory]: { who: OPERATOR, at: () => [url(paths.operatorNewSubcategory, { id: 1 })] },
  [paths.operatorCategoryClosing]: { who: OPERATOR, at: () => [url(paths.operatorCategoryClosing, { id: 1 })] },
  [paths.operatorSubcategoryClosing]: {
    who: OPERATOR,
    at: () => [url(paths.operatorSubcategoryClosing, { id: 1, subcategory: 1 })],
  },
  [paths.operatorSubcategory]: {
    who: OPERATOR,
    at: () => [url(paths.operatorSubcategory, { id: 1, subcategory: 1 })],
  },
}
