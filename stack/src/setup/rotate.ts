import { messageOf } from '../errors';
import { handOver } from './hand-over';
import { containerLayout } from './layout';
import { rotateScrapeToken } from './rotation';

// docker compose run --rm setup node stack/dist/setup/rotate.js
const { secrets, prometheus } = containerLayout('/setup', '/config/alertmanager');
const places = { api: secrets, prometheus: prometheus.secrets };

rotateScrapeToken({
  write: (holder, token) => handOver(places[holder], 'scrape-token', `${token}\n`),
}).then(
  () => console.log('rotate: the API and Prometheus have a new scrape token'),
  (thrown: unknown) => {
    console.error(`rotate: ${messageOf(thrown)}`);
    process.exitCode = 1;
  },
);
