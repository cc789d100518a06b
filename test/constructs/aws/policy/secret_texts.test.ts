/** Which texts have secrets in them, and that what is told of them is where, never what. */
import { secretTexts } from '../../../../constructs/aws/policy/secret_texts';

const secret = 'hunter2-hunter2';
const container = (variable: object) => JSON.stringify([{ name: 'web', environment: [variable], secrets: [] }]);

test.each<[what: string, value: unknown, found: readonly string[]]>([
  ['a variable called like a secret', { DB_PASSWORD: secret }, ['at.DB_PASSWORD']],
  ['in words written together', { apiKey: secret, clientSecret: secret }, ['at.apiKey', 'at.clientSecret']],
  ['a variable of a container', container({ name: 'API_KEY', value: secret }), ['at[0].environment[0].API_KEY']],
  [
    'a property in JSON',
    JSON.stringify([{ Properties: { 'fs.s3a.secret.key': secret } }]),
    ['at[0].Properties.fs.s3a.secret.key'],
  ],
  ['an option of Spark', `--conf spark.ssl.keyPassword=${secret}`, ['at (a setting that is called like a secret)']],
  ['an access key', 'export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE', ['at (an access key of AWS)']],
  ['a private key', '-----BEGIN RSA PRIVATE KEY-----\nMIIE', ['at (a private key)']],
  ['a hook', 'https://hooks.slack.com/services/T0/B0/x', ["at (the address of a Slack channel's hook)"]],
  ['an address with a password', `https://shop:${secret}@alerts.example/sns`, ['at (an address with a password)']],
])('%s is found', (_, value, found) => {
  expect(secretTexts(value, 'at')).toEqual(found);
  expect(secretTexts(value, 'at').join()).not.toContain(secret);
});

test.each<[what: string, value: unknown]>([
  ['the ARN of a secret', { DB_PASSWORD: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:db' }],
  [
    'a reference to it',
    { DB_PASSWORD_ARN: '${aws_secretsmanager_secret.db.arn}', TOKEN: '${aws_secretsmanager_secret.x.arn}' },
  ],
  ['what ECS puts in', JSON.stringify({ secrets: [{ name: 'API_KEY', valueFrom: 'arn:aws:secretsmanager:x' }] })],
  ['a flag and a number', { useToken: 'true', max_token: '512' }],
  ['a word that only ends so', { keytoken: secret, tokenizer: secret }],
  ['a token that a state machine fills in', JSON.stringify({ 'token.$': '$$.Task.Token' })],
  ['text', 'kafka.topic=orders\nretention.ms=1000 https://alerts.example/sns'],
  ['nothing', undefined],
])('%s is no secret', (_, value) => {
  expect(secretTexts(value, 'at')).toEqual([]);
});
