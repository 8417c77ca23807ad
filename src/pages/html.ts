import type { html } from 'hono/html'

/** Text that is HTML already; everything else is escaped where it is put into HTML. */
export type Html = ReturnType<typeof html>
