type ToldProps = { lines: string[]; lang: string | undefined }

/** What the settings of this installation say, before what articles say in general; `lang` where it is not the page's. */
export const Told = ({ lines, lang }: ToldProps) => (
  <div class="card">
    <ul class="files" lang={lang}>
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  </div>
)
