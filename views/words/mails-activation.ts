const fr = {
  activated: {
    subject: 'structure activée',
    body: (by: string) => `${by} a activé cette structure publique.`,
    identifier: 'SIRET',
    receives: 'Elle reçoit de nouveau elle-même ce qui lui est adressé.',
    link: 'Ouvrir la structure',
  },
  inactivated: {
    subject: 'structure inactivée',
    successorSubject: 'reprise de l’activité d’une autre structure',
    body: (by: string) => `${by} a inactivé cette structure publique. Elle ne reçoit plus rien de nouveau.`,
    successorBody: (by: string, structure: string) =>
      `${by} a inactivé la structure « ${structure} » et a indiqué que la vôtre en reprend l’activité.`,
    structure: 'Structure inactivée',
    successor: 'SIRET reprenant l’activité',
    delivered: 'Ce qui serait arrivé à la structure inactivée arrive désormais à la structure reprenant l’activité.',
    closed: 'Son SIRET est fermé en base SIRENE. Aucune structure n’en reprend l’activité.',
    stays: 'Ce qu’elle a reçu avant reste lisible et peut encore être traité. Elle peut être activée de nouveau.',
    link: 'Ouvrir la structure',
  },
}
const en: typeof fr = {
  activated: {
    subject: 'entity activated',
    body: (by) => `${by} has activated this public entity.`,
    identifier: 'SIRET',
    receives: 'It again receives by itself what is sent to it.',
    link: 'Open the entity',
  },
  inactivated: {
    subject: 'entity inactivated',
    successorSubject: 'takes over the activity of another entity',
    body: (by) => `${by} has inactivated this public entity. It receives nothing new any more.`,
    successorBody: (by, structure) =>
      `${by} has inactivated the entity “${structure}” and has said that yours takes over its activity.`,
    structure: 'Inactivated entity',
    successor: 'SIRET taking over the activity',
    delivered: 'What would have come to the inactivated entity now comes to the one that takes over its activity.',
    closed: 'Its SIRET is closed in the SIRENE register. No entity takes over its activity.',
    stays: 'What it received before can still be read and processed. It can be activated again.',
    link: 'Open the entity',
  },
}
/** Words of the mails about a structure that was activated or inactivated. */
export const activationMailWords = { fr, en }
