export declare const parts: Readonly<Record<string, { readonly may: readonly string[] | 'all'; readonly open?: true }>>;
