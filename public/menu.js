// A menu closes by Escape, and behind the dialog that it opened: its button keeps the focus.
function close() {
  const menu = document.querySelector('.choices[open]')
  if (!menu) return
  menu.open = false
  menu.querySelector('summary').focus()
}
document.addEventListener('keydown', ({ key }) => key === 'Escape' && close())
document.addEventListener('guichet:drawn', close)
