// The advisor's desk: new lines come into their chats by one stream, or by a poll where there is none. The list of who waits
// stays as it is until the reader asks for it.
const desk = document.querySelector('#desk[data-events]')
let told = +desk?.dataset.after
let source, timer, saying
const stale = {}

// Of several logs only the one in whose chat the focus is reads its lines aloud; of the others it is said how many came.
function hear() {
  const here = document.activeElement?.closest('.desk-chat')
  for (const log of document.querySelectorAll('.desk-log'))
    log.ariaLive = log.closest('.desk-chat') === here ? 'polite' : 'off'
}
function say(counts) {
  const texts = [...counts].map(([{ dataset }, n]) => (n === 1 ? dataset.one : dataset.many.replace('#', n)))
  const live = document.querySelector('#live')
  clearTimeout(saying)
  if (texts.length > 0) saying = setTimeout(() => (live.textContent = texts.join(', ')), 100)
}
function putNews(part) {
  // The page of one chat has no list, and no place for its news.
  if (part.dataset.key !== desk.dataset.key) document.querySelector('#desk-news')?.replaceWith(part)
  desk.dataset.key = part.dataset.key
}
function put(html) {
  const place = document.createElement('template')
  place.innerHTML = html
  const counts = new Map()
  // A list of its own: what is put into the page leaves the other.
  const parts = [...place.content.children]
  for (const part of parts) {
    if (part.id === 'desk-news') {
      putNews(part)
      continue
    }
    told = Math.max(told, +part.id.split('-')[1])
    const list = document.querySelector(`#chat-${part.dataset.chat}-log`)
    if (!list || document.getElementById(part.id)) continue
    const log = list.parentElement
    list.append(part)
    // Who has said it types no more.
    if (!part.matches('.mine')) document.querySelector(`#chat-${part.dataset.chat}-typing`).textContent = ''
    if (log.ariaLive === 'off' && !part.matches('.mine')) counts.set(log, (counts.get(log) ?? 0) + 1)
  }
  say(counts)
}
const query = () => '?' + new URLSearchParams({ after: told, key: desk.dataset.key ?? '' })
function poll() {
  fetch(desk.dataset.news + query(), { redirect: 'manual' }).then(
    (answer) => {
      if (answer.status === 200) return answer.text().then(put)
      // Signed out: the page leads to signing in. What is typed stays, it is kept when it is sent.
      if (answer.type === 'opaqueredirect' && ![...desk.querySelectorAll('textarea')].some(({ value }) => value))
        location.reload()
    },
    () => undefined,
  )
}
function listen() {
  source = new EventSource(desk.dataset.events + query())
  source.onmessage = ({ data }) => put(data)
  source.addEventListener('desk', ({ data }) => put(data))
  source.addEventListener('typing', ({ data }) => {
    const place = document.querySelector(`#chat-${data}-typing`)
    if (!place) return
    place.textContent = place.dataset.text
    clearTimeout(stale[data])
    stale[data] = setTimeout(() => (place.textContent = ''), 5000)
  })
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED) timer ??= setInterval(poll, 10_000)
  }
}
// Where nothing is to come by itself, the desk still says that it is open.
const still = document.querySelector('#desk[data-here]')
if (still) setInterval(() => fetch(still.dataset.here, { method: 'HEAD' }).catch(() => undefined), 9000)
// An open desk is heard of also while it lies behind other windows: its chats are not given away.
if (desk) {
  listen()
  addEventListener('pagehide', () => {
    source.close()
    clearInterval(timer)
  })
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload())
  // Where a message was sent and no stream brings it, it is asked for.
  document.addEventListener('htmx:finally:request', () => timer && poll())
}
document.addEventListener('focusin', hear)
hear()
