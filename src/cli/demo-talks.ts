import type { Language } from '../act.ts'
import type { Vote } from '../assistant/talk-rules.ts'
import type { ChatScore } from '../livechat/rules.ts'

/** A line of a conversation in the story: what the person does, or what an advisor writes to them. */
export type Said =
  | { act: 'asks'; text: string }
  | { act: 'rates'; vote: Vote; comment: string }
  | { act: 'wants-person' }
  | { act: 'is-taken' }
  | { act: 'writes'; text: string }
  | { act: 'is-answered'; text: string }
  | { act: 'is-ended' }
  | { act: 'scores'; score: ChatScore; comment: string }

/** A conversation of somebody, a key of the cast or nobody with an account, so many working days ago. */
export type Talk = { who: string | null; ago: number; language?: Language; said: Said[] }

const asks = (text: string): Said => ({ act: 'asks', text })
const up: Said = { act: 'rates', vote: 'up', comment: '' }
const down = (comment: string): Said => ({ act: 'rates', vote: 'down', comment })
const wantsPerson: Said = { act: 'wants-person' }
const isTaken: Said = { act: 'is-taken' }
const writes = (text: string): Said => ({ act: 'writes', text })
const isAnswered = (text: string): Said => ({ act: 'is-answered', text })
const isEnded: Said = { act: 'is-ended' }
const scores = (score: ChatScore, comment = ''): Said => ({ act: 'scores', score, comment })

export const TALKS: Talk[] = [
  { who: null, ago: 27, said: [asks('Comment créer un compte utilisateur ?'), up] },
  { who: 'simple', ago: 26, said: [asks('Comment joindre un fichier à ma sollicitation ?'), up] },
  { who: null, ago: 25, said: [asks('Je n’ai pas reçu le courriel d’activation'), asks('merci')] },
  { who: 'agent', ago: 24, said: [asks('Comment demander une information à l’émetteur d’un ticket ?'), up] },
  { who: null, ago: 23, said: [asks('Quels formats de facture sont acceptés ?')] },
  { who: 'principal', ago: 22, said: [asks('Comment valider plusieurs demandes de rattachement d’un coup ?'), up] },
  { who: null, ago: 21, said: [asks('Mon compte est bloqué'), up] },
  {
    who: null,
    ago: 20,
    said: [asks('Quel temps fera-t-il demain à Noisy ?'), asks('La cantine sert-elle des frites vendredi ?')],
  },
  { who: 'secondaire', ago: 19, said: [asks('Quelle différence entre gestionnaire principal et secondaire ?')] },
  { who: 'emily.o-connor', ago: 18, language: 'en', said: [asks('How do I reset my password?'), up] },
  {
    who: 'simple',
    ago: 17,
    said: [
      asks('Où en est ma demande de rattachement ?'),
      asks('Comment clore une sollicitation ?'),
      down('Je ne trouve pas le bouton dont vous parlez.'),
    ],
  },
  {
    who: 'simple',
    ago: 17,
    said: [
      wantsPerson,
      isTaken,
      writes('Bonjour, je ne trouve pas comment clore ma sollicitation.'),
      isAnswered('Bonjour Madame Lefèvre. Ouvrez-la depuis « Mes sollicitations » : le bouton est sous le fil.'),
      writes('Je l’ai, merci beaucoup !'),
      isAnswered('Avec plaisir. Bonne journée.'),
      isEnded,
      scores(5, 'Très rapide.'),
    ],
  },
  { who: null, ago: 16, said: [asks('mot de passe oublié'), up] },
  { who: null, ago: 15, said: [asks('A quelle heure ouvre le livechat ?')] },
  { who: 'principal', ago: 14, said: [asks('Comment ajouter un service à ma structure ?'), up] },
  { who: 'agent', ago: 13, said: [asks('transférer un ticket au support de la plateforme')] },
  { who: null, ago: 12, said: [asks('Acceptez-vous les paiements en bitcoin ?')] },
  { who: null, ago: 11, said: [asks('Pourquoi ma facture a-t-elle été rejetée ?'), down('Cela ne dit pas le motif.')] },
  {
    who: 'agent',
    ago: 10,
    said: [
      asks('Le scanner du deuxième étage ne répond plus'),
      asks('Qui dépanne le photocopieur ?'),
      wantsPerson,
      isTaken,
      isAnswered('Bonjour, ici le support de la plateforme. Je vous lis : il s’agit du matériel de la mairie ?'),
      writes('Oui, le scanner du deuxième étage.'),
      isAnswered('Il dépend du service informatique de votre mairie, que nous ne pouvons pas joindre d’ici.'),
      writes('Entendu, je les appelle.'),
      isEnded,
      scores(3),
    ],
  },
  { who: 'secondaire', ago: 9, said: [asks('Comment exporter la liste des utilisateurs ?'), up] },
  { who: null, ago: 8, language: 'en', said: [asks('How long do I have to wait when my account is locked?'), up] },
  { who: null, ago: 7, said: [asks('Comment suivre ma sollicitation sans compte ?')] },
  { who: 'principal', ago: 6, said: [asks('Je veux changer le SIRET de ma structure'), up] },
  { who: null, ago: 5, said: [asks('Mon compte est bloqué'), down('Une heure, c’est long.')] },
  {
    who: null,
    ago: 4,
    said: [
      asks('contacter un agent'),
      wantsPerson,
      isTaken,
      isAnswered('Bonjour, que puis-je faire pour vous ?'),
      writes('Je n’arrive pas à créer mon compte, l’adresse serait déjà prise.'),
      isAnswered('Un compte existe donc pour elle. « Mot de passe oublié » vous y fera entrer.'),
      writes('Cela marche.'),
      isEnded,
      scores(4, 'Clair, un peu d’attente au début.'),
    ],
  },
  { who: 'nouveau', ago: 3, said: [asks('Comment demander mon rattachement à une structure ?'), up] },
  { who: null, ago: 2, said: [asks('Où trouver le numéro d’engagement de la cantine scolaire ?')] },
  { who: 'simple', ago: 1, said: [asks('Combien de fichiers puis-je joindre ?'), up] },
  { who: null, ago: 1, said: [asks('facture en retard de paiement, à qui écrire ?')] },
]
