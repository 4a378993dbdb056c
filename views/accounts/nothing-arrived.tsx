import type { Child } from 'hono/jsx'

type NothingArrivedProps = {
  words: { sentNothing: string; sentAdvice: readonly string[] }
  /** What leads to another try. */
  children: Child
}

/** What to do when the mail that was announced does not come. */
export const NothingArrived = ({ words, children }: NothingArrivedProps) => (
  <>
    <h2>{words.sentNothing}</h2>
    <ul>
      {words.sentAdvice.map((advice) => (
        <li>{advice}</li>
      ))}
    </ul>
    <p>{children}</p>
  </>
)
