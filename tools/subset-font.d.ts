/** The part of subset-font 2.9 that the tools use; the package itself brings no types. */
declare module 'subset-font' {
  interface Options {
    readonly targetFormat: 'woff2'
    readonly keepFeatures: readonly string[]
    readonly noHinting: boolean
  }
  function subsetFont(font: Buffer, characters: string, options: Options): Promise<Buffer>

  // biome-ignore lint/style/noDefaultExport: this is how the package is.
  export { subsetFont as default }
}
