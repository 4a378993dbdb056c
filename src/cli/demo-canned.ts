import { MAIN_PLACE } from './demo-cast.ts'
import type { ServiceCode } from './demo-words.ts'

/** Answers that are kept ready, by service of the main place. */
export const CANNED: { who: string; siret: string; service: ServiceCode; title: string; body: string }[] = [
  {
    who: 'agent',
    siret: MAIN_PLACE.siret,
    service: 'FIN',
    title: 'Pièce manquante',
    body: 'Bonjour {émetteur},\n\nvotre demande {numéro} est en attente : il nous manque la pièce suivante : \n\nCordialement,\n{agent}',
  },
  {
    who: 'agent',
    siret: MAIN_PLACE.siret,
    service: 'FIN',
    title: 'Mandatement effectué',
    body: 'Bonjour {émetteur},\n\nla facture a été mandatée et transmise à la trésorerie. Comptez cinq jours ouvrés pour le virement.\n\nCordialement,\n{agent}',
  },
  {
    who: 'agent',
    siret: MAIN_PLACE.siret,
    service: 'FIN',
    title: 'Changement de RIB',
    body: 'Bonjour {émetteur},\n\npar sécurité, tout changement de compte bancaire est confirmé par téléphone au numéro que nous connaissons de {structure}. Nous vous rappelons.\n\n{agent}',
  },
  {
    who: 'gaelle.le-dreau',
    siret: MAIN_PLACE.siret,
    service: 'MARCHES',
    title: 'DC4 incomplet',
    body: 'Bonjour {émetteur},\n\nle formulaire DC4 joint à {numéro} est incomplet. Merci de le compléter et de le signer.\n\n{agent}',
  },
]
