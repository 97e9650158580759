import { createAdmission } from './admission';
import type { ProjectKey } from './project-keys';

const key = (change: Partial<ProjectKey> = {}): ProjectKey => ({
  keyId: 'one',
  projectId: 1,
  isAcceptingEvents: true,
  throttleRate: 0,
  rateLimit: undefined,
  scrubAddresses: true,
  ...change,
});

let seconds = 0;
let chance = 0.5;
const admission = () =>
  createAdmission(
    () => new Date(seconds * 1000),
    () => chance,
  );
/** The headers of the refusal, or undefined. */
function refusal(act: () => void): unknown {
  try {
    act();
    return undefined;
  } catch (error) {
    return (error as { headers: unknown }).headers;
  }
}

beforeEach(() => {
  seconds = 1000;
  chance = 0.5;
});

it('lets everything through without limits', () => {
  const free = admission();
  for (let event = 0; event < 1000; event += 1) free.admitEvent(key());
  expect(() => free.refuseClosed(key())).not.toThrow();
});

it('takes as many events per window as the key says, then asks to wait for the next window', () => {
  const limited = key({ rateLimit: { count: 2, window: 60 } });
  const gate = admission();
  seconds = 1210; // 10 seconds into the window that began at 1200
  gate.admitEvent(limited);
  gate.admitEvent(limited);
  expect(refusal(() => gate.admitEvent(limited))).toMatchObject({
    'Retry-After': '50',
    'X-Sentry-Rate-Limits': '50:error:key',
  });
  seconds = 1260;
  expect(refusal(() => gate.admitEvent(limited))).toBeUndefined();
});

it('counts each key by itself', () => {
  const gate = admission();
  gate.admitEvent(key({ rateLimit: { count: 1, window: 60 } }));
  expect(
    refusal(() => gate.admitEvent(key({ keyId: 'two', rateLimit: { count: 1, window: 60 } }))),
  ).toBeUndefined();
});

it('does not count what it refused', () => {
  const limited = key({ rateLimit: { count: 1, window: 10 }, throttleRate: 50 });
  const gate = admission();
  chance = 0.1;
  expect(refusal(() => gate.admitEvent(limited))).toMatchObject({
    'X-Sentry-Rate-Limits': '162:error:project',
  });
  chance = 0.9;
  expect(refusal(() => gate.admitEvent(limited))).toBeUndefined();
});

it.each([
  [10, '4'],
  [50, '162'],
  [90, '625'],
])(
  'a project throttled by %d per cent asks to wait %s seconds, as in GlitchTip',
  (throttleRate, retryAfter) => {
    chance = 0;
    expect(refusal(() => admission().admitEvent(key({ throttleRate })))).toMatchObject({
      'Retry-After': retryAfter,
    });
  },
);

it.each([{ isAcceptingEvents: false }, { throttleRate: 100 }])('refuses everything of %j', (change) => {
  expect(refusal(() => admission().refuseClosed(key(change)))).toMatchObject({
    'Retry-After': '600',
    'X-Sentry-Rate-Limits': '600::organization',
  });
});
