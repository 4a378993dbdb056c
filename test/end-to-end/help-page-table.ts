import { ARTICLE_PAGES } from './article-page-table.ts'
import { ASSISTANT_PAGES } from './assistant-page-table.ts'
import { DESK_PAGES } from './desk-page-table.ts'
import { LIVECHAT_PAGES } from './livechat-page-table.ts'
import type { Row } from './page-rows.ts'

/** Help pages, the assistant, the livechat and what the platform support does with them. */
export const HELP_PAGES: Record<string, Row> = {
  ...LIVECHAT_PAGES,
  ...ASSISTANT_PAGES,
  ...ARTICLE_PAGES,
  ...DESK_PAGES,
}
