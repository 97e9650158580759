import type { RequestHandler } from 'express';
import { DemoError, messageOf } from '../errors';
import type { Forecasting } from '../forecast/forecasting';

function parsed(grade: unknown): unknown {
  if (grade === undefined) return {};
  try {
    return JSON.parse(typeof grade === 'string' ? grade : '');
  } catch (thrown) {
    throw new DemoError('BODY_UNREADABLE', { reason: `grade: ${messageOf(thrown)}` });
  }
}

/** Answers `/api/forecast/errors?grade={"share":0.5}`: when the fault would page if it began now; null when nobody knows. */
export function answerForecast(forecasting: Forecasting): RequestHandler<{ name: string }> {
  return async function sendForecast(request, response) {
    const { grade } = request.query;
    response.json((await forecasting.ifNow(request.params.name, parsed(grade))) ?? null);
  };
}
