export { type Conditions, policyDocument, type Statement } from './aws/statement';
