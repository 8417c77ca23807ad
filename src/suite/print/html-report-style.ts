/** Contrast of all pairs is at least 4.5 to 1 (WCAG 2.2, 1.4.3), light and dark. Colour only repeats the words. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --text: #1a1a1a; --ground: #fff; --line: #767676; --pass: #0b6b2e; --fail: #b3121d; --open: #7a4a00; --link: #0b4fa8 }
@media (prefers-color-scheme: dark) {
  :root { --text: #ececec; --ground: #161616; --line: #8a8a8a; --pass: #6fd08c; --fail: #ff8f8f; --open: #f0b95a; --link: #8fb8ff }
}
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--ground) }
main { max-width: 60rem; margin: 0 auto; padding: 1rem }
h1, h2, h3 { line-height: 1.25; overflow-wrap: anywhere }
h2 { margin-top: 2rem; border-bottom: 1px solid var(--line) }
a { color: var(--link) }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem }
dd { margin: 0 }
table { border-collapse: collapse; width: 100% }
caption { text-align: left; font-weight: bold; padding: 0.5rem 0 }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.75rem 0.25rem 0; border-bottom: 1px solid var(--line) }
li, p, td { overflow-wrap: anywhere }
code { font-family: ui-monospace, monospace; font-size: 0.95em }
.PASS { color: var(--pass) }
.FAIL { color: var(--fail) }
.ABORT, .MISS { color: var(--open) }
.use { font-style: italic; margin: 0 }
.refusal { border: 2px solid var(--fail); padding: 0.75rem }
.passes { list-style: none; padding: 0 }
@media print {
  :root { color-scheme: light; --text: #000; --ground: #fff; --pass: #0b6b2e; --fail: #b3121d; --open: #7a4a00; --link: #000 }
  main { max-width: none; padding: 0 }
  article { break-inside: avoid }
  a[href]::after { content: " (" attr(href) ")"; font-size: 0.85em }
}
`
