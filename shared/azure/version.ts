/** Version and commit of what is running; the build puts them in. */
export const version = process.env.TWOTIER_VERSION ?? 'unbuilt'
