// Ticked rows are counted, the box in the head ticks those of this page; a table too wide for its frame can be scrolled by key.
import { say } from './app.js'

const $$ = (selector, root = document) => [...root.querySelectorAll(selector)]
const boxesOf = (form) => $$('tbody [type=checkbox]:not(:disabled)', form)

function count(form) {
  const boxes = boxesOf(form)
  const n = boxes.filter((box) => box.checked).length
  const state = { hidden: false, checked: n > 0 && n === boxes.length, indeterminate: n > 0 && n < boxes.length }
  for (const all of $$('[data-tick-all]', form)) Object.assign(all, state)
  for (const place of $$('[data-ticked]', form)) {
    const { one, many, none = (place.dataset.none = place.textContent) } = place.dataset
    place.textContent = n === 0 ? none : n === 1 ? one : many.replace(/[#0]/, n)
  }
}
document.addEventListener('change', ({ target: { form, checked, dataset } }) => {
  const places = form ? $$('[data-ticked]', form) : []
  if (places.length === 0) return
  if ('tickAll' in dataset) for (const box of boxesOf(form)) box.checked = checked
  count(form)
  say(places[0].textContent)
})

function arrange() {
  for (const place of $$('[data-ticked]')) count(place.closest('form'))
  for (const box of $$('.scroll'))
    if (box.scrollWidth > box.clientWidth)
      Object.assign(box, { tabIndex: 0, role: 'region', ariaLabel: box.querySelector('caption')?.textContent })
}
document.addEventListener('guichet:drawn', arrange)
addEventListener('resize', arrange)
arrange()
