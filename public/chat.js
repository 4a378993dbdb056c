// The conversation: its forms are sent from where they are, and what is said comes by itself.
import { retitle } from './app.js'

const $ = (selector, root = document) => root.querySelector(selector)
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)]
const PARTIAL = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' }
const CONTROLS = 'input:not([type=hidden]), button, a.button'
let talk, told, source, timer, busy, pressed, sent, stale
let typed = {}
let failures = 0

const shown = (html) => {
  const place = document.createElement('template')
  place.innerHTML = html
  return [...place.content.children]
}
const query = () => {
  const { mode, key } = $('#talk-form', talk).dataset
  return '?' + new URLSearchParams({ after: told, mode, key })
}

// Each form has a token of its own: the same button may be meant once more later.
function freshen(part) {
  for (const field of $$('[name=once]', part)) field.value = crypto.getRandomValues(new Uint32Array(4)).join('-')
  window.htmx.process(part)
}

// A line that is there already is left alone: each is heard once. Others come in order; `true` for one that came.
function putLine(line) {
  if ($('#' + line.id)) return false
  const lines = $('#talk-log ol')
  const number = ({ id }) => +id.split('-')[1]
  lines.insertBefore(line, [...lines.children].find((one) => number(one) > number(line)) ?? null)
  freshen(line)
  const ways = $('#talk-ways')
  ways.hidden = false
  if (!line.matches('.mine')) $('a', ways).href = '#' + line.id
  return true
}
// Nothing moves under who reads further up.
function show(line) {
  const log = $('#talk-log')
  if (log.scrollHeight <= log.clientHeight) return line.scrollIntoView({ block: 'nearest' })
  log.scrollTop += line.getBoundingClientRect().top - log.getBoundingClientRect().top
  $('#talk-ways').scrollIntoView({ block: 'nearest' })
}
// What stands below the log changes without what is being written: only how the chat stands, unless one writes to another
// or something was or is wrong.
function putForm(form, old) {
  const isWrong = [form, old].some((one) => $('.summary', one))
  if (form.dataset.mode !== old.dataset.mode || isWrong) return replaceForm(form, old)
  const [state, before] = [form, old].map((one) => $('#chat-state', one))
  if (state && before && state.innerHTML !== before.innerHTML) {
    before.replaceChildren(...state.childNodes)
    window.htmx.process(before)
  }
  old.dataset.key = form.dataset.key
}
function replaceForm(form, old) {
  const [from, to] = [old, form].map((one) => $('textarea', one))
  const had = old.contains(document.activeElement)
  to.value ||= from.value
  replace(form, old)
  if (had) to.focus()
}
function replace(part, old) {
  old.replaceWith(part)
  freshen(part)
}
function putPart(part) {
  const old = part.id && document.getElementById(part.id)
  if (part.role === 'alert') $('#flash').replaceChildren(part)
  else if (part.id === 'talk-form') putForm(part, old)
  else if (old) replace(part, old)
}
// Of a scenario's steps only the last can be answered.
function leaveSteps(step) {
  for (const line of $$('li[data-scenario]')) if (line !== step) $('form', line)?.remove()
}
// Where an own act leads: what asks for the focus; or, when what was pressed is gone or begins a scenario, the first thing to
// do of what came.
function goOn(parts, line) {
  const at = document.activeElement
  const isLost = at === document.body || (line?.dataset.scenario && !at.matches('textarea'))
  const next = parts.map((part) => (part.matches('[data-focus]') ? part : $('[data-focus]', part))).findLast(Boolean)
  const lost = line ? ($(CONTROLS, line) ?? line) : ($('[aria-pressed=true]', parts[0]) ?? $('textarea', parts[0]))
  ;(next ?? (isLost ? lost : null))?.focus()
  retitle()
}
function put(html, isOwn) {
  const parts = shown(html)
  const log = $('#talk-log')
  const follows = isOwn || log.scrollTop > -40
  const lines = parts.filter((part) => part.matches('li'))
  const came = lines.filter(putLine)
  for (const part of parts) if (!lines.includes(part)) putPart(part)
  const step = came.findLast((line) => line.dataset.scenario)
  if (step) leaveSteps(step)
  // The stream may have been quicker than the answer to what was sent.
  const here = (isOwn ? lines : came).map(({ id }) => $('#' + id))
  if (here[0] && follows) show(here[0])
  if (isOwn && parts[0]) goOn(parts, here.at(-1))
  watch()
}

function poll() {
  fetch(talk.dataset.news + query(), { headers: PARTIAL })
    .then((answer) => (answer.status === 200 ? answer.text() : ''))
    .then(
      (html) => {
        for (const { id } of shown(html)) told = Math.max(told, +id.split('-')[1] || 0)
        put(html)
      },
      () => undefined,
    )
}
async function renew() {
  const field = $('textarea', talk)
  const text = field?.value
  const answer = await fetch('/help/assistant', { headers: PARTIAL })
  put(await answer.text(), true)
  $('textarea', talk).value = text
}
function stop() {
  source?.close()
  clearInterval(timer)
  source = timer = undefined
}
// A conversation that nobody looks at waits, unless an advisor is in it; one in which nothing was said has nothing to hear.
function isWanted() {
  if (!talk?.dataset.events || !$('li[id]', talk)) return false
  return !(document.hidden || talk.closest('[hidden]')) || $('#talk-form').dataset.mode === 'chat'
}
function watch() {
  const found = $('#talk[data-news]')
  if (found !== talk) {
    stop()
    talk = found
    told = +talk?.dataset.after
  }
  if (!isWanted()) stop()
  else if (!source && !timer) listen()
}
function listen() {
  source = new EventSource(talk.dataset.events + query())
  source.onopen = () => (failures = 0)
  source.onmessage = ({ data, lastEventId }) => {
    told = +lastEventId
    put(data)
  }
  source.addEventListener('form', ({ data }) => put(data))
  source.addEventListener('gone', () => {
    stop()
    renew().catch(() => undefined)
  })
  source.addEventListener('typing', () => {
    const place = $('#chat-typing')
    if (!place) return
    place.textContent = place.dataset.text
    clearTimeout(stale)
    stale = setTimeout(() => (place.textContent = ''), 5000)
  })
  source.onerror = () => {
    if (source?.readyState !== EventSource.CLOSED && ++failures < 3) return
    stop()
    timer = setInterval(poll, 10_000)
  }
}

// app.js says that it takes long, or that no answer came, as it does of what htmx asks for.
const tell = (type, sourceElement) =>
  document.dispatchEvent(new CustomEvent('htmx:' + type, { detail: { ctx: { sourceElement } } }))

// A second click of a double click says nothing more.
const isAgain = (button) => button && button === pressed && Date.now() - sent < 500

async function send(form, button) {
  if (busy || isAgain(button)) return
  busy = true
  pressed = button
  tell('before:request', form)
  try {
    await post(form, button)
  } catch {
    tell('error', form)
  } finally {
    busy = false
    sent = Date.now()
    tell('finally:request', form)
  }
}
async function post(form, button) {
  const body = new URLSearchParams(new FormData(form, button))
  const address = button?.getAttribute('formaction') ?? form.getAttribute('action')
  const answer = await fetch(address, { method: 'POST', headers: PARTIAL, body })
  const to = answer.headers.get('HX-Redirect')
  if (to && !to.startsWith('/help/assistant')) return (location.href = to)
  if (answer.ok) settle(form, body)
  if (to) poll()
  else put(await answer.text(), true)
}
// What was typed meanwhile stays.
function settle(form, body) {
  freshen(talk)
  for (const field of $$('textarea', form)) if (field.value === body.get(field.name)) field.value = ''
  form.closest('dialog')?.close()
}
document.addEventListener('submit', (event) => {
  typed = {}
  const { target, submitter, defaultPrevented } = event
  if (defaultPrevented || !(target.closest('#talk') || 'talk' in target.dataset)) return
  event.preventDefault()
  void send(target, submitter)
})
document.addEventListener('keydown', (event) => {
  const { key, target, shiftKey, isComposing } = event
  const form = target.form
  if (key === 'Enter' && !shiftKey && !isComposing && form && 'sends' in form.dataset && target.matches('textarea')) {
    event.preventDefault()
    form.requestSubmit()
  }
})
document.addEventListener('input', ({ target }) => {
  const { typing } = target.dataset
  if (!typing || Date.now() - typed[typing] < 4000) return
  typed[typing] = Date.now()
  fetch(typing, { method: 'POST' }).catch(() => undefined)
})

document.addEventListener('visibilitychange', watch)
document.addEventListener('htmx:finally:request', () => timer && poll())
document.addEventListener('guichet:drawn', watch)
addEventListener('pagehide', stop)
watch()
