import type { Child } from 'hono/jsx'

/** What is known of one thing, as names and values. A value that is not known is left out. */
export const Facts = ({ facts }: { facts: { name: string; value: Child | null | undefined }[] }) => (
  <dl class="facts">
    {facts.map(
      ({ name, value }) =>
        value !== null &&
        value !== undefined &&
        value !== '' && (
          <>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </>
        ),
    )}
  </dl>
)
