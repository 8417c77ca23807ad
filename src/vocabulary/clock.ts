/** Tells the time. `main.ts` creates the only real one; everything else is handed a clock or a moment. */
export type Clock = () => Date
