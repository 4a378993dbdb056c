import type { Answer as Given, OwnFact, Topic } from '../../src/assistant/rules.ts'
import { labelOf } from '../../src/assistant/scenario-offers-rules.ts'
import type { Message } from '../../src/livechat/conversation-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { TicketLink } from '../livechat/ticket-link.tsx'
import { assistantWords } from '../words/assistant.ts'
import { AnswerRating } from './answer-rating.tsx'
import { isRated, useForeign } from './answer-data.ts'
import { ChoiceButton, Choices } from './choices.tsx'
import { Markdown } from './markdown.tsx'
import type { Around } from './message-line.tsx'
import { ScenarioStep } from './scenario-step.tsx'
import { Told } from './told.tsx'

type AnswerProps = { message: Message; answer: Given; around: Around }
/** The language of what was said, where it is not the page's own. */
type Said = { lang: string | undefined }

/** What the assistant answered, with what can be done next, and what it was worth. */
export function Answer({ message, answer, around }: AnswerProps) {
  const lang = useForeign(message)
  return (
    <>
      <Content message={message} answer={answer} around={around} lang={lang} />
      {isRated(answer) && <AnswerRating message={message} answer={answer} vote={around.votes.get(message.id)} />}
    </>
  )
}

function Content({ message, answer, around, lang }: AnswerProps & Said) {
  switch (answer.answer) {
    case 'article':
    case 'own-data':
      return <TopicAnswer answer={answer} lang={lang} />
    case 'suggestions':
      return (
        <>
          <p class="said" lang={lang}>
            {message.text.split('\n')[0]}
          </p>
          <Suggested topics={answer.topics} lang={lang} />
        </>
      )
    case 'unknown':
      return (
        <>
          <p class="said" lang={lang}>
            {message.text}
          </p>
          <WayOn answer={answer} lang={lang} />
        </>
      )
    case 'handover':
      return <Handover message={message} lang={lang} />
    case 'scenario':
      return (
        <div lang={lang}>
          <ScenarioStep message={message} isCurrent={around.standsAt === message.id} />
        </div>
      )
  }
}

type TopicGiven = Extract<Given, { answer: 'article' | 'own-data' }>

/** What the reader's data or the settings say, the article, and what can be done or read next. */
function TopicAnswer({ answer, lang }: Said & { answer: TopicGiven }) {
  return (
    <>
      {answer.answer === 'own-data' && <OwnFacts facts={answer.facts} lang={lang} />}
      {answer.answer === 'article' && answer.told && <Told lines={answer.told} lang={lang} />}
      <Article {...answer} lang={lang} />
      {answer.scenario && <ScenarioButton scenario={answer.scenario} />}
      <Related topics={answer.related} lang={lang} scenario={answer.scenario} />
    </>
  )
}

type ArticleProps = Said & { slug: string; title: string; body: string; rephrased?: string }

/** Another wording of it says that it is one: what holds is the article. */
function Article({ slug, title, body, rephrased, lang }: ArticleProps) {
  const words = useWords(assistantWords)
  return (
    <>
      <div class="article" lang={lang}>
        <p>
          <strong>{title}</strong>
        </p>
        <Markdown text={rephrased ?? body} level={2} />
      </div>
      <p class="hint" data-rephrased={rephrased === undefined ? undefined : ''}>
        {rephrased !== undefined && `${words.rephrased} `}
        <a href={url(paths.helpArticle, { slug })}>
          {words.readArticle}
          <span class="vh">
            {words.colon}
            <span lang={lang}>{title}</span>
          </span>
        </a>
      </p>
    </>
  )
}

function OwnFacts({ facts, lang }: Said & { facts: OwnFact[] }) {
  const words = useWords(assistantWords)
  return (
    <div class="card">
      <p class="hint">{words.own}</p>
      <ul class="files" lang={lang}>
        {facts.map(({ text, href }) => (
          <li>{href ? <a href={href}>{text}</a> : text}</li>
        ))}
      </ul>
    </div>
  )
}

type TopicsProps = Said & { topics: Topic[] }

function Related({ topics, lang, scenario }: TopicsProps & { scenario: string | undefined }) {
  const words = useWords(assistantWords)
  const { language } = useScene()
  if (topics.length === 0) return null
  return (
    <div data-suggestions={topics.map(({ slug }) => slug).join(' ')}>
      <p class="hint">{words.related}</p>
      <Choices topics={topics} lang={lang} beside={scenario ? [labelOf(scenario, language)] : []} />
    </div>
  )
}

/** None of the topics may be the right one: that too is a button. */
function Suggested({ topics, lang }: TopicsProps) {
  const { noneOfThese } = useWords(assistantWords)
  return (
    <Choices topics={topics} lang={lang} beside={[noneOfThese]}>
      <ChoiceButton value="none">{noneOfThese}</ChoiceButton>
    </Choices>
  )
}

/** What a word of courtesy points to: topics to choose, a person. */
function WayOn({ answer, lang }: Said & { answer: Extract<Given, { answer: 'unknown' }> }) {
  const words = useWords(assistantWords)
  if (answer.why !== 'empty' && answer.why !== 'insult') return null
  return (
    <Choices topics={answer.topics ?? []} lang={lang} beside={[words.agent]}>
      <ChoiceButton value="person">{words.agent}</ChoiceButton>
    </Choices>
  )
}

/** A form of its own: from outside it tells which scenario it starts. */
function ScenarioButton({ scenario }: { scenario: string }) {
  const { language, once } = useScene()
  return (
    <form method="post" action={paths.assistantChoices} data-scenario={scenario}>
      <input type="hidden" name="once" value={once} />
      <button name="choice" value={`scenario:${scenario}`}>
        {labelOf(scenario, language)}
      </button>
    </form>
  )
}

/** A person: at once, or by a ticket that holds this conversation already. */
function Handover({ message, lang }: Said & { message: Message }) {
  const words = useWords(assistantWords)
  const { isOpen, isStaffed } = message.data as { isOpen?: unknown; isStaffed?: unknown }
  return (
    <>
      <p class="said" lang={lang}>
        {message.text}
      </p>
      <p class="acts">
        {(isOpen !== true || isStaffed === false) && <TicketLink class="button" />}
        {isOpen === true && <ChoiceButton value="person">{words.agent}</ChoiceButton>}
        <ChoiceButton value="continue">{words.goOn}</ChoiceButton>
      </p>
    </>
  )
}
