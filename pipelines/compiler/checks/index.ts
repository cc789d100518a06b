import type { Rule } from '../model';
import { badBound } from './bad_bound';
import { badReference } from './bad_reference';
import { badTotal } from './bad_total';
import { badRule } from './bad_rule';
import { cycle } from './cycle';
import { icebergType } from './iceberg_type';
import { missingColumn } from './missing_column';
import { modeNeeds } from './mode_needs';
import { narrowingCast } from './narrowing_cast';
import { noSuchColumn } from './no_such_column';
import { noWriter } from './no_writer';
import { sparkOnlyPython } from './spark_only_python';
import { twoDefaults } from './two_defaults';
import { twoWriters } from './two_writers';
import { undeclaredColumn } from './undeclared_column';
import { unknownAfter } from './unknown_after';
import { unknownJoin } from './unknown_join';
import { unknownTable } from './unknown_table';

/** Every rule; each has its own file, with a definition that keeps it and one that breaks it. */
export const rules: readonly Rule[] = [
  badBound,
  badReference,
  badRule,
  badTotal,
  cycle,
  icebergType,
  missingColumn,
  modeNeeds,
  narrowingCast,
  noSuchColumn,
  noWriter,
  sparkOnlyPython,
  twoDefaults,
  twoWriters,
  undeclaredColumn,
  unknownAfter,
  unknownJoin,
  unknownTable,
];
