import type { Language } from '../act.ts'

/** Ways of asking for a person instead of an answer, beside those that rules recognise: what resembles these is one too. */
const WISHES: Record<Language, string> = {
  fr: `contacter un agent
parler à un conseiller
je veux parler à quelqu'un
je voudrais parler à une vraie personne
passez-moi quelqu'un
passez-moi un conseiller
passe moi un humain
mettez-moi en relation avec un conseiller
mettez moi en contact avec quelqu'un du support
je souhaite être mis en relation avec un agent
un humain s'il vous plaît
un être humain pour me répondre
un agent
un conseiller
une personne
quelqu'un
opérateur
est-ce qu'il y a quelqu'un
il y a quelqu'un derrière l'écran
y a-t-il une personne réelle derrière cet écran
y a-t-il un vrai conseiller disponible
une personne réelle est-elle disponible
une vraie personne peut-elle me répondre
quelqu'un peut-il m'aider en direct
quelqu'un peut-il prendre le relais
quelqu'un de votre équipe peut-il regarder mon dossier
est-ce que quelqu'un pourrait se pencher sur mon cas
un de vos collègues peut-il m'aider
un de vos collaborateurs pourrait-il voir cela avec moi
un expert peut-il prendre la suite
un technicien peut-il s'en occuper
un responsable peut-il me répondre
passez-moi votre responsable
je veux voir avec votre chef
je ne veux pas parler à un robot
je ne veux plus du robot
je refuse de discuter avec une machine
je refuse de parler à une intelligence artificielle
pas de chatbot, un humain
stop le robot
assez de cette machine
marre du chatbot, donnez-moi quelqu'un
ras le bol de l'automate
tu es un robot, je veux une personne
t'es qu'un bot, va chercher quelqu'un
vos réponses automatiques ne m'aident pas, je veux un agent
vos réponses toutes faites ne servent à rien, passez-moi quelqu'un
tu ne comprends rien, je veux un conseiller
tu ne m'aides pas, appelle quelqu'un
vous ne répondez pas à ma question, je veux parler à un agent
ça fait plusieurs fois que je répète, je veux un interlocuteur
on tourne en rond, donnez-moi quelqu'un
j'abandonne avec l'assistante, qui peut me répondre
je n'y arrive pas avec vous, à qui puis-je parler
qui peut me répondre pour de vrai
à qui je peux parler
avec qui puis-je discuter maintenant
je préfère discuter avec une personne
je préférerais échanger avec un humain
je préfère qu'on m'explique de vive voix
je préfère le téléphone
pouvez-vous me rappeler
faites-moi rappeler
j'aimerais qu'on me rappelle
appelez-moi
je veux téléphoner à quelqu'un
j'ai besoin d'une aide humaine
j'ai besoin d'un interlocuteur
j'ai besoin de quelqu'un tout de suite
il me faut quelqu'un
il me faut un conseiller maintenant
j'ai besoin qu'une personne m'accompagne
je suis perdu, je voudrais que quelqu'un m'aide
je suis une personne âgée, aidez-moi avec quelqu'un
mon cas est compliqué, je veux un conseiller
ma question est particulière, seul un agent peut répondre
mon problème est urgent, je dois parler à quelqu'un
transférez-moi à un collègue
transférez-moi vers un conseiller
transmettez ma conversation à quelqu'un de compétent
redirigez-moi vers un opérateur
dirigez moi vers une personne
orientez-moi vers un agent
faites intervenir un agent
faites venir un conseiller
donnez-moi un interlocuteur
donnez-moi un agent humain
trouvez-moi quelqu'un
filez-moi un humain
je demande un conseiller
je réclame un agent
je désire dialoguer avec un conseiller
je souhaite converser avec un opérateur
je souhaiterais être accompagné par un conseiller
pourrais-je m'entretenir avec un de vos agents
auriez-vous un conseiller disponible
serait-il possible d'avoir quelqu'un
est-il possible de joindre un être humain
puis-je discuter avec un membre de votre équipe
puis-je avoir un conseiller en ligne
peut-on me répondre en direct
démarrer un livechat
lancer le livechat
ouvrir un chat avec un conseiller
livechat maintenant
chat avec un agent
discussion en direct
conversation avec un humain
mise en relation
service client s'il vous plaît
support humain
assistance humaine
contact humain
joindre le support tout de suite
joindre un technicien
parler conseiller
parlé a un agent
parler a qqn
je veux qqn
un consseiller svp
un umain svp
agent svp
conseiller vite
à l'aide, quelqu'un`,
  en: `call an agent
contact a specialist
talk to a person
talk to someone
I want to talk to a human
I want to speak to an agent
I need to speak with somebody
I'd like to chat with an advisor
let me talk to a real person
can I talk to a human being
may I speak to a member of your staff
could a member of staff look at this with me
could someone from your team help me
could you connect me with an advisor
please connect me to a person
put me through to someone
put me through to an operator
transfer me to an agent
transfer me to a colleague
pass me on to somebody
hand me over to a human
get me a human
get me somebody
give me a real person
give me an agent
give me someone who understands
is there a real person here
is anybody there
is anyone there
are you a robot, I want a person
I don't want a bot
I don't want to talk to a machine
no more robots
stop the bot
not a robot please
enough of this chatbot
this bot is useless, get me a person
your answers don't help, I want an advisor
you don't understand me, I need an agent
I give up, who can I talk to
who can I talk to right now
whom can I speak to
is there someone I could talk to
can an expert take over
can somebody take over from here
can a colleague of yours help
can a specialist look into my case
can someone call me
please call me back
I want a phone call
I prefer the telephone
I would rather speak to a person
I'd prefer a human
I need human help
I need a person
I need somebody now
I need an advisor urgently
my case is special, I need a human
my problem is complicated, let me talk to someone
start a live chat
open the live chat
live chat now
live agent
live person
live support
human support
human please
a human
agent
agent please
advisor please
operator
representative
representative please
customer service
customer support person
supervisor please
let me speak to your manager
a real advisor
real human
somebody real
someone from support
support agent
speak to support
talk to advsor
speek to someone
humen please
i need a real humen
help me with a real person
anyone human there`,
}

/** The article that stands for this wish in the index; none that can be read. */
export const PERSON_WISH = '*person'

/** The same as an article of the index. */
export const wishArticle = {
  slug: PERSON_WISH,
  texts: { fr: textOf('fr'), en: textOf('en') },
}

function textOf(language: Language) {
  const [title = '', ...variants] = WISHES[language].split('\n')
  return { title, body: '', variants }
}
