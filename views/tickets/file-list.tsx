import type { TicketFile } from '../../src/tickets/viewing-rules.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { sizeText } from '../parts/size.ts'
import { ticketWords } from '../words/tickets.ts'

type FileListProps = { files: TicketFile[]; href: (file: TicketFile) => string }

/** Files to download, each with its kind and size; nothing for none. */
export function FileList({ files, href }: FileListProps) {
  if (files.length === 0) return null
  return (
    <ul class="files">
      {files.map((file) => (
        <li>
          <OneFile file={file} href={href(file)} />
        </li>
      ))}
    </ul>
  )
}

function OneFile({ file, href }: { file: TicketFile; href: string }) {
  const words = useWords(ticketWords)
  const { language } = useScene()
  const about = ` (${file.type.toUpperCase()}, ${sizeText(file.size, language)})`
  if (file.scan === 'waiting' || file.scan === 'infected')
    return (
      <>
        {file.name}
        {about} <span class="hint">{file.scan === 'waiting' ? words.fileWaiting : words.fileInfected}</span>
      </>
    )
  return (
    <a href={href} download>
      {file.name}
      {about}
    </a>
  )
}
