import { ARTICLE_RIGHTS } from './rights-articles.ts'
import { ASSISTANT_RIGHTS } from './rights-assistant.ts'
import { DESK_RIGHTS } from './rights-desk.ts'
import { LIVECHAT_RIGHTS } from './rights-livechat.ts'
import type { Row } from './rights-roles.ts'
import { SCENARIO_RIGHTS } from './rights-scenario.ts'

/** Help pages, the assistant, the livechat and what the platform support does with them. */
export const HELP_RIGHTS: Record<string, Row> = {
  // First: whoever asks something has a conversation after it.
  ...LIVECHAT_RIGHTS,
  ...SCENARIO_RIGHTS,
  ...ASSISTANT_RIGHTS,
  ...ARTICLE_RIGHTS,
  ...DESK_RIGHTS,
}
