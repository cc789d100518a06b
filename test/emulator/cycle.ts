/** A root module through terraform on an emulated AWS of its own: validated, applied, planned again, destroyed, its logs made again. */
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { Emulator } from './emulator';
import { type PlannedChange, Terraform } from './terraform';

export interface Cycle {
  /** What a second plan would change. */
  readonly second: readonly PlannedChange[];
  /** What a plan after the destruction would do; absent when nothing was to be destroyed. */
  readonly after?: readonly PlannedChange[];
  /** How many log groups were made again after the destruction: one that outlives it has the name of the next one. */
  readonly again?: number;
}

const account = '111122223333';
const region = 'eu-central-1';

/**
 * @param folder of the synthesized stack
 * @param leftOut types of resources that are taken out of it
 * @throws what terraform said, when it failed
 */
export async function cycle(folder: string, leftOut: readonly string[], destroy: boolean): Promise<Cycle> {
  const emulator = await Emulator.start(account);
  try {
    const s3 = new S3Client({
      region,
      endpoint: emulator.endpoint,
      forcePathStyle: true,
      credentials: { accessKeyId: 'emulated', secretAccessKey: 'emulated' },
    });
    const CreateBucketConfiguration = { LocationConstraint: region } as const;
    await s3.send(new CreateBucketCommand({ Bucket: 'acme-state', CreateBucketConfiguration }));
    const terraform = new Terraform(folder, emulator, leftOut);
    await terraform.init();
    await terraform.validate();
    await terraform.apply();
    const second = await terraform.plan();
    if (!destroy) return { second };
    await terraform.destroy();
    const after = await terraform.plan();
    return { second, after, again: await terraform.applyOnly('aws_cloudwatch_log_group') };
  } finally {
    await emulator.stop();
  }
}

/** Runs what it is given, at most `most` at a time, in the order of asking. */
export function inTurn(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  const next = (): void => {
    if (running >= most) return;
    const start = waiting.shift();
    if (start === undefined) return;
    running++;
    start();
  };
  return (work) =>
    new Promise((resolve, reject) => {
      waiting.push(() => {
        work()
          .then(resolve, reject)
          .finally(() => {
            running--;
            next();
          });
      });
      next();
    });
}
