/** Where Terraform keeps an environment's state: a bucket that is there already, and what its keys begin with. */
import * as z from 'zod';
import { region } from './regions';

const rules = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html';
const bucketText = `expected a bucket's name: 3 to 63 lower-case letters, digits, hyphens and dots, beginning and ending with a letter or digit (${rules})`;

/** What S3 keeps for itself. */
const reserved = /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/;

const bucket = z
  .string(bucketText)
  .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, bucketText)
  .refine((name) => !/\.\./.test(name), `expected a name without two dots beside each other (${rules})`)
  .refine((name) => !/^\d+(\.\d+){3}$/.test(name), `expected a name that is not an IP address (${rules})`)
  .refine(
    (name) => !reserved.test(name),
    `expected a name without a prefix or suffix that S3 keeps for itself (${rules})`,
  );

/** Roles are given the states below it by a pattern, so it holds no wildcard. */
const prefixText =
  "expected parts such as 'acme/dev': letters, digits and ! - _ . ' ( ), with single slashes between them";
const prefix = z
  .string()
  .max(200, 'expected at most 200 characters')
  .regex(/^[\w!.'()-]+(\/[\w!.'()-]+)*$/, prefixText)
  .refine((path) => !path.split('/').some((part) => /^\.+$/.test(part)), "expected no part that is '.' or '..'");

export const stateSchema = z.strictObject({ bucket, prefix, region });
