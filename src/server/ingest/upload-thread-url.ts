/** Where the program of the thread is. The build replaces this module by one that holds the program itself. */
export const UPLOAD_THREAD = new URL('./upload-thread.ts', import.meta.url)
