import { bothViews } from './ours';
import type { Load } from './variant';

/**
 * Ours, with the mistake put back that the ledger exists to avoid: labels as an object, and a key made of them, for
 * each request. The gate has to see it.
 */
export const labelObject: Load = () => {
  const { middleware: measure, scrape } = bothViews();
  const counts = new Map<string, { labels: object; count: number }>();
  return {
    middleware(request, response, next) {
      response.on('close', () => {
        const { path } = (request.route as { path: string } | undefined) ?? { path: 'unmatched' };
        const labels = { method: request.method, route: request.baseUrl + path, status: response.statusCode };
        const key = Object.values(labels).join();
        const series = counts.get(key) ?? { labels, count: 0 };
        series.count++;
        counts.set(key, series);
      });
      void measure?.(request, response, next);
    },
    scrape,
  };
};
