/** Roles that services make for themselves, once in an account. Made beforehand, nobody who deploys needs to be allowed it. */

export interface ServiceLinkedRoleFact {
  /** `ops.emr-serverless.amazonaws.com`. */
  readonly principal: string;
  readonly roleName: string;
  readonly source: string;
}

export const serviceLinkedRoles = {
  autoscaling: {
    principal: 'autoscaling.amazonaws.com',
    roleName: 'AWSServiceRoleForAutoScaling',
    source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/autoscaling-service-linked-role.html',
  },
  ecs: {
    principal: 'ecs.amazonaws.com',
    roleName: 'AWSServiceRoleForECS',
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using-service-linked-roles.html',
  },
  eks: {
    principal: 'eks.amazonaws.com',
    roleName: 'AWSServiceRoleForAmazonEKS',
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/using-service-linked-roles-eks.html',
  },
  elasticache: {
    principal: 'elasticache.amazonaws.com',
    roleName: 'AWSServiceRoleForElastiCache',
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/using-service-linked-roles.html',
  },
  elasticloadbalancing: {
    principal: 'elasticloadbalancing.amazonaws.com',
    roleName: 'AWSServiceRoleForElasticLoadBalancing',
    source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-service-linked-roles.html',
  },
  emr: {
    principal: 'elasticmapreduce.amazonaws.com',
    roleName: 'AWSServiceRoleForEMRCleanup',
    source: 'https://docs.aws.amazon.com/emr/latest/ManagementGuide/using-service-linked-roles.html',
  },
  'emr-containers': {
    principal: 'emr-containers.amazonaws.com',
    roleName: 'AWSServiceRoleForAmazonEMRContainers',
    source: 'https://docs.aws.amazon.com/emr/latest/EMR-on-EKS-DevelopmentGuide/using-service-linked-roles.html',
  },
  'emr-serverless': {
    principal: 'ops.emr-serverless.amazonaws.com',
    roleName: 'AWSServiceRoleForAmazonEMRServerless',
    source: 'https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/using-service-linked-roles.html',
  },
  msk: {
    principal: 'kafka.amazonaws.com',
    roleName: 'AWSServiceRoleForKafka',
    source: 'https://docs.aws.amazon.com/msk/latest/developerguide/using-service-linked-roles.html',
  },
  /** By which the volumes of brokers grow. */
  'msk-autoscaling': {
    principal: 'kafka.application-autoscaling.amazonaws.com',
    roleName: 'AWSServiceRoleForApplicationAutoScaling_KafkaCluster',
    source:
      'https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-service-linked-roles.html',
  },
  rds: {
    principal: 'rds.amazonaws.com',
    roleName: 'AWSServiceRoleForRDS',
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAM.ServiceLinkedRoles.html',
  },
  /** By which the instances of endpoints come and go. */
  'sagemaker-autoscaling': {
    principal: 'sagemaker.application-autoscaling.amazonaws.com',
    roleName: 'AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint',
    source:
      'https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-service-linked-roles.html',
  },
  spot: {
    principal: 'spot.amazonaws.com',
    roleName: 'AWSServiceRoleForEC2Spot',
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/service-linked-roles-spot-instance-requests.html',
  },
} as const satisfies Readonly<Record<string, ServiceLinkedRoleFact>>;

export type ServiceLinkedRoleName = keyof typeof serviceLinkedRoles;

export const isServiceLinkedRole = (name: string): name is ServiceLinkedRoleName =>
  Object.hasOwn(serviceLinkedRoles, name);
