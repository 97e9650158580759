import { Router } from 'express';
import { jsonBody } from '../http/json';
import type { Inbox } from './inbox';
import { parseWebhook } from './webhook';

/** The inbox over HTTP: Alertmanager's two webhooks, and what it holds. */
export function inboxRoutes(inbox: Inbox): Router {
  const router = Router();
  router.post('/api/alerts', jsonBody(), async (request, response) => {
    await inbox.receive(parseWebhook(request.body));
    response.status(200).json({});
  });
  router.post('/api/watchdog', jsonBody(), async (request, response) => {
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
