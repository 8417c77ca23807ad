// What makes the pages handier where JavaScript runs. Everything works without it.

const copyButtons = () => {
  for (const block of document.querySelectorAll('[data-copy]')) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'kern-btn kern-btn--tertiary copy'
    button.textContent = block.dataset.copy ?? ''
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(block.querySelector('code')?.textContent ?? '')
      button.textContent = block.dataset.copied ?? ''
    })
    block.append(button)
  }
}

/** The form of filters is sent as soon as something in it is chosen. */
const eagerForms = () => {
  for (const form of document.querySelectorAll('form[data-eager]')) {
    form.addEventListener('change', (event) => {
      if (event.target instanceof HTMLSelectElement) form.requestSubmit()
    })
  }
}

const cellText = (row, index) => {
  const cell = row.cells[index]
  return cell?.dataset.sort ?? cell?.querySelector('time')?.dateTime ?? cell?.textContent?.trim() ?? ''
}

/** A click on the head of a column sorts the rows by it, up and down in turn. */
const sortableTables = () => {
  for (const table of document.querySelectorAll('table[data-sortable]')) {
    const body = table.tBodies[0]
    const heads = [...(table.tHead?.rows[0]?.cells ?? [])]
    if (!body || body.rows.length < 2) continue
    for (const [index, head] of heads.entries()) {
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'sort'
      button.append(...head.childNodes)
      head.append(button)
      button.addEventListener('click', () => {
        const direction = head.ariaSort === 'ascending' ? -1 : 1
        for (const other of heads) other.ariaSort = null
        head.ariaSort = direction === 1 ? 'ascending' : 'descending'
        const rows = [...body.rows].sort(
          (a, b) =>
            direction *
            cellText(a, index).localeCompare(cellText(b, index), document.documentElement.lang, { numeric: true }),
        )
        body.append(...rows)
      })
    }
  }
}

const LIVE_INTERVAL_MS = 60_000

/** Looks every minute whether the page has changed, while somebody looks at it, and says so; it never changes under a reader. */
const liveNotice = () => {
  const notice = document.querySelector('[data-live]')
  if (!notice) return
  let known
  const look = async () => {
    if (document.hidden) return
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => undefined)
    const text = await answer?.text()
    const content = text?.match(/<main[\s\S]*<\/main>/)?.[0].replaceAll(/<time[^>]*>[^<]*<\/time>/g, '')
    if (answer?.status !== 200 || content === undefined) return
    if (known !== undefined && known !== content) notice.hidden = false
    known ??= content
  }
  look()
  setInterval(look, LIVE_INTERVAL_MS)
}

copyButtons()
eagerForms()
sortableTables()
liveNotice()
