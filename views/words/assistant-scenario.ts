const fr = {
  stale: (title: string) =>
    `Cette étape est déjà passée : rien n’a été fait de plus. Le dialogue en est là : « ${title} ».`,
  over: 'Ce dialogue est terminé : rien n’a été fait de plus.',
  tooMany: 'Trop de réponses en peu de temps. Rien n’a été fait : recommencez dans un moment.',
}
const en: typeof fr = {
  stale: (title) => `This step is over already: nothing more was done. The dialogue stands here: “${title}”.`,
  over: 'This dialogue has ended: nothing more was done.',
  tooMany: 'Too many answers in a short time. Nothing was done: try again in a moment.',
}
/** Words around the steps of a scenario; what a step says is kept with the conversation. */
export const assistantScenarioWords = { fr, en }
