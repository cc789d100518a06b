declare module 'asl-validator' {
  /** Checks a definition against the schema of Amazon States Language and its references between states. */
  function validate(definition: object): { readonly isValid: boolean; readonly errors: readonly object[] };
  export = validate;
}
