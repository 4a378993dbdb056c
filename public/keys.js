// Single keys, for those who want them (WCAG 2.1.4: they can be switched off). Nothing needs them.
const $$ = (selector) => [...document.querySelectorAll(selector)]
const $ = (selector) => document.querySelector(selector)
const isOn = 'keys' in document.body.dataset
const TYPING = 'input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]'
let after = '' // The key before: "g", for a moment.

const rows = () => $$('main tbody tr')
const rowAt = () => rows().findIndex((row) => row.contains(document.activeElement))
const linkOf = (row) => row?.querySelector('a[href]') ?? row?.querySelector('input:not(:disabled)')

function move(step) {
  const all = rows()
  const at = rowAt()
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step
  linkOf(all[next])?.focus()
}
const acts = {
  j: () => move(1),
  k: () => move(-1),
  x: () => rows()[rowAt()]?.querySelector('[type=checkbox]:not(:disabled)')?.click(),
  '/': () => $('main [type=search]')?.focus(),
  '?': () => $('[data-key="?"]')?.click(),
}

function press(event) {
  const { key } = event
  const go = after === 'g' && $(`[data-go="${key}"]`)
  after = key === 'g' && !go ? key : ''
  const act = acts[key]
  const control = go || (!act && /^[a-z]$/.test(key) && $(`main [data-key="${key}"]`))
  if (!act && !control) return
  event.preventDefault()
  if (control) control.click()
  else act()
}

/** Ctrl+Enter sends what is being written. */
function send({ target }) {
  if (!target.matches('textarea')) return false
  target.form?.requestSubmit(target.form.querySelector('button.main:not([type=button])'))
  return true
}
const isForUs = (event) =>
  isOn && !event.altKey && !event.isComposing && !event.target.matches(TYPING) && !$('dialog[open]')

document.addEventListener('keydown', (event) => {
  const held = event.ctrlKey || event.metaKey
  if (held && event.key === 'Enter' && send(event)) event.preventDefault()
  else if (!held && isForUs(event)) press(event)
})

// A click with one of these held opens another tab or window. htmx 4.0 stops that on its links, so it must not hear of it.
const opensElsewhere = ({ target, ctrlKey, metaKey, shiftKey }) =>
  (ctrlKey || metaKey || shiftKey) && target.closest('a[href]')
document.addEventListener('click', (event) => opensElsewhere(event) && event.stopPropagation(), true)
