// What is being written is kept by htmx when somebody pauses; and here no later than five seconds after the first unkept
// letter, and before its dialog or its page goes.
let place, isUnkept, due
const on = (type, listener) => document.addEventListener(type, listener, true)

function settle() {
  clearTimeout(due)
  isUnkept = due = undefined
}
function keep() {
  if (isUnkept) window.htmx.trigger(place, 'keep')
  settle()
}
on('input', ({ target: { form } }) => {
  const found = form?.querySelector('[data-keeps]')
  if (!found) return
  place = found
  isUnkept = true
  due ??= setTimeout(keep, 5000)
})
on('htmx:before:request', ({ detail: { ctx } }) => {
  if (ctx.sourceElement !== place) return
  settle()
  // It outlives the page, if it is short enough for that.
  ctx.request.keepalive = String(ctx.request.body).length < 60_000
})
// What is being sent is kept by that, unless it does not arrive.
on('submit', settle)
on('htmx:error', ({ detail }) => (isUnkept = detail.ctx?.sourceElement.contains(place)))
on('close', keep)
on('visibilitychange', () => document.hidden && keep())
addEventListener('pagehide', keep)
