/** What a cluster encrypts, and how nodes reach their metadata. */

export interface EmrEncryption {
  readonly keyArn: string;
  /** `s3://bucket/certificates.zip`; without it nodes talk to each other in the clear, within their security groups. */
  readonly certificates?: string;
  /** Whether each step names the role that it runs with; then none runs with the nodes'. */
  readonly runtimeRoles?: boolean;
}

/**
 * S3 and disks by the key; metadata by IMDSv2 only, and not from within containers:
 * https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-create-security-configuration.html
 */
export function securityConfiguration({ keyArn, certificates, runtimeRoles = false }: EmrEncryption): string {
  return JSON.stringify({
    EncryptionConfiguration: {
      EnableAtRestEncryption: true,
      EnableInTransitEncryption: certificates !== undefined,
      AtRestEncryptionConfiguration: {
        S3EncryptionConfiguration: { EncryptionMode: 'SSE-KMS', AwsKmsKey: keyArn },
        LocalDiskEncryptionConfiguration: {
          EncryptionKeyProviderType: 'AwsKms',
          AwsKmsKey: keyArn,
          EnableEbsEncryption: true,
        },
      },
      ...(certificates === undefined
        ? {}
        : {
            InTransitEncryptionConfiguration: {
              TLSCertificateConfiguration: { CertificateProviderType: 'PEM', S3Object: certificates },
            },
          }),
    },
    // https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-steps-runtime-roles.html
    ...(runtimeRoles
      ? { AuthorizationConfiguration: { IAMConfiguration: { EnableApplicationScopedIAMRole: true } } }
      : {}),
    InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: 2, HttpPutResponseHopLimit: 1 },
  });
}
