// "N nouveaux tickets — afficher": told by a stream of events, or asked for every minute where there is none. Only a link
// appears, the list stays as it is; a page that nobody looks at asks for nothing.
import { say } from './app.js'

let place, source, timer
function stop() {
  source?.close()
  clearInterval(timer)
  source = timer = place = undefined
}
function tell(link) {
  if (!place || place.innerHTML === link) return
  place.innerHTML = link
  window.htmx.process(place)
  if (link) say(place.textContent)
}
function poll() {
  const headers = { 'HX-Request': 'true' }
  fetch(place.dataset.poll, { headers }).then(
    (answer) => answer.ok && answer.text().then(tell),
    () => undefined,
  )
}
function watch() {
  const found = document.hidden ? null : document.querySelector('#news')
  if (found && found === place) return
  stop()
  if (!found) return
  place = found
  source = new EventSource(place.dataset.events)
  source.onmessage = ({ data }) => tell(data)
  source.onerror = () => {
    if (source?.readyState === EventSource.CLOSED) timer ??= setInterval(poll, 60_000)
  }
}
document.addEventListener('guichet:drawn', watch)
document.addEventListener('visibilitychange', watch)
addEventListener('pagehide', stop)
watch()
