import { Suggestions } from '../assistant/suggestions.tsx'
import { useWords } from '../layout/scene.ts'
import { Field } from '../parts/field.tsx'
import { ticketContactWords } from '../words/ticket-contact.ts'
import type { RouteProps } from './contact-route.tsx'

type FieldsProps = Pick<RouteProps, 'typed' | 'errorOf'>

/** Who writes: what an account would know. */
export function YouFields({ typed, errorOf }: FieldsProps) {
  const words = useWords(ticketContactWords)
  const told = (name: string) => ({ name, value: typed[name], error: errorOf(name) })
  return (
    <>
      <h2>{words.you}</h2>
      <Field {...told('lastName')} label={words.lastName} required autocomplete="family-name" maxlength={100} />
      <Field {...told('firstName')} label={words.firstName} required autocomplete="given-name" maxlength={100} />
      <Field
        {...told('email')}
        label={words.email}
        hint={words.emailHint}
        required
        type="email"
        autocomplete="email"
        maxlength={254}
      />
      <Field
        {...told('emailAgain')}
        label={words.emailAgain}
        required
        type="email"
        autocomplete="email"
        maxlength={254}
      />
      <Field {...told('phone')} label={words.phone} type="tel" autocomplete="tel" maxlength={30} />
      <Field
        {...told('siret')}
        label={words.siret}
        hint={words.siretHint}
        inputmode="numeric"
        autocomplete="off"
        maxlength={30}
        size={20}
      />
    </>
  )
}

/** What it is about, and what a good description holds. */
export function AboutFields({ typed, errorOf }: FieldsProps) {
  const words = useWords(ticketContactWords)
  const told = (name: string) => ({ name, value: typed[name], error: errorOf(name) })
  return (
    <>
      <h2>{words.description}</h2>
      <Field {...told('subject')} label={words.subject} required maxlength={200} autocomplete="off" />
      <p>{words.descriptionIntro}</p>
      <ul>
        {words.descriptionAdvice.map((advice) => (
          <li>{advice}</li>
        ))}
      </ul>
      <Field {...told('description')} label={words.description} required rows={10} maxlength={20_000} />
      <Suggestions />
      <Field
        {...told('browser')}
        label={words.browser}
        hint={words.browserHint}
        maxlength={100}
        size={40}
        autocomplete="off"
      />
    </>
  )
}
