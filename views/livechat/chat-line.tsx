import { eventIn } from '../../src/livechat/event-rules.ts'
import type { Message } from '../../src/livechat/conversation-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { sizeText } from '../parts/size.ts'
import { livechatWords } from '../words/livechat.ts'
import { type TranscriptReader, whatSaid } from '../words/transcript.ts'

type LineProps = {
  message: Pick<Message, 'id' | 'kind' | 'text' | 'data'>
  /** Where a file is given: the visitor's address unless another is said. */
  fileHref?: (messageId: number) => string
  reader?: TranscriptReader
}

const ownFile = (id: number) => url(paths.livechatFile, { id })

/** What a line of a chat says: what was written, a file to download, or what happened. */
export function ChatLine({ message, fileHref = ownFile, reader = 'visitor' }: LineProps) {
  const { language } = useScene()
  const { id, kind, text, data } = message
  if (kind === 'file') return <FileLine name={text} data={data} href={fileHref(id)} />
  const isEvent = kind === 'event' && eventIn(data) !== null
  return <p class={isEvent ? 'hint' : 'said'}>{whatSaid(message, language, reader)}</p>
}

const sizeIn = (data: unknown): number =>
  typeof data === 'object' && data !== null && 'size' in data ? Number(data.size) : 0

function FileLine({ name, data, href }: { name: string; data: unknown; href: string }) {
  const words = useWords(livechatWords)
  const { language } = useScene()
  return (
    <p class="said">
      <a href={href} download>
        {words.download(name, sizeText(sizeIn(data), language))}
      </a>
    </p>
  )
}
