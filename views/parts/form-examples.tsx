import type { Child } from 'hono/jsx'
import { Cancel } from './dialog.tsx'
import { ErrorSummary, RefusalNote } from './error-summary.tsx'
import { Choice, Field, MandatoryNote, Select, Tick } from './field.tsx'
import { Form } from './form.tsx'

/** A part in one of its states: what it is for, and how it is written. Drawn and checked by test/parts and test/end-to-end. */
export type Example = { says: string; node: Child }

const roles = [
  { value: 'simple_user', label: 'Utilisateur simple' },
  { value: 'secondary_manager', label: 'Gestionnaire secondaire', hint: 'Valide aussi les demandes.' },
]

/** What a form is made of. */
export const formExamples: Record<string, Example> = {
  'field, empty and mandatory': {
    says: 'The star is explained once above the form; the hint comes before the input.',
    node: (
      <>
        <MandatoryNote />
        <Field
          name="siret"
          label="SIRET"
          hint="14 chiffres"
          inputmode="numeric"
          size={18}
          required
          autocomplete="off"
        />
      </>
    ),
  },
  'field, wrong': {
    says: 'Keeps what was typed and says what is wrong beside it, tied to the input.',
    node: (
      <Field
        name="email"
        type="email"
        label="Adresse de connexion"
        value="jeanne.petit"
        error="Cette adresse n’a pas de @. Exemple : nom@commune.fr"
        autocomplete="username"
      />
    ),
  },
  'field, several lines': {
    says: 'Grows with the text where the browser can.',
    node: <Field name="comment" label="Commentaire" hint="500 caractères au plus" rows={4} maxlength={500} />,
  },
  'field, secret': {
    says: 'Paste is allowed and the password manager knows what it is.',
    node: <Field name="password" type="password" label="Mot de passe" autocomplete="current-password" required />,
  },
  'select, wrong': {
    says: 'One of a few values.',
    node: <Select name="structure" label="Structure" options={roles} error="Choisissez une structure." required />,
  },
  choice: {
    says: 'Radio buttons under one legend; each may say more.',
    node: <Choice name="role" legend="Rôle" options={roles} value="simple_user" hint="Il peut changer plus tard." />,
  },
  'choice, wrong': {
    says: 'The error summary leads to the first button.',
    node: <Choice name="role-wrong" legend="Rôle" options={roles} error="Choisissez un rôle." required />,
  },
  'tick, in its states': {
    says: 'Free, ticked, closed to the user, and wrong.',
    node: (
      <>
        <Tick name="services" value="1" label="Finances" checked />
        <Tick name="services" value="2" label="Marchés publics" />
        <Tick name="services" value="3" label="Archives (déjà validé)" checked disabled />
        <Tick name="terms" id="terms" label="J’accepte" error="Il faut accepter pour continuer." />
      </>
    ),
  },
  'error summary': {
    says: 'First in the form, takes the focus, each line leads to its field.',
    node: <ErrorSummary errors={[{ name: 'email', text: 'Cette adresse n’a pas de @.' }]} />,
  },
  refusal: {
    says: 'An expected no: what happened, why, who can change it.',
    node: <RefusalNote text="Bruno Leroy a déjà refusé cette demande. Votre texte est gardé ci-dessous." />,
  },
  form: {
    says: 'Posts with a one-time token; with a panel htmx swaps that panel.',
    node: (
      <Form action="/example" class="stack" panel="example-panel">
        <div class="acts">
          <button class="main">Valider</button>
          <button class="danger">Refuser</button>
          <button>Enregistrer</button>
          <Cancel href="/" />
        </div>
      </Form>
    ),
  },
}
