// The conversation beside a page, which stays as it is and can be used; where there is no room for both the link leads to it.
const $ = (selector, root = document) => root.querySelector(selector)
const WIDE = matchMedia('(min-width: 60rem)')
let opener

async function open(link) {
  opener = link
  let beside = $('#beside')
  if (!beside) {
    const answer = await fetch(link.href, { headers: { 'HX-Request': 'true', 'HX-Request-Type': 'partial' } })
    beside = Object.assign(document.createElement('aside'), { id: 'beside', ariaLabel: link.textContent })
    beside.innerHTML = await answer.text()
    document.body.append(beside)
    window.htmx.process(beside)
  }
  turn(beside, false)
  $('textarea', beside).focus()
}
// Closed it keeps what is being written.
function turn(beside, isClosed) {
  beside.hidden = isClosed
  opener.ariaExpanded = !isClosed
  if (isClosed) opener.focus()
  document.dispatchEvent(new Event('guichet:drawn'))
}
document.addEventListener('click', (event) => {
  const beside = $('#beside')
  const link = event.target.closest('a[data-help]')
  if (event.target.closest('[data-close]')) turn(beside, true)
  if (!link || !WIDE.matches || $('main #talk')) return
  event.preventDefault()
  if (beside && !beside.hidden) turn(beside, true)
  else open(link).catch(() => (location.href = link.href))
})
document.addEventListener('keydown', ({ key, target }) => {
  if (key === 'Escape' && target.closest('#beside')) turn($('#beside'), true)
})
