/** The three forms in which everything is shown: a whole page, its content alone for other pages, and Markdown. */
export const PAGE_FORMS = ['page', 'fragment', 'markdown'] as const
export type PageForm = (typeof PAGE_FORMS)[number]
