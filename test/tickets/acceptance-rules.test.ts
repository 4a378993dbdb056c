import { expect, test } from 'vitest'
import { saysOtherwise } from '../../src/tickets/acceptance-rules.ts'

test.each([
  ['Merci, mais cela ne marche pas.', 'marche pas'],
  ['Ça marche pas', 'marche pas'],
  ['La facture est TOUJOURS PAS payée !', 'TOUJOURS PAS'],
  ['Le problème n’est pas résolu', 'pas résolu'],
  ["Mon souci n'a pas du tout été réglé.", 'pas du tout été réglé'],
  ['Le portail ne fonctionne toujours\npas', 'fonctionne toujours pas'],
  ['Elles ne fonctionnent plus.', 'fonctionnent plus'],
  ['Rien ne fonctionne', 'Rien ne fonctionne'],
  ['Votre réponse ne règle rien', 'ne règle rien'],
  ['Je la refuse.', 'Je la refuse'],
  ['Le problème persiste', 'persiste'],
  ['J’ai la même erreur', 'même erreur'],
  ['Nous n’avons pas encore reçu le virement', 'pas encore'],
  ['Aucune solution ne m’a été donnée', 'Aucune solution'],
  ['Je ne suis pas satisfaite', 'pas satisfaite'],
  ['It still does not work', 'does not work'],
  ['this DOESN’T work', 'DOESN’T work'],
  ['it doesnt work', 'doesnt work'],
  ['The invoice is not resolved', 'is not resolved'],
  ['Still waiting for the payment', 'Still waiting'],
  ['same error as before', 'same error'],
  ['The problem persists', 'persists'],
  ['😀 ça ne marche pas', 'marche pas'],
  ['De\u0301sole\u0301e, pas re\u0301solu', 'pas résolu'],
])('« %s » seems to say that nothing is solved', (text, words) => {
  expect(saysOtherwise(text)).toBe(words)
})

test.each([
  '',
  'Merci beaucoup !',
  'Tout fonctionne, merci.',
  'Ça marche pas mal du tout',
  'Le portail fonctionne plus vite qu’avant',
  'Avant, cela ne marchait pas ; maintenant oui.',
  'Le problème est résolu.',
  'Le problème ne persiste pas.',
  'Je n’ai plus la même erreur',
  'Plus aucun problème',
  'Il n’y a plus d’erreur',
  'Aucun souci',
  'Je ne refuse rien, au contraire',
  'It works now, thank you',
  'No longer the same error',
  'No more problems',
  'Fixed!',
])('« %s » says no such thing', (text) => {
  expect(saysOtherwise(text)).toBeNull()
})

test('a long text takes no time', () => {
  const started = performance.now()
  expect(saysOtherwise(`${'ne pas '.repeat(20_000)}fin`)).toBeNull()
  expect(performance.now() - started).toBeLessThan(1000)
})
