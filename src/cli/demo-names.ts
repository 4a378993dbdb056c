import { fold } from '../values/text.ts'
import type { Chance } from './demo-chance.ts'

export type Named = { civility: 'madame' | 'monsieur'; firstName: string; lastName: string }

const WOMEN =
  `Aïcha Agnès Amélie Anaïs Anne-Sophie Audrey Béatrice Camille Capucine Cécile Chloé Claire Delphine Dominique
Élise Élodie Emmanuelle Eugénie Fatou Françoise Gaëlle Geneviève Hélène Héloïse Inès Isabelle Jeanne Joséphine Julie
Khadija Laëtitia Laure Léa Maëlys Magali Margaux Marie-Hélène Maryam Mélanie Nathalie Noémie Océane Pauline
Pélagie Rachida Raphaëlle Sandrine Ségolène Solène Sophie Stéphanie Thi-Mai Valérie Véronique Yasmine Zoé`.split(/\s+/)

const MEN =
  `Abdoulaye Adrien Alain Amaury André Antoine Aurélien Baptiste Benoît Bertrand Cédric Clément Cyril Damien Didier
Émile Éric Étienne Fabien Félix Florent François Frédéric Gaël Gaëtan Gérard Grégoire Guénolé Hervé Hicham Hugo Ibrahim
Jean-Baptiste Jérémie Jérôme Joël Jonathan Julien Kévin Laurent Léo Loïc Ludovic Mamadou Mathéo Maxime Mehdi Michaël
Moïse Nicolas Noël Olivier Pierre-Yves Raphaël Rémi Sébastien Stéphane Théo Thierry Timothée Yannick Youssef`.split(
    /\s+/,
  )

const LAST =
  `Abadie,Aït Ahmed,Alvès,Arnaud,Aubry,Bâ,Barthélémy,Beauséjour,Bénard,Ben Saïd,Berger,Bérenger,Bertin,Blanchet,
Boulanger,Bourgeois,Bouvier,Brière,Brunet,Carlier,Castañeda,Chevallier,Clément,Cœurdoux,Collet,Costa,Coulibaly,Crépin,
Da Costa,d’Alembert,d’Hérouville,Dautry,de Brébisson,de La Tour,De Smet,Delacroix,Delaunay,Dembélé,Denoël,Deschamps,
Diallo,Diarra,Dubœuf,Duchêne,Dupré,Duval,El Amrani,Esposito,Étienne,Fabre,Faucher,Faÿ,Fernandes,Ferrand,Gauthier,
Gérin,Girard,Gonçalves,Grandjean,Guérin,Guichard,Hamidou,Haÿs,Hébert,Henry,Hervé,Hoarau,Huet,Humbert,Jacquet,Jégou,
Joly,Kaczmarek,Keïta,Kervella,Klein,Kouassi,L’Hermitte,L’Hostis,Lacaze,Laurençon,Le Bihan,Le Corre,Le Dréau,Le Gall,
Leclère,Lefèvre,Legrand,Lemaître,Léonard,Levêque,Lévy,Loiseau,Macé,Maillard,Mallet,Marchand,Maréchal,Martínez,Mbaye,
Ménard,Mercier,Meunier,Millet,Monnier,Morel,Moulin,Müller,N’Guessan,Nguyen,Noël,Ouédraogo,Parmentier,Pelletier,
Périer,Pham,Picard,Poulain,Prévost,Quéméré,Ramanantsoa,Rémond,Renault,Rivière,Rocher,Roussel,Saint-Just,Sanchez,
Schneider,Sénéchal,Silva,Simoës,Sow,Tessier,Thévenot,Traoré,Vaillant,Vasseur,Vidal,Weiß,Ybert,Zeller`
    .split(',')
    .map((name) => name.trim())

/** Somebody with a name of these lists. */
export function nameSomebody(chance: Chance): Named {
  const isWoman = chance.below(2) === 0
  const firstName = chance.pick(isWoman ? WOMEN : MEN)
  return { civility: isWoman ? 'madame' : 'monsieur', firstName, lastName: chance.pick(LAST) }
}

/** `Anne-Sophie d’Hérouville` as `anne-sophie.d-herouville@demo.test`. */
export const loginOf = ({ firstName, lastName }: Pick<Named, 'firstName' | 'lastName'>): string =>
  `${[firstName, lastName].map((name) => fold(name).replaceAll(' ', '-')).join('.')}@demo.test`
