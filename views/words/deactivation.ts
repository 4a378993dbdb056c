import type { DeactivateRefusal } from '../../src/auth/rules.ts'

const frRefusals: Record<DeactivateRefusal, string> = {
  'current-wrong': 'Ce n’est pas votre mot de passe actuel. Vérifiez la touche des majuscules.',
  'still-primary': 'Vous êtes encore gestionnaire principal d’une structure : désignez d’abord votre successeur.',
  'last-operator':
    'Vous êtes le dernier membre du support de la plateforme : personne ne pourrait plus la gérer. Nommez d’abord quelqu’un d’autre.',
}
const fr = {
  refusals: frRefusals,
  deactivate: 'Désactiver mon compte',
  linkText: 'Vous quittez vos fonctions ? Votre compte peut être réactivé pendant 60 jours.',
  what: 'Vous ne pourrez plus vous connecter. Vos rattachements restent jusqu’à l’effacement de votre compte.',
  sixtyDays: (until: string) =>
    `Vous pouvez réactiver votre compte pendant 60 jours, jusqu’au ${until}. Après, vos données personnelles sont effacées.`,
  needsSuccessor:
    'Vous devez désigner un nouveau gestionnaire principal pour toutes les structures dont vous êtes gestionnaire principal :',
  cut: (n: number) => `Les ${n} premières structures sont affichées.`,
  pigpTitle: 'Structures qui passent par le PIGP',
  pigp: 'Le gestionnaire principal de ces structures ne peut pas être remplacé ainsi. Demandez à votre correspondant PIGP (portail internet de la gestion publique) ou au support de désigner votre successeur :',
  contact: 'Contacter le support',
  nameSuccessors: 'Désigner un nouveau gestionnaire principal',
  currentPassword: 'Votre mot de passe actuel',
  currentPasswordHint: 'Pour être sûr que c’est bien vous.',
  doneNotice: (until: string) => `Votre compte est désactivé. Vous pouvez le réactiver jusqu’au ${until}.`,
  errors: { 'current-missing': 'Indiquez votre mot de passe actuel.', ...frRefusals } as Record<string, string>,

  successorsTitle: 'Désigner un nouveau gestionnaire principal',
  successorsText:
    'Désignez la même personne pour toutes vos structures, ou une personne pour chacune. Elle devient gestionnaire principal tout de suite ; vous restez utilisateur simple.',
  forAll: 'Adresse de connexion, pour toutes les structures',
  forAllHint: 'Elle vaut pour chaque structure où vous n’écrivez pas d’autre adresse ci-dessous.',
  oneByOne: 'Une par une',
  forOne: (structure: string) => `Adresse de connexion pour ${structure}`,
  chooseFor: 'Le choisir pour',
  allStructures: 'Toutes les structures',
  nothingLeft: 'Toutes vos structures ont un autre gestionnaire principal.',
  nothingLeftText: 'Vous pouvez maintenant désactiver votre compte.',
  missing: 'Indiquez au moins une adresse de connexion.',
  successorsNotice: (n: number) =>
    n === 1
      ? '1 structure a un nouveau gestionnaire principal.'
      : `${n} structures ont un nouveau gestionnaire principal.`,

  reactivateTitle: 'Réactiver mon compte',
  reactivate: 'Réactiver mon compte',
  isDeactivated: 'Votre compte est désactivé. Vous pouvez le réactiver : confirmez avec votre mot de passe.',
  reactivateText:
    'Un compte désactivé depuis moins de 60 jours peut être réactivé. Vous retrouverez les rattachements qui vous restent.',
  reactivatedNotice: 'Votre compte est de nouveau actif.',
}
const enRefusals: Record<DeactivateRefusal, string> = {
  'current-wrong': 'This is not your present password. Check the capitals key.',
  'still-primary': 'You are still the primary manager of an entity: name your successor first.',
  'last-operator':
    'You are the last member of the platform support: nobody could run it any more. Appoint somebody else first.',
}
const en: typeof fr = {
  refusals: enRefusals,
  deactivate: 'Deactivate my account',
  linkText: 'Are you leaving your post? Your account can be reactivated for 60 days.',
  what: 'You will not be able to sign in any more. Your attachments stay until your account is erased.',
  sixtyDays: (until) =>
    `You can reactivate your account for 60 days, until ${until}. After that your personal data are erased.`,
  needsSuccessor: 'You have to name a new primary manager for every entity that you are primary manager of:',
  cut: (n) => `The first ${n} entities are shown.`,
  pigpTitle: 'Entities that go through the PIGP',
  pigp: 'The primary manager of these entities cannot be replaced in this way. Ask your PIGP correspondent (public management portal) or the support to name your successor:',
  contact: 'Contact the support',
  nameSuccessors: 'Name a new primary manager',
  currentPassword: 'Your present password',
  currentPasswordHint: 'To be sure that it is you.',
  doneNotice: (until) => `Your account is deactivated. You can reactivate it until ${until}.`,
  errors: { 'current-missing': 'Give your present password.', ...enRefusals },

  successorsTitle: 'Name a new primary manager',
  successorsText:
    'Name the same person for all your entities, or one for each. They become primary manager at once; you stay a simple user.',
  forAll: 'Login address, for all entities',
  forAllHint: 'It counts for every entity for which you give no other address below.',
  oneByOne: 'One by one',
  forOne: (structure) => `Login address for ${structure}`,
  chooseFor: 'Choose them for',
  allStructures: 'All entities',
  nothingLeft: 'All your entities have another primary manager.',
  nothingLeftText: 'You can deactivate your account now.',
  missing: 'Give at least one login address.',
  successorsNotice: (n) =>
    n === 1 ? '1 entity has a new primary manager.' : `${n} entities have a new primary manager.`,

  reactivateTitle: 'Reactivate my account',
  reactivate: 'Reactivate my account',
  isDeactivated: 'Your account is deactivated. You can reactivate it: confirm with your password.',
  reactivateText:
    'An account that was deactivated less than 60 days ago can be reactivated. You will find the attachments that you still have.',
  reactivatedNotice: 'Your account is active again.',
}
/** Words about closing one's account and having it back. */
export const deactivationWords = { fr, en }
