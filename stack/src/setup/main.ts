import { messageOf } from '../errors';
import { containerLayout } from './layout';
import { setUp } from './set-up';

// The one-shot service `setup` of docker-compose.yml: its volumes are mounted at these places.
setUp(containerLayout('/setup', '/config/alertmanager')).then(
  (receivers) => console.log(`setup: done; alerts go to ${['the inbox', ...receivers].join(', ')}`),
  (thrown: unknown) => {
    console.error(`setup: ${messageOf(thrown)}`);
    process.exitCode = 1;
  },
);
