import type { Space } from '../../src/act.ts'
import { paths } from '../../src/urls.ts'
import { spaceClosedMailWords } from '../words/mails-space-closed.ts'
import { spaceWords } from '../words/spaces.ts'
import { facts, link, paragraph } from './content.ts'
import type { MailView } from './view.ts'

/** `open` names the services where the space is open still; `subscription` and `request` are what the reader lost of it. */
export type SpaceClosedData = {
  structure: string
  identifier: string
  space: Space
  open: string[]
  subscription: boolean
  request: boolean
}

export const spaceClosedMail: MailView<SpaceClosedData> = (data, words) => {
  const own = spaceClosedMailWords[words.language]
  const { names, space } = spaceWords[words.language]
  const how = data.open.length === 0 ? 'closed' : 'narrowed'
  const subject = `${words.colon(data.structure)} ${own.subject[how]}`
  return {
    subject,
    heading: subject,
    blocks: [
      paragraph(words.hello),
      paragraph(own.body[how]),
      ...(data.subscription ? [paragraph(own.subscription[how])] : []),
      ...(data.request ? [paragraph(own.request[how])] : []),
      facts(
        [words.structure, data.structure],
        [words.identifier, data.identifier],
        [space, names[data.space]],
        ...data.open.map((name): [string, string] => [own.open, name]),
      ),
      link(own.link, paths.ownSubscriptions),
    ],
  }
}
