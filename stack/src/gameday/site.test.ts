import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { localUrl } from '../ports';
import { attachTo } from './site';

test('a stack that does not answer is refused before anything is played on it', async () => {
  const server = createServer((_request, response) => response.end('{"data":{"result":[]}}')).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  const there = localUrl((server.address() as AddressInfo).port);
  const gone = createServer().listen(0, '127.0.0.1');
  await once(gone, 'listening');
  const away = localUrl((gone.address() as AddressInfo).port);
  await new Promise((resolve) => gone.close(resolve));

  await expect(attachTo({ console: there, prometheus: there })).resolves.toMatchObject({ prometheus: there });
  await expect(attachTo({ console: away, prometheus: there })).rejects.toThrow(`"--console ${away}"`);
  await expect(attachTo({ console: there, prometheus: away })).rejects.toThrow(`"--prometheus ${away}"`);
  server.close();
  server.closeAllConnections();
});
