import { paths } from '../../src/urls.ts'
import { facts, link, paragraph } from './content.ts'
import type { MailView } from './view.ts'

/** `by` names who appointed. */
export type PrimaryAppointedData = { structure: string; identifier: string; by: string }

export const primaryAppointedMail: MailView<PrimaryAppointedData> = (data, words) => ({
  subject: `${words.colon(data.structure)} ${words.primaryAppointed.subject}`,
  heading: words.primaryAppointed.subject,
  blocks: [
    paragraph(words.hello),
    paragraph(words.primaryAppointed.body(data.by)),
    facts([words.structure, data.structure], [words.identifier, data.identifier]),
    paragraph(words.primaryAppointed.duties),
    link(words.primaryAppointed.link, paths.manager),
  ],
})
