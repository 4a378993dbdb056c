import type { Language } from '../act.ts'

/**
 * Ways of saying one thing in the trade, folded, as beginnings of words: the first word names it, `…` stands for what may
 * follow. What articles and questions say differently meets here, in both languages.
 */
const SAME: Record<Language, string[]> = {
  fr: [
    'motdepasse: mot de passe|mots de passe|mdp|password|code secret|code d acces|code acces|mot passe|mdpasse|passe oubli…',
    'adresse: adresse mail|adresse email|adresse e mail|adresse electronique|adresse de messagerie',
    'courriel: courriel…|mail|mails|email|emails|e mail|e mails|message electronique|messagerie|boite mail|spam…|indesirable…',
    'structure: structure…|entite…|mairie…|commune…|collectivite…|organisme…|etablissement…|societe…|entreprise…|administration…|ville|syndicat|boite|association|ccas|communaute de communes|agglo…|hopital',
    'publique: publi…|public…|secteur public',
    'facture: facture…|demande de paiement|demandes de paiement|fac|factur…',
    'gprincipal: gestionnaire principal…|gest principal…|gestionnaires principaux|responsable principal…|gp|admin principal…|administrateur principal…|principal manager|compte principal',
    'gsecondaire: gestionnaire secondaire…|gest secondaire…|gestionnaires secondaires|gs|secondaire…',
    'gestionnaire: gestionnaire…|gest|responsable…|administrateur…|admin|referent…|titulaire…',
    'utilisateur: utilisateur…|user…|collegue…|agent de ma|salarie…|employe…|collaborat…|personne…|membre…|stagiaire…|quelqu un d autre',
    'ticket: ticket…|sollicitation…|demande d aide|demande d assistance|incident…|reclamation…|demande au support',
    'support: support…|assistance…|hotline|helpdesk|equipe technique|niveau 2|aife',
    'conseiller: conseiller…|agent…|humain…|interlocuteur…|vrai personne|vraie personne|teleconseiller',
    'piece: piece jointe|pieces jointes|pj|capture…|copie d ecran|screenshot…|fichier…|document…|photo…|image…|pdf|justificatif…',
    'rattach: rattach…|ratach…|attach…|rejoindre|rejoins|lier|relier|associer|affilier|integrer|adhesion…|habilit…|rattacher',
    'demande: demande…|requete…|dossier…',
    'refuser: refus…|rejet…|rejette…|decline…|pas accept…',
    'valider: valid…|accept…|approuv…|autoris…',
    'bloque: bloqu…|verrouill…|locked|suspendu…|deverrouill…|debloqu…|bloker',
    'desactiver: desactiv…|fermer mon compte|supprimer mon compte|cloturer mon compte|effacer mon compte|resilier|fermeture de mon compte|fermeture de compte',
    'inactiver: inactiv…|rendre inactive|rendre inactif|mettre en sommeil',
    'reactiver: reactiv…|reouvrir|rouvrir|recuperer mon ancien compte|retablir',
    'lien: lien…|url|link',
    'expirer: expir…|perim…|plus valable|plus valide|delai depass…|trop tard|invalide…|obsolete',
    'double: double authentification|2fa|mfa|authentification forte|double facteur|deux facteurs|second facteur|otp|authenticator|deux etapes|code sms|code par sms|code sur le telephone|code sur mon telephone|a2f|passkey…',
    'technique: utilisateur technique|compte technique|user technique|technique…|compte de service|compte api|compte machine',
    'api: api…|webservice…|web service…|edi|raccord…|interfac…|oauth…|connecter mon logiciel|logiciel…|editeur…|piste|oauth2|erp|progiciel',
    'siret: siret…|siren|numero insee|identifiant de l etablissement|no siret',
    'sirene: sirene|insee|base sirene|repertoire',
    'service: service…|departement…|direction…|bureau…',
    'engagement: engagement…|ej|numero d engagement|bon de commande…',
    'espace: espace…|onglet…|menu…|rubrique…|module…|espasse…',
    'abonnement: abonn…|souscri…|abonement…',
    'consultation: consultation…|lecture…|consulter seulement|lecture seule|lire seulement',
    'modification: modification…|ecriture…|ecrire',
    'exporter: export…|extraction…|extraire|excel|csv|telecharger la liste|tableur…|fichier excel',
    'historique: histori…|trace…|journal…|log|logs|piste d audit|qui a fait|audit',
    'rejets: rejets edi|rejet edi|rejet…|factures rejetees|facture rejetee',
    'horaires: horaire…|heures d ouverture|quelle heure|ouvert…|ouvre…|fermeture du livechat|jours d ouverture|plage…|heures',
    'livechat: livechat|live chat|tchat|chat en direct|chat|messagerie instantanee|conversation en direct',
    'claudia: claudia|assistante…|assistant…|chatbot|robot|bot|ia',
    'accessibilite: accessib…|handicap…|lecteur d ecran|malvoyan…|aveugle…|clavier…|raccourci…|rgaa|contraste…|nvda|jaws|zoom…|non voyant…|braille|daltonien…',
    'transferer: transfer…|passer la main|ceder|leguer|remettre|transmett…|transmission|donner ma place|succession',
    'parti: parti|partie|quitt…|retraite…|depart…|decede…|deces|plus la|muté…|demission…|absent…|ancien…|n existe plus|injoignable',
    'mandat: mandat…|mandataire…|pour le compte de|au nom de|cabinet comptable|tiers factur…',
    'notification: notif…|alerte…|rappel…',
    'plusieurs: plusieurs|masse|lot|groupe…|d un coup|a la fois|en une fois|toutes les demandes|selection multiple|en serie|cocher',
    'anonyme: sans compte|pas de compte|nous contacter|non inscrit…|sans etre connecte|sans inscription|sans me connecter|sans m inscrire',
    'successeur: successeur…|reprenant l activite|reprend l activite|reprise d activite|repreneur…|reprenant|reprend|reprendra|fusion…',
    'changersiret: change de siret|changer de siret|changement de siret|nouveau siret|nouveau numero de siret|changer le siret|modifier le siret|autre siret|demenage…',
    'deposer: depos…|depot…|envoyer une facture|transmettre une facture|saisir une facture|emettre une facture|facturer',
    'format: format…|factur x|ubl|cii|xml|pdf a3',
    'solution: solution…|reponse propos…|resolu…|proposition…',
    'cloturer: clotur…|fermer|fermeture|terminer|mettre fin|cloture|resoudre',
    'affecter: affect…|assign…|attribu…|prendre en charge|m affecter|me l attribuer|prendre un ticket',
    'inscription: inscri…|creer un compte|creer mon compte|creation de compte|nouveau compte|m enregistrer|ouvrir un compte|s enregistrer|inscripton',
    'connexion: connexion…|connect…|login…|identifiant…|identif…|se loguer|me loguer|logger',
    'activation: activat…|activer|confirmation…|active',
    'recu: recu…|recoi…|recevoir|reception…|arrive pas|rien recu|pas arrive|jamais arrive',
    'rappeler: renvoy…|relanc…|envoyer a nouveau|renvoi|nouvel envoi|reexpedi…',
    'information: information…|precision…|complement…|renseignement…',
    'statut: statut…|etat…|avancement|ou en est|suivi…|ou en sont|situation',
    'delai: delai…|combien de temps|duree…|jours|conserv…|gard…|longtemps',
  ],
  en: [
    'password: password…|passwd|pass word|passcode|pwd|pw',
    'address: address…|adress…',
    'mail: mail…|email…|e mail…|inbox|spam…|junk',
    'entity: entit…|structure…|compan…|organisation…|organization…|town hall|townhall|municipal…|council…|body|bodies|business…|firm…|authority|authorities|commune…|city hall|employer',
    'public: public…',
    'invoice: invoic…|bill|bills|payment request…',
    'pmanager: primary manager…|main manager…|head manager…|main admin…|principal manager…|primary admin…|primary',
    'smanager: secondary manager…|secondary…|deputy…',
    'manager: manager…|admin|admins|administrator…|in charge|responsible…',
    'user: user…|colleague…|coworker…|co worker…|employee…|staff|team member…|teammate…|member…|trainee…|accountant…|somebody else',
    'request: request…|application…|demand…',
    'ticket: ticket…|support request…|help request…|case…|incident…|enquir…|inquir…',
    'support: support…|helpdesk|help desk|hotline',
    'advisor: advisor…|adviser…|agent…|human…|operator…|real person|representative…|specialist…',
    'file: file…|screenshot…|screen shot…|document…|picture…|image…|pdf|photo…|enclos…',
    'attach: attach…|join…|link me|linked|belong…|associate…|affiliat…|membership…|connect to my|added to',
    'refuse: refus…|reject…|declin…|denied|deny|turned down',
    'validate: validat…|accept…|approv…|authoris…|authoriz…|confirm…',
    'locked: lock…|block…|suspend…|unlock…',
    'deactivate: deactivat…|close my account|delete my account|remove my account|closing my account|cancel my account|shut my account',
    'inactivate: inactivat…|inactive|make inactive|dissolv…|no longer exist…|shut down',
    'reactivate: reactivat…|reopen…|restore…|get my account back|account back|re activat…',
    'link: link…|url',
    'expire: expir…|no longer valid|too old|out of date|too late|invalid…|timed out|lapsed',
    'twofactor: two factor|2fa|mfa|second factor|two step|authenticator…|one time code|sms code|text message code|passkey…|otp|extra security',
    'technical: technical…|service account…|machine account…|api user…|api account…',
    'api: api…|edi|webservice…|web service…|oauth…|software|integrat…|erp|interface…|system to system',
    'siret: siret…|siren|registration number|company number|business number',
    'sirene: sirene|insee|register',
    'service: service…|department…|division…|unit|units|office',
    'engagement: engagement…|commitment…|purchase order…|po number|order number',
    'space: space…|tab|tabs|menu…|section…|module…|area…',
    'subscription: subscri…',
    'read: read…|view only|consult…|see only',
    'write: write access|edit access|modif…|write or read',
    'export: export…|spreadsheet…|excel|csv|download the list|download a list|extract…',
    'history: histor…|trace…|log|logs|audit…|who did|who removed|who changed|record of',
    'rejection: rejection…|rejected invoice…|rejected flow…|edi rejection…',
    'hours: hour…|open…|opening|what time|schedule…|weekend…|closing time|closed on|saturday|sunday',
    'livechat: livechat|live chat|chat…',
    'claudia: claudia|assistant…|chatbot|bot|virtual',
    'accessibility: accessib…|disab…|screen reader…|blind…|keyboard…|shortcut…|contrast…|wcag|zoom…|mouse|visually|nvda|jaws|braille|colour blind|color blind',
    'transfer: transfer…|hand over…|handover…|handing over|pass on|give away|take over my role|successor as|hand it to|pass my role',
    'gone: left|gone|leaving|retire…|departed|died|resign…|no longer work…|quit|unreachable|former…|moved away',
    'mandate: mandate…|on behalf of|third party|accounting firm',
    'notification: notif…|alert…|remind…',
    'several: several|bulk|batch|at once|all at|many at|multiple|in one go|mass|one by one|tick all',
    'anonymous: without an account|no account|contact us|without signing|without registering|not registered|without logging|don t have an account|dont have an account',
    'successor: successor…|taking over|takes over|take over|merg…|absorb…',
    'newsiret: siret changes|siret changed|new siret|change siret|change the siret|changed siret|changing siret|different siret|siret number changed|change of siret',
    'deposit: deposit…|submit…|upload an invoice|send an invoice|file an invoice|lodge…',
    'format: format…|factur x|ubl|cii|xml|pdf a3|pdf a 3',
    'solution: solution…|proposed answer|resolv…|fix',
    'close: close…|closing|finish…|end my request',
    'assign: assign…|take a ticket|take charge|give it to|reassign…|take it on|pick up',
    'register: sign up|signup|register…|registration|create an account|create my account|new account|open an account|enrol…',
    'login: login…|log in|logging in|sign in|signing in|signin|username…|user id|user name|connection',
    'activation: activat…|confirmation…',
    'received: receiv…|arriv…|never came|get no|didn t get|never got|nothing came|not come',
    'resend: resend…|send again|sent again|re send…|once more|another mail',
    'information: information…|detail…|clarif…|missing info…|info|more info',
    'status: status…|state|progress|stand|standing|where is|where does|stage|what became|any news|follow up on',
    'delay: how long|days|kept|keep|retention|duration|deadline…|period…',
  ],
}

type Rule = { words: string[]; isOpen: boolean; name: string }

/** By the first word's first three letters, longest ways first: a phrase wins over the words in it. */
function rulesOf(language: Language): Map<string, Rule[]> {
  const byStart = new Map<string, Rule[]>()
  for (const line of SAME[language]) {
    const [name = '', ways = ''] = line.split(': ')
    for (const way of ways.split('|')) {
      const rule = { words: way.replace('…', '').split(' '), isOpen: way.endsWith('…'), name: `=${name}` }
      const start = (rule.words[0] ?? '').slice(0, 2)
      byStart.set(
        start,
        [...(byStart.get(start) ?? []), rule].toSorted((a, b) => b.words.length - a.words.length),
      )
    }
  }
  return byStart
}
const rules: Record<Language, Map<string, Rule[]>> = { fr: rulesOf('fr'), en: rulesOf('en') }

function fits(rule: Rule, words: string[], at: number): boolean {
  const last = rule.words.length - 1
  return rule.words.every((word, n) => {
    const found = words[at + n]
    if (found === undefined) return false
    return rule.isOpen && n === last ? found.startsWith(word) : found === word
  })
}

/** Which things of the trade are meant at each place of a text: name and how many words it takes. */
export function thingAt(words: string[], at: number, language: Language): { name: string; length: number } | null {
  const found = rules[language].get((words[at] ?? '').slice(0, 2))?.find((rule) => fits(rule, words, at))
  return found ? { name: found.name, length: found.words.length } : null
}
