/** The least that an environment's file says, in eight lines. */
export const leastEnvironment = (name: string): string => `name: ${name}
tier: dev
project: acme
region: eu-central-1
accounts: { data: '111122223333' }
emrRelease: emr-7.10.0
compute: {}
state: { bucket: acme-state, prefix: acme/qa, region: eu-central-1 }
`;
