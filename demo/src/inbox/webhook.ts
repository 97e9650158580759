import { z } from 'zod';
import { DemoError } from '../errors';
import { problemsIn } from '../problems';

const strings = z.record(z.string(), z.string('must be a string'));
const firingOrResolved = z.enum(['firing', 'resolved'], 'must be "firing" or "resolved"');

const alert = z.object({
  status: firingOrResolved,
  labels: strings,
  annotations: strings.default({}),
  startsAt: z.string().optional(),
  endsAt: z.string().optional(),
  generatorURL: z.string().optional(),
  fingerprint: z.string().optional(),
});

const webhook = z.object({
  version: z.literal('4', 'must be "4"'),
  status: firingOrResolved,
  receiver: z.string('must be a string'),
  groupKey: z.string().optional(),
  externalURL: z.string().optional(),
  truncatedAlerts: z.number().optional(),
  alerts: z.array(alert, 'must be a list of alerts').min(1, 'must hold at least one alert'),
});

/** One alert of a notification. */
export type Alert = z.infer<typeof alert>;
/** Alertmanager's webhook body, version 4 (https://prometheus.io/docs/alerting/latest/configuration/#webhook_config). */
export type Webhook = z.infer<typeof webhook>;

/**
 * Reads a webhook body.
 * @throws DemoError `ALERTS_INVALID` that names each field that is wrong, its value and what is allowed.
 */
export function parseWebhook(body: unknown): Webhook {
  const parsed = webhook.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new DemoError('ALERTS_INVALID', { problems: problemsIn(parsed.error, body).join('; ') });
}
