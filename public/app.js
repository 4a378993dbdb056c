// What htmx does not do by itself: dialog, focus, announcements. Every page is whole without it.
const $ = (selector, root = document) => root.querySelector(selector)
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)]
const on = (type, listener) => document.addEventListener(type, listener)
const [live, flash, dialog] = ['#live', '#flash', 'dialog'].map((selector) => $(selector))
const words = live.dataset
let speaking, waiting, ending, used, left

// A live region speaks when its text changes: emptied first, it says the same sentence twice.
export function say(text, shown = false) {
  clearTimeout(speaking)
  live.className = shown ? 'toast' : 'vh'
  live.textContent = ''
  speaking = setTimeout(() => (live.textContent = text), 50)
}
function focus(place) {
  if (place?.tabIndex < 0) place.tabIndex = -1
  place?.focus()
}
export function retitle() {
  const title = ($('[data-title]')?.dataset.title ?? document.title).replace(words.error, '')
  document.title = ($('[data-focus][role=alert]') ? words.error : '') + title
}

on('htmx:before:swap', ({ detail: { ctx, tasks } }) => {
  const group = ['.tabs', 'thead'].find((one) => ctx.sourceElement.closest(one))
  const at = $$(`${group} a`).indexOf(ctx.sourceElement)
  used = { twin: () => group && $$(`${group} a`)[at], said: tasks.some((task) => task.target === flash) }
})
// What a page asks for by itself says nothing of its own accord and moves nothing.
const isQuiet = ({ detail }) => detail.ctx?.sourceElement?.closest('[data-quiet]')
on('htmx:after:swap', (event) => {
  if (isQuiet(event)) return
  const { ctx } = event.detail
  const panel = document.getElementById(ctx.target.id ?? ctx.target.slice(1)) ?? document.body
  document.dispatchEvent(new Event('guichet:drawn'))
  retitle()
  if (panel.id === 'session-warning') left?.focus()
  else if (panel.id === 'dialog') showDialog()
  else showResult(panel)
})

// After a swap the focus goes to the next step: the result, what is wrong, the same tab or head, the top of the list.
function showResult(panel) {
  dialog.close()
  if (!used.said) flash.replaceChildren()
  if (flash.textContent) return flash.focus()
  const next = $('caption, .empty strong, h2', panel)
  focus($('[data-focus]', panel) ?? used.twin())
  if (document.activeElement === document.body) focus(next)
  else if (next) say(next.textContent)
}

// Escape and Cancel close the dialog; the browser gives the focus back to what opened it. What lies outside is mute meanwhile.
function showDialog() {
  dialog.ariaLabel = $('h2, strong', dialog)?.textContent
  dialog.append(live)
  if (!dialog.open) dialog.showModal()
  focus($('[data-focus]', dialog) ?? $('h2', dialog))
}
dialog.addEventListener('close', () => {
  $('#dialog').replaceChildren()
  document.body.append(live)
  retitle()
})
on('click', (event) => {
  if (!event.target.closest('dialog [data-cancel]')) return
  event.preventDefault()
  dialog.close()
})

// Waiting is said after half a second, a lost connection at once.
on('htmx:before:request', (event) => {
  if (isQuiet(event)) return
  clearTimeout(waiting)
  waiting = setTimeout(() => say(words.loading, true), 500)
})
on('htmx:finally:request', () => {
  clearTimeout(waiting)
  if (live.textContent === words.loading) say('')
})
on('htmx:error', (event) => event.detail.ctx?.response || isQuiet(event) || say(words.offline, true))

// Five minutes before its end the session says so. What had the focus gets it back when it was prolonged.
function watchSession() {
  const warning = $('#session-warning')
  const time = Date.parse(warning?.dataset.ends) - Date.now() - 300_000
  clearTimeout(ending)
  if (!(time > 0 && time < 2 ** 31)) return
  ending = setTimeout(() => {
    warning.hidden = false
    say($('p', warning).textContent)
  }, time)
}
on('focusout', ({ target }) => (left = target.closest('main') ? target : left))
on('guichet:drawn', watchSession)
watchSession()
focus($('[data-focus]') ?? (flash.textContent ? flash : null))
