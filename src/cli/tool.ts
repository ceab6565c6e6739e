/** This package, as reports name it. */
export interface Tool { readonly name: string; readonly version: string }
