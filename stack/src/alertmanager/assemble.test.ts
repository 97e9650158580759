import { inspect } from 'node:util';
import { parse } from 'yaml';
import { StackError } from '../errors';
import { assembleAlertmanagerConfig, type AssembleInput } from './assemble';
import { parseFragment } from './fragment';

const base = `
route: { receiver: page }
receivers:
  - name: page
    webhook_configs: [{ url: 'http://127.0.0.1:8080/api/alerts', send_resolved: true }]
  - name: watchdog
    webhook_configs: [{ url: 'http://127.0.0.1:8080/api/watchdog' }]
`;
const chat = parseFragment(
  'chat',
  'secret: { file: chat-url, field: api_url_file }\nreceivers: [{ name: page, slack_configs: [{ title: hello }] }]',
);
const mail = parseFragment(
  'mail',
  'secret: { file: mail.yml, settings: [smarthost, to] }\nreceivers: [{ name: page, email_configs: [{ text: hello }] }]',
);

function assemble(more: Partial<AssembleInput> = {}): unknown {
  return parse(assembleAlertmanagerConfig(input(more)));
}

function input(more: Partial<AssembleInput>): AssembleInput {
  const fragments = [chat, mail];
  return {
    base,
    fragments,
    secrets: {},
    secretsFolder: '/etc/am/secrets',
    inboxUrl: 'http://demo:9',
    ...more,
  };
}

const inbox = [{ url: 'http://demo:9/api/alerts', send_resolved: true }];
const watchdog = { name: 'watchdog', webhook_configs: [{ url: 'http://demo:9/api/watchdog' }] };

test('without secrets everything goes to the inbox, at its own address', () => {
  expect(assemble()).toEqual({
    route: { receiver: 'page' },
    receivers: [{ name: 'page', webhook_configs: inbox }, watchdog],
  });
});

test('a secret switches its receiver on, beside the inbox', () => {
  const slack_configs = [{ title: 'hello', api_url_file: '/etc/am/secrets/chat-url' }];
  expect(assemble({ secrets: { 'chat-url': 'https://chat.example.com/x' } })).toMatchObject({
    receivers: [{ name: 'page', webhook_configs: inbox, slack_configs }, watchdog],
  });
});

test('settings in a secret file join those of the fragment', () => {
  const secrets = {
    'mail.yml': 'smarthost: mail.example.com:587\nto: a@example.com\nauth_password: "yes"\n',
  };
  const email = {
    text: 'hello',
    smarthost: 'mail.example.com:587',
    to: 'a@example.com',
    auth_password: 'yes',
  };
  expect(assemble({ secrets })).toMatchObject({ receivers: [{ email_configs: [email] }, watchdog] });
});

test('strings that YAML 1.1 takes for something else stay strings', () => {
  const secrets = { 'mail.yml': 'smarthost: "on"\nto: "12:30"\n' };
  const text = assembleAlertmanagerConfig(input({ secrets }));
  expect(text).toContain('smarthost: "on"');
  expect(text).toContain('to: "12:30"');
});

test('the file says what it was made of', () => {
  const text = assembleAlertmanagerConfig(input({ secrets: { 'chat-url': 'x' } }));
  expect(text.split('\n', 1)[0]).toContain('Receivers: inbox, chat.');
});

describe('a mistake is named, with the way out and without the secret', () => {
  const wrong: readonly [string, Partial<AssembleInput>, string, RegExp][] = [
    [
      'an empty secret',
      { secrets: { 'chat-url': ' \n' } },
      'RECEIVER_SECRET_EMPTY',
      /chat-url, is empty.*remove/,
    ],
    [
      'no YAML',
      { secrets: { 'mail.yml': 's3cret: [' } },
      'RECEIVER_SECRET_INVALID',
      /mail\.yml, is not valid YAML/,
    ],
    [
      'an alias that stands for nothing',
      { secrets: { 'mail.yml': 'smarthost: a\nto: *s3cret' } },
      'RECEIVER_SECRET_INVALID',
      /mail\.yml, is not valid YAML \(an alias/,
    ],
    [
      'an unknown tag',
      { secrets: { 'mail.yml': 'smarthost: a\nto: !s3cret' } },
      'RECEIVER_SECRET_INVALID',
      /TAG_RESOLVE_FAILED, line 2/,
    ],
    ['no settings', { secrets: { 'mail.yml': 's3cret' } }, 'RECEIVER_SECRET_INVALID', /holds no settings/],
    [
      'a setting missing',
      { secrets: { 'mail.yml': 'to: s3cret@example.com' } },
      'RECEIVER_SECRET_INVALID',
      /lacks smarthost\. It must be a YAML file with smarthost, to/,
    ],
    ['a broken base', { base: 'route: {}' }, 'RECEIVER_INVALID', /alertmanager\.yml: receivers/],
    [
      'an unknown receiver',
      { base: 'receivers: []', secrets: { 'chat-url': 's3cret' } },
      'RECEIVER_INVALID',
      /receivers\/chat\.yml: alertmanager\.yml has no receiver "page"/,
    ],
  ];

  test.each(wrong)('%s', (_title, more, code, message) => {
    const error = failure(() => assembleAlertmanagerConfig(input(more)));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
    expect(inspect(error)).not.toContain('s3cret');
  });

  test('a fragment that cannot be understood', () => {
    const error = failure(() => parseFragment('chat', 'secret: { file: a, feild: b }\nreceivers: []'));
    expect(error.message).toMatch(/receivers\/chat\.yml: secret/);
  });
});

function failure(act: () => unknown): StackError {
  let error: unknown;
  try {
    act();
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(StackError);
  return error as StackError;
}
