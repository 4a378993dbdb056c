import type { Answer as Given, OwnFact, Topic } from '../../src/assistant/rules.ts'
import type { Message } from '../../src/livechat/conversation-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { assistantWords } from '../words/assistant.ts'
import { AnswerRating } from './answer-rating.tsx'
import { isRated, nameOf } from './answer-data.ts'
import { ChoiceButton, Choices } from './choices.tsx'
import { Markdown } from './markdown.tsx'
import type { Around } from './message-line.tsx'
import { ScenarioStep } from './scenario-step.tsx'

type AnswerProps = { message: Message; answer: Given; around: Around }

/** What the assistant answered, with what can be done next, and what it was worth. */
export const Answer = ({ message, answer, around }: AnswerProps) => (
  <>
    <Content message={message} answer={answer} around={around} />
    {isRated(answer) && (
      <AnswerRating id={message.id} name={nameOf(answer, message)} vote={around.votes.get(message.id)} />
    )}
  </>
)

function Content({ message, answer, around }: AnswerProps) {
  switch (answer.answer) {
    case 'article':
    case 'own-data':
      return (
        <>
          {answer.answer === 'own-data' && <OwnFacts facts={answer.facts} />}
          <Article {...answer} />
          {answer.scenario && <ScenarioButton scenario={answer.scenario} />}
          <Related topics={answer.related} />
        </>
      )
    case 'suggestions':
      return (
        <>
          <p class="said">{message.text.split('\n')[0]}</p>
          <Choices topics={answer.topics} />
        </>
      )
    case 'unknown':
      return <p class="said">{message.text}</p>
    case 'handover':
      return <Handover message={message} />
    case 'scenario':
      return <ScenarioStep message={message} isCurrent={around.standsAt === message.id} />
  }
}

function Article({ slug, title, body }: { slug: string; title: string; body: string }) {
  const words = useWords(assistantWords)
  return (
    <div class="article">
      <p>
        <strong>{title}</strong>
      </p>
      <Markdown text={body} level={2} />
      <p class="hint">
        <a href={url(paths.helpArticle, { slug })}>
          {words.readArticle}
          <span class="vh">
            {words.colon}
            {title}
          </span>
        </a>
      </p>
    </div>
  )
}

function OwnFacts({ facts }: { facts: OwnFact[] }) {
  const words = useWords(assistantWords)
  return (
    <div class="card">
      <p class="hint">{words.own}</p>
      <ul class="files">
        {facts.map(({ text, href }) => (
          <li>{href ? <a href={href}>{text}</a> : text}</li>
        ))}
      </ul>
    </div>
  )
}

function Related({ topics }: { topics: Topic[] }) {
  const words = useWords(assistantWords)
  if (topics.length === 0) return null
  return (
    <>
      <p class="hint">{words.related}</p>
      <Choices topics={topics} />
    </>
  )
}

/** A form of its own: from outside it tells which scenario it starts. */
function ScenarioButton({ scenario }: { scenario: string }) {
  const words = useWords(assistantWords)
  return (
    <form method="post" action={paths.assistantChoices} data-scenario={scenario}>
      <input type="hidden" name="once" value={useScene().once} />
      <button name="choice" value={`scenario:${scenario}`}>
        {words.startScenario}
      </button>
    </form>
  )
}

/** A person: at once, or by a ticket that holds this conversation already. */
function Handover({ message }: { message: Message }) {
  const words = useWords(assistantWords)
  const isOpen = (message.data as { isOpen?: unknown }).isOpen === true
  return (
    <>
      <p class="said">{message.text}</p>
      <p class="acts">
        {isOpen && <ChoiceButton value="person">{words.agent}</ChoiceButton>}
        {!isOpen && (
          <a class="button" href={paths.livechatTicket}>
            {words.ticket}
          </a>
        )}
        <ChoiceButton value="continue">{words.goOn}</ChoiceButton>
      </p>
    </>
  )
}
