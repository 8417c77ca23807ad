/** Where the program of the thread is. The build replaces this module by one that holds the program itself. */
export const BCRYPT_THREAD = new URL('./bcrypt-thread.ts', import.meta.url)
