/** What terraform says with `-json`, a message a line: https://developer.hashicorp.com/terraform/internals/machine-readable-ui */
import * as z from 'zod';

export interface Complaint {
  readonly summary: string;
  readonly detail: string;
  /** Of the resource, where it is about one. */
  readonly address?: string;
}

const message = z.object({
  type: z.string(),
  hook: z.object({ resource: z.object({ addr: z.string() }) }).optional(),
  diagnostic: z
    .object({
      severity: z.string(),
      summary: z.string(),
      detail: z.string().default(''),
      address: z.string().optional(),
    })
    .optional(),
});
export type Message = z.output<typeof message>;

/** Undefined for a line that is no message. */
export function readMessage(line: string): Message | undefined {
  try {
    return message.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

export function complaintsIn(output: string): readonly Complaint[] {
  return output.split('\n').flatMap((line) => {
    const found = readMessage(line)?.diagnostic;
    if (found?.severity !== 'error') return [];
    const { summary, detail, address } = found;
    return [{ summary, detail, ...(address === undefined ? {} : { address }) }];
  });
}
