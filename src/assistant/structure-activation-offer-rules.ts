import type { ScenarioOffer } from './scenario-rules.ts'

/** When « Je veux activer/inactiver ma structure publique » is offered, and what asks for it. */
export const structureActivationOffer: ScenarioOffer = {
  id: 'structure-activation',
  label: {
    fr: 'Je veux activer/inactiver ma structure publique',
    en: 'I want to activate/inactivate my public entity',
  },
  topics: ['structure-activate', 'structure-inactivate', 'structure-successor-siret'],
  // "je veux activer/inactiver ma structure publique", "inactiver notre mairie": doing it, not asking how.
  wish: {
    fr: /^(bonjour )?((je|nous) (veux|voudrais|voudrions|souhaite|souhaiterais|souhaitons|desire|dois|veut|voulons)( pouvoir)? )?(inactiver|activer|activer inactiver|activer ou inactiver)( ou inactiver)? (ma|notre|mon) (structure|mairie|commune|collectivite|siret|etablissement)( publique?s?)?( svp| stp| s il vous plait| merci)*$/,
    en: /^(hello |hi )?((i|we) (want|would like|need|wish) to )?(please )?(activate|inactivate|activate inactivate|activate or inactivate|make)( or inactivate)? (my|our) (public )?(entity|structure|town hall|body)( inactive| active)?( please| thanks)*$/,
  },
}
