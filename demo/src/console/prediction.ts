import type { RequestHandler } from 'express';
import { DemoError } from '../errors';
import { predict } from '../gameday/predict';
import { stackPipeline } from '../gameday/pipeline';

const OBJECTIVE = 0.999;
/** JSON has no Infinity: never is null. */
const finite = (seconds: number): number | null => (Number.isFinite(seconds) ? seconds : null);

const refusal = (field: string, given: unknown, allowed: string): DemoError =>
  new DemoError('PREDICTION_INPUT', { field, value: JSON.stringify(given) ?? 'nothing', allowed });

/**
 * Answers `?share=0.5` with the seconds to the first page at that error share, for the objective of 99.9 %; with
 * `&from=2026-01-01T00:00:00Z` for a fault that began then, else for one that begins now.
 * @param askHistory seconds of traffic until now
 */
export function answerPrediction(askHistory: () => Promise<number>): RequestHandler {
  return async function sendPrediction(request, response) {
    const { share, from } = request.query;
    const errorShare = typeof share === 'string' && share !== '' ? Number(share) : NaN;
    if (Number.isNaN(errorShare)) throw refusal('share', share, 'a number from 0 to 1');
    const begin = typeof from === 'string' ? Date.parse(from) : NaN;
    if (from !== undefined && Number.isNaN(begin)) {
      throw refusal('from', from, 'a time such as 2026-01-01T00:00:00Z');
    }
    const sinceBegin = from === undefined ? 0 : (Date.now() - begin) / 1000;
    const historySeconds = Math.max(0, (await askHistory()) - sinceBegin);
    const prediction = predict({ ...stackPipeline, objective: OBJECTIVE, errorShare, historySeconds });
    response.json({
      objective: OBJECTIVE,
      errorShare,
      historySeconds: Math.round(historySeconds),
      pipelineSeconds: prediction.pipelineSeconds,
      secondsToPage: finite(prediction.secondsToPage),
      secondsToTicket: finite(prediction.secondsToTicket),
    });
  };
}
