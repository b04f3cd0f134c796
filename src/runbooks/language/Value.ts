// What an expression yields and a capture holds, in a form that survives JSON.

/** A capture or measure. int is a decimal string, since JSON's numbers are too small for it. */
export type Value =
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'int'; readonly value: string }
  | { readonly type: 'double'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'strings'; readonly value: readonly string[] };
