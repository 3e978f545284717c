// The library has no types, and Node's own module of the name is on its way out.
declare module 'punycode/punycode.js' {
  const punycode: { readonly encode: (text: string) => string }
  // biome-ignore lint/style/noDefaultExport: a CommonJS module has no other
  export default punycode
}
