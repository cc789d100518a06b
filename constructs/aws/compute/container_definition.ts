/** The container of a service, as ECS writes it. */
import type { FargateServiceProps, InjectedSecret } from './fargate_service_props';

/** The folders that can be written to. Each is a volume that goes with its task. */
export const volumesOf = ({ writablePaths = ['/tmp'] }: Pick<FargateServiceProps, 'writablePaths'>) =>
  writablePaths.map((containerPath, i) => ({ name: `writable-${i}`, containerPath }));

/** `arn:json-key:version-stage:version-id`: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html */
const valueFrom = ({ secretArn, jsonKey }: InjectedSecret): string =>
  jsonKey === undefined ? secretArn : `${secretArn}:${jsonKey}::`;

const sorted = <T>(values: Readonly<Record<string, T>> = {}): readonly (readonly [string, T])[] =>
  Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));

/** Every value that ECS would add is there, so that what it says of the task is what was asked. */
export function containerDefinition(props: FargateServiceProps, logGroupName: string, region: string): string {
  return JSON.stringify([
    {
      name: props.name,
      image: props.imageUri,
      essential: true,
      ...(props.command === undefined ? {} : { command: props.command }),
      environment: sorted(props.variables).map(([name, value]) => ({ name, value })),
      secrets: sorted(props.secrets).map(([name, secret]) => ({ name, valueFrom: valueFrom(secret) })),
      portMappings: [{ containerPort: props.containerPort, hostPort: props.containerPort, protocol: 'tcp' }],
      readonlyRootFilesystem: true,
      mountPoints: volumesOf(props).map(({ name, containerPath }) => ({
        sourceVolume: name,
        containerPath,
        readOnly: false,
      })),
      // Signals reach the code, and what it leaves behind is cleared up.
      linuxParameters: { initProcessEnabled: true },
      logConfiguration: {
        logDriver: 'awslogs',
        options: { 'awslogs-group': logGroupName, 'awslogs-region': region, 'awslogs-stream-prefix': props.name },
      },
    },
  ]);
}
