import { Router } from 'express';
import { z } from 'zod';
import { DemoError } from '../errors';
import { jsonBody } from '../http/json';
import { problemsIn } from '../problems';
import { createFaultBoard, type FaultBoardOptions } from './board';
import { faultNamed, faultOf, supervisedFaults, type FaultName, type SupervisedFault } from './catalogue';
import type { FaultControl } from './control';
import { createOrders, type OrderReport } from './orders';
import { requireToken } from './require-token';

/** The faults that only the process can do that started the stack, and where it fetches its orders. */
export interface Supervised {
  readonly control: FaultControl;
  readonly routes: Router;
}

const names = supervisedFaults;
/** Below the patience of proxies and clients. */
const TURN_MS = 20_000;

const reportSchema = z.strictObject({
  done: z.strictObject({ id: z.int(), problem: z.string().optional() }).optional(),
  held: z.array(z.enum(names)),
});

function reportOf(body: unknown): OrderReport {
  const parsed = reportSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new DemoError('ORDER_REPORT_INVALID', { problems: problemsIn(parsed.error, body).join('; ') });
}

/**
 * The switches of those faults. Where nobody fetches orders they say what to type.
 * @param tokenFile the faults token, which opens the orders
 */
export function superviseFaults(tokenFile: string, warn?: (problem: string) => void): Supervised {
  const orders = createOrders((name) => board.active(name) !== undefined);
  const effectOf = (name: SupervisedFault) => ({
    begin: () => orders.give(name, 'begin'),
    end: () => orders.give(name, 'end'),
  });
  const effects: FaultBoardOptions['effects'] = Object.fromEntries(
    names.map((name) => [name, effectOf(name)]),
  );
  const board = createFaultBoard({ names, effects, ...(warn && { warn }) });
  const assertTaken = (name: FaultName, step: 'on' | 'off'): void => {
    if (!orders.isTaken()) {
      throw new DemoError('SUPERVISOR_ABSENT', {
        name,
        command: faultOf(name).byHand?.[step] ?? 'npm start',
      });
    }
  };

  const control: FaultControl = {
    async list() {
      const states = await board.list();
      if (orders.isTaken()) return states;
      return states.map((state) => ({ ...state, ...byHandOf(state.name) }));
    },
    async set(name, grade) {
      const known = faultNamed(name, names);
      assertTaken(known, 'on');
      return board.set(known, grade);
    },
    async clear(name) {
      const known = faultNamed(name, names);
      if (board.active(known) !== undefined) assertTaken(known, 'off');
      return board.clear(known);
    },
    clearAll: () => board.clearAll(),
  };
  const routes = Router();
  routes.post('/api/orders', requireToken(tokenFile), jsonBody(), async (request, response) => {
    const order = await orders.turn(reportOf(request.body), TURN_MS);
    response.json({ order: order ?? null });
  });
  return { control, routes };
}

const byHandOf = (name: FaultName): Pick<Awaited<ReturnType<FaultControl['set']>>, 'byHand'> => {
  const { byHand } = faultOf(name);
  return byHand === undefined ? {} : { byHand };
};
