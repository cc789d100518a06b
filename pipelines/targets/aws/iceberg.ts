/** Iceberg beside Delta on AWS: a catalogue of its own in Spark's session, only where the Plan has Iceberg tables. */
import type { Plan } from '../../plan';

/** Spark's name of the Glue catalogue: https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/using-iceberg.html */
export const icebergCatalogue = 'glue_catalog';

export const hasIceberg = (plan: Plan): boolean =>
  Object.values(plan.tables).some(({ format }) => format === 'iceberg');

/** A session's settings for the catalogue, whose tables say themselves where they are. */
export const icebergCatalogueSettings: readonly (readonly [string, string])[] = [
  [`spark.sql.catalog.${icebergCatalogue}`, 'org.apache.iceberg.spark.SparkCatalog'],
  // https://iceberg.apache.org/docs/1.8.1/aws/#glue-catalog
  [`spark.sql.catalog.${icebergCatalogue}.catalog-impl`, 'org.apache.iceberg.aws.glue.GlueCatalog'],
  [`spark.sql.catalog.${icebergCatalogue}.io-impl`, 'org.apache.iceberg.aws.s3.S3FileIO'],
  // Another job may have written what is read: https://iceberg.apache.org/docs/1.8.1/spark-configuration/
  [`spark.sql.catalog.${icebergCatalogue}.cache-enabled`, 'false'],
];

/** Delta's first: its catalogue stays Spark's own. */
export const sparkExtensions = (iceberg: boolean): string =>
  [
    'io.delta.sql.DeltaSparkSessionExtension',
    ...(iceberg ? ['org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions'] : []),
  ].join(',');

/**
 * Jars and settings of a session for Delta, and for Iceberg beside it.
 *
 * @param jars the folder of the image that has them, with its scheme if it needs one
 */
export const tableFormatSettings = (jars: string, iceberg: boolean): readonly (readonly [string, string])[] => [
  [
    'spark.jars',
    [
      // https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/using-delta-lake.html
      ...['delta/lib/delta-spark.jar', 'delta/lib/delta-storage.jar'],
      // https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/using-iceberg.html
      ...(iceberg ? ['iceberg/lib/iceberg-spark3-runtime.jar'] : []),
    ]
      .map((jar) => `${jars}/${jar}`)
      .join(','),
  ],
  ['spark.sql.extensions', sparkExtensions(iceberg)],
  ['spark.sql.catalog.spark_catalog', 'org.apache.spark.sql.delta.catalog.DeltaCatalog'],
  ...(iceberg ? icebergCatalogueSettings : []),
];
