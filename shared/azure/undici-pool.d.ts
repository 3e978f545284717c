declare module 'undici/lib/dispatcher/pool.js' {
  // What this file of CommonJS exports is undici's class Pool itself.
  // biome-ignore lint/style/noDefaultExport: it is their export
  export { Pool as default } from 'undici'
}
