/**
 * Beginnings of words, folded, that belong to other offices and other lives: a question with one of them is hardly about
 * this site, however much the rest resembles an article.
 */
const FOREIGN =
  `passeport passport permis impot tax taxe fiscal taxes caf allocation prime chomage pole urssaf secu ameli
  vaccin medecin doctor hopital meteo weather temps-qu recette recipe cuisine tarte pizza restaurant film movie song chanson
  football match foot coupe president capital poeme poem blague joke horoscope bourse bitcoin crypto action-boursiere cantine
  creche ecole-inscription scolaire school bulletin paie salaire salary payroll conge conges vacances holiday-pay train avion
  flight hotel billet ticket-de-train voiture car-insurance assurance insurance mariage marriage divorce naissance birth deces-acte
  logement apl loyer rent immobilier urbanisme construire poubelle dechet eau electricite imprimante printer wifi windows
  word outlook iphone android netflix amazon translate traduis traduire poids regime sport musique amour mariee mari age
  tribunal avocat lawyer plainte gendarmerie police electoral vote voter election visa sejour nationalite immigration
  subvention grant emprunt credit-immobilier pret loan retractation garantie marche-public appel-offres tender tenders
  resilier-un-marche avenant legalement legal legally loi law juridique penalite interets moratoire moratoires tva vat comptable-amortissement
  amortissement bilan liasse dividende statuts-sarl sarl micro-entreprise limited ltd incorporate kbis creation-entreprise
  carte-identite cni identite-nationale posted-workers detaches douane customs export-control import-tax`
    .split(/\s+/)
    .filter((word) => word.length >= 3 && !word.includes('-'))
const EXACT = new Set(FOREIGN.filter((word) => word.length < 6))
const STARTS = FOREIGN.filter((word) => word.length >= 6)

/** Pure. Whether a folded word is none of this site's. */
export const isForeign = (word: string): boolean => EXACT.has(word) || STARTS.some((start) => word.startsWith(start))
