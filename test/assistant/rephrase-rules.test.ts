import fc from 'fast-check'
import { expect, test } from 'vitest'
import { whyNotShow, withoutPersonal } from '../../src/assistant/rephrase-rules.ts'
import { listArticles } from '../../src/assistant/article-queries.ts'
import { LANGUAGES } from '../../src/assistant/article-rules.ts'
import { openSeeded } from './articles.ts'

const LOCKED = {
  title: 'Mon compte est bloqué',
  variants: ['trop de mots de passe faux', 'combien de temps dure le blocage'],
  body: `Un compte bloqué se débloque tout seul au bout de **60 minutes** ; la page de connexion et le courriel reçu disent jusqu’à quelle heure. Le blocage vient après 5 mots de passe faux.

Pour le débloquer tout de suite, choisissez un nouveau mot de passe :

1. Ouvrez [Mot de passe oublié](/password/forgotten).
2. Indiquez votre adresse de connexion, puis « Recevoir un lien ».
3. Ouvrez le lien reçu et choisissez un mot de passe.

Les essais ne venaient pas de vous ? Votre compte reste protégé. Ni un gestionnaire ni le support n’a besoin d’intervenir.`,
}
const HOURS = {
  title: 'Livechat hours',
  variants: ['when is the chat open'],
  body: `The livechat is open **from Monday to Friday, from 8:30 to 18:30**, Paris time, on working days in France.

It is closed on Saturdays, Sundays and public holidays. At closing time no new conversation begins, but those under way go on.

You can write by [Contact us](/contact) at any time if you have no account.`,
}
const why = (text: string) => whyNotShow({ text, article: LOCKED, language: 'fr' })
const whyEn = (text: string) => whyNotShow({ text, article: HOURS, language: 'en' })

test.each([
  'Votre compte se débloque tout seul au bout de 60 minutes.',
  'Le compte bloqué se débloque tout seul au bout de **60 minutes**. Pour le débloquer tout de suite, ouvrez [Mot de passe oublié](/password/forgotten), indiquez votre adresse de connexion, puis « Recevoir un lien ».',
  'Après cinq mots de passe faux, le compte est bloqué. Le blocage dure 60 minutes :\n\n1. Ouvrez [Mot de passe oublié](/password/forgotten).\n2. Indiquez votre adresse de connexion.\n3. Choisissez un nouveau mot de passe.',
  'Les essais ne venaient pas de vous ? Votre compte reste protégé.',
])('what says the same in fewer or other words is shown: %s', (text) => expect(why(text)).toBeNull())

test.each([
  'The livechat is open from Monday to Friday, from 8:30 to 18:30, Paris time.',
  'On Saturdays, Sundays and public holidays the livechat is closed. If you have no account, you can write by [Contact us](/contact) at any time.',
])('in English too: %s', (text) => expect(whyEn(text)).toBeNull())

test.each([
  ['', 'empty'],
  ['…', 'empty'],
  [LOCKED.body.repeat(2), 'too-long'],
  ['Un compte bloqué se débloque <b>tout seul</b>.', 'html'],
  ['Un compte bloqué se débloque tout seul\u202E.', 'hidden-characters'],
  ['Un compte bloqué se débloque : ouvrez [Mot de passe oublié](https://exemple.test/).', 'link'],
  ['Un compte bloqué se débloque : ouvrez [Mot de passe oublié](/password/forgotten?next=/x).', 'link'],
  ['Un compte bloqué se débloque sur www.exemple.test', 'link'],
  ['Un compte bloqué se débloque sur deblocage.com', 'link'],
  ['Indiquez votre adresse de connexion à support@deblocage.test', 'address'],
  ['Un compte bloqué se débloque tout seul au bout de 30 minutes.', 'number'],
  ['Un compte bloqué se débloque tout seul au bout de trente minutes.', 'number'],
  ['Un compte bloqué se débloque tout seul au bout de 60 jours.', 'number'],
  ['Un compte bloqué se débloque tout seul au bout de 5 minutes.', 'number'],
  ['Le blocage vient après 60 mots de passe faux.', 'number'],
  ['Indiquez votre adresse de connexion, puis « Envoyer le code ».', 'label'],
  ['Un compte bloqué se débloque chez Microsoft.', 'name'],
  ['Un compte bloqué se débloque par SMS.', 'name'],
  ['A locked account unlocks by itself after 60 minutes, and the page says until when.', 'language'],
  ['Un compte bloqué se débloque contre paiement immédiat de la redevance trimestrielle.', 'words'],
  ['Voici une recette de tarte : pelez les pommes et étalez la pâte.', 'words'],
  ['Indiquez votre mot de passe au support.', 'words'],
  ['Un compte bloqué ne se débloque pas tout seul au bout de 60 minutes.', 'sense'],
  ['Votre compte ne reste pas protégé.', 'sense'],
  ['Un gestionnaire a besoin d’intervenir.', 'sense'],
  ['Les essais venaient de vous.', 'sense'],
])('what is not in the article is not shown: %s', (text, refusal) => expect(why(text)).toBe(refusal))

test.each([
  ['The livechat is open from Monday to Friday, from 18:30 to 8:30.', 'number'],
  ['The livechat is open from Monday to Friday, from 8:30 to 20:30.', 'number'],
  ['The livechat is not closed on Saturdays, Sundays and public holidays.', 'sense'],
  ['The livechat is open on Saturdays in Brussels.', 'name'],
  ['At closing time a new conversation begins.', 'sense'],
])('nor in English: %s', (text, refusal) => expect(whyEn(text)).toBe(refusal))

test('each article that comes with the product may be shown in its own words', async () => {
  const { db } = await openSeeded()
  const wrong = (await listArticles({ db }, { states: ['public'] })).flatMap(({ slug, texts }) =>
    LANGUAGES.flatMap((language) => {
      const refusal = whyNotShow({ text: texts[language].body, article: texts[language], language })
      return refusal ? [`${slug} ${language}: ${refusal}`] : []
    }),
  )
  expect(wrong).toEqual([])
})

test('whatever a service says, a link, a number and a tag that the article has not are never shown', () => {
  const added = fc.constantFrom('https://x.test/', '[ici](https://x.test/)', '<a>', '4711', 'www.x.test', 'a@b.test')
  const words = fc.array(fc.constantFrom(...LOCKED.body.split(/\s+/)), { maxLength: 30 })
  fc.assert(
    fc.property(words, added, words, (before, wrong, after) => {
      expect(why([...before, wrong, ...after].join(' '))).not.toBeNull()
    }),
  )
})

test('addresses, long numbers and ticket numbers of a question stay in the house', () => {
  expect(
    withoutPersonal('Ma mairie 219 300 514 00011, marie@mairie.test, 06 12 34 56 78, T-2026-000123 : 5 jours ?'),
  ).toBe('Ma mairie …, …, …, … : 5 jours ?')
  expect(withoutPersonal('219\u00a0300\u202f514\u200900011 ?')).toBe('… ?')
})
