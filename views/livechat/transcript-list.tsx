import type { TranscriptLine } from '../../src/livechat/transcript-rules.ts'
import { useScene } from '../layout/scene.ts'
import { Time } from '../parts/time.tsx'
import { type TranscriptReader, whoSaid } from '../words/transcript.ts'
import { ChatLine } from './chat-line.tsx'

type ListProps = {
  lines: TranscriptLine[]
  fileHref?: (messageId: number) => string
  reader?: TranscriptReader
}

/** What was said, one after the other, with who said it and when. */
export function TranscriptList({ lines, fileHref, reader = 'visitor' }: ListProps) {
  const { language } = useScene()
  return (
    <ol class="thread">
      {lines.map((line) => (
        <li>
          <p class="hint">
            <strong>{whoSaid(line, language, reader)}</strong>, <Time at={line.at} precise />
          </p>
          <ChatLine message={line} reader={reader} {...(fileHref && { fileHref })} />
        </li>
      ))}
    </ol>
  )
}
