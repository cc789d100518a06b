import { BackupRegionSettings } from '@cdktf/provider-aws/lib/backup-region-settings';
import { EbsDefaultKmsKey } from '@cdktf/provider-aws/lib/ebs-default-kms-key';
import { EbsEncryptionByDefault } from '@cdktf/provider-aws/lib/ebs-encryption-by-default';
import { GlueDataCatalogEncryptionSettings } from '@cdktf/provider-aws/lib/glue-data-catalog-encryption-settings';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamServiceLinkedRole } from '@cdktf/provider-aws/lib/iam-service-linked-role';
import { LakeformationDataLakeSettings } from '@cdktf/provider-aws/lib/lakeformation-data-lake-settings';
import { S3AccountPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-account-public-access-block';
import * as z from 'zod';
import { checkProps, Construct, resourceName } from '../../core';
import { namingOf, type NamingProps, namingShape } from '../environment/naming_props';
import { arnShape, flagShape, keyArnShape } from '../environment/shapes';
import { backup, type ServiceLinkedRoleName, serviceLinkedRoles } from '../facts';
import { ignoredAttributes } from '../facts/drift';
import { ServiceRole } from '../identity/service_role';

export interface AccountSettingsProps extends NamingProps {
  /**
   * Roles or users that manage Lake Formation. Given, new databases and tables are open to nobody until it grants them;
   * left out, Lake Formation stays as it is and IAM alone decides.
   */
  readonly lakeFormationAdmins?: readonly string[];
  /** A key of class data for what the Glue catalogue keeps; Glue uses it with a role of its own. Without it nothing is changed. */
  readonly catalogueKeyArn?: string;
  /** The key of new EBS volumes; the account's own for EBS unless given. */
  readonly ebsKeyArn?: string;
  /** Roles that services need and would make when they are first used. */
  readonly serviceLinkedRoles?: readonly ServiceLinkedRoleName[];
  /** False in a second region of the account: leaves out what an account has once, S3's public access and the roles of services. */
  readonly accountWide?: boolean;
  /** False where somebody else, such as a policy of the organisation, says what AWS Backup takes: its settings stay as they are. */
  readonly backups?: boolean;
}

const known = Object.keys(serviceLinkedRoles) as [ServiceLinkedRoleName, ...ServiceLinkedRoleName[]];
const settings = 'https://docs.aws.amazon.com/lake-formation/latest/APIReference/API_DataLakeSettings.html';
const iam = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html';
const schema = z.object({
  ...namingShape,
  accountWide: flagShape,
  backups: flagShape,
  lakeFormationAdmins: z
    .array(arnShape('a role'))
    .min(1, `expected at least one administrator: nobody could grant anything (${settings})`)
    .max(30, `expected at most 30 administrators (${settings})`)
    .exactOptional(),
  catalogueKeyArn: keyArnShape.exactOptional(),
  ebsKeyArn: keyArnShape.exactOptional(),
  serviceLinkedRoles: z
    .array(z.enum(known, `expected one of ${known.join(', ')} (${iam})`))
    .refine((roles) => new Set(roles).size === roles.length, `expected each service once (${iam})`)
    .exactOptional(),
});

/** What an account has one of in each region: who manages the lake, and what is encrypted and closed unless somebody says otherwise. */
export class AccountSettings extends Construct {
  constructor(scope: Construct, id: string, props: AccountSettingsProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    if (props.accountWide !== false) this.accountWide(props);
    else if (props.serviceLinkedRoles !== undefined) {
      throw new Error(
        `${this.node.path}: serviceLinkedRoles: found ${props.serviceLinkedRoles.join(', ')} with accountWide false; ` +
          `expected them in the account's first region: an account has each once (${iam})`,
      );
    }
    this.volumes(props.ebsKeyArn);
    if (props.backups !== false) this.backups();
    if (props.catalogueKeyArn !== undefined) this.catalogue(props, props.catalogueKeyArn);
    if (props.lakeFormationAdmins !== undefined) {
      // Without default permissions, what is made belongs to Lake Formation, not to everybody whom IAM lets in:
      // https://docs.aws.amazon.com/lake-formation/latest/dg/change-settings.html
      new LakeformationDataLakeSettings(this, 'lake-formation', { admins: [...props.lakeFormationAdmins] });
    }
  }

  private accountWide(props: AccountSettingsProps): void {
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
    new S3AccountPublicAccessBlock(this, 'public-access', {
      accountId: props.account,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    for (const service of props.serviceLinkedRoles ?? []) {
      new IamServiceLinkedRole(this, `${service}-role`, { awsServiceName: serviceLinkedRoles[service].principal });
    }
  }

  /**
   * Accounts that have long known AWS Backup may not be opted into what it learned since:
   * https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
   * https://docs.aws.amazon.com/aws-backup/latest/devguide/advanced-ddb-backup.html
   */
  private backups(): void {
    const on = (types: readonly string[]) => Object.fromEntries(types.map((type) => [type, true]));
    // What is ignored never changes, so other types are another resource: making it is all that happens.
    new BackupRegionSettings(this, `backups-${[...backup.optedIn, ...backup.fullyManaged].join('-')}`, {
      resourceTypeOptInPreference: on(backup.optedIn),
      resourceTypeManagementPreference: on(backup.fullyManaged),
      lifecycle: { ignoreChanges: ignoredAttributes('aws_backup_region_settings') },
    });
  }

  private volumes(keyArn: string | undefined): void {
    // https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html
    const encryption = new EbsEncryptionByDefault(this, 'volumes', { enabled: true });
    if (keyArn !== undefined) new EbsDefaultKmsKey(this, 'volumes-key', { keyArn, dependsOn: [encryption] });
  }

  /** With a role, readers of the catalogue need nothing of the key: https://docs.aws.amazon.com/glue/latest/dg/encrypt-glue-data-catalog.html */
  private catalogue(props: AccountSettingsProps, keyArn: string): void {
    const naming = namingOf(props);
    const role = new ServiceRole(this, 'catalogue-role', {
      ...naming,
      roleName: resourceName(naming, `catalogue-${naming.region}`),
      service: 'glue.amazonaws.com',
      description: 'Encrypts what the Glue catalogue keeps',
      statements: [
        // Not through Glue: it takes the role and asks KMS itself.
        { actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'], resources: [keyArn] },
      ],
    });
    new GlueDataCatalogEncryptionSettings(this, 'catalogue', {
      dataCatalogEncryptionSettings: {
        encryptionAtRest: {
          catalogEncryptionMode: 'SSE-KMS-WITH-SERVICE-ROLE',
          catalogEncryptionServiceRole: role.arn,
          sseAwsKmsKeyId: keyArn,
        },
        connectionPasswordEncryption: { returnConnectionPasswordEncrypted: true, awsKmsKeyId: keyArn },
      },
      dependsOn: role.node.findAll().filter((each) => each instanceof IamRolePolicy),
    });
  }
}
