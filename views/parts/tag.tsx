/** A state in words, with a sign and a colour of its own: never by colour alone. */
export const Tag = ({ tone, label }: { tone: 'wait' | 'good' | 'bad' | 'calm'; label: string }) => (
  <span class={`tag ${tone}`}>{label}</span>
)
