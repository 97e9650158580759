import { Router } from 'express';
import { boundedSum, jsonBody } from '../http/json';
import type { Inbox } from './inbox';
import { parseWebhook } from './webhook';

/** Far above what `max_alerts` alerts of one notification need. Megabytes. */
const mostOfOne = 16;
const mostOfAll = 48;

/** The inbox over HTTP: Alertmanager's two webhooks, and what it holds. */
export function inboxRoutes(inbox: Inbox): Router {
  const router = Router();
  const bounded = boundedSum(mostOfAll, mostOfOne);
  const notification = jsonBody(`${mostOfOne}mb`);
  router.post('/api/alerts', bounded, notification, async (request, response) => {
    await inbox.receive(parseWebhook(request.body));
    response.status(200).json({});
  });
  router.post('/api/watchdog', bounded, notification, async (request, response) => {
    await inbox.heartbeat(parseWebhook(request.body));
    response.status(200).json({});
  });
  router.get('/api/watchdog', (_request, response) => {
    response.json(inbox.watchdog());
  });
  router.get('/api/inbox', (_request, response) => {
    response.json(inbox.entries());
  });
  router.delete('/api/inbox', async (_request, response) => {
    await inbox.clear();
    response.status(204).end();
  });
  return router;
}
