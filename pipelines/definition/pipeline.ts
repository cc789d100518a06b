import type * as z from 'zod';
import type { Author } from './author';
import type { pipeline_options } from './schema';
import { remember } from './site';

export type PipelineOptions = Author<z.input<typeof pipeline_options>, never>;

/** What an author holds of a pipeline: its name is the subject, as in YAML. */
export interface Pipeline {
  readonly pipeline: string;
}

/** Declares a pipeline: when it runs, who hears of it, and the tables that it fills. */
export function pipeline(name: string, options: PipelineOptions): Pipeline {
  return remember({ pipeline: name, ...options }, pipeline);
}
