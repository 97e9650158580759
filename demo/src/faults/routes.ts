import { Router } from 'express';
import { jsonBody } from '../http/json';
import type { FaultControl } from './control';

/** The fault switches over HTTP. The console and the API's control server serve the same routes. */
export function faultRoutes(control: FaultControl): Router {
  const router = Router();
  router.get('/api/faults', async (_request, response) => {
    response.json(await control.list());
  });
  router.put('/api/faults/:name', jsonBody(), async (request, response) => {
    response.json(await control.set(request.params.name as string, request.body ?? {}));
  });
  router.delete('/api/faults/:name', async (request, response) => {
    response.json(await control.clear(request.params.name));
  });
  router.delete('/api/faults', async (_request, response) => {
    response.json(await control.clearAll());
  });
  return router;
}
