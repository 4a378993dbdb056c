import { paths } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { Facts } from '../parts/facts.tsx'
import { Time } from '../parts/time.tsx'
import { layoutWords } from '../words/layout.ts'
import { operatorMailWords } from '../words/operator-mails.ts'

/**
 * `text` is null where the mail held a one-time link, which is erased once it has left: the file still has it. `subject` is
 * null where all that an old mail said is erased.
 */
type MailProps = {
  kind: string
  subject: string | null
  text: string | null
  to: string
  createdAt: string
  file: string
}

/** One mail of a site without a mail server: what it says, and the file that it was written to. */
export function MailPage({ kind, subject, text, to, createdAt, file }: MailProps) {
  const words = useWords(operatorMailWords)
  const kinds: Record<string, string> = words.kinds
  return (
    <Layout
      title={subject ?? kinds[kind] ?? kind}
      section="operator"
      crumbs={[
        { href: paths.operator, label: useWords(layoutWords).operator },
        { href: paths.operatorMails, label: words.title },
      ]}
    >
      <Facts
        facts={[
          { name: words.to, value: to },
          { name: words.created, value: <Time at={createdAt} precise /> },
          { name: words.file, value: <code>{file}</code> },
        ]}
      />
      {text === null ? (
        <p>{subject === null ? words.textErased : words.linkInFile}</p>
      ) : (
        <blockquote class="quote">{text}</blockquote>
      )}
    </Layout>
  )
}
