import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { benchApplication } from '../application';
import { VARIANTS, type VariantName } from '../variants';

/** `serve.js VARIANT`: serves the measured application, says on which port, and answers each message with its CPU time. */
function main([name = '']: readonly string[]): void {
  const { middleware } = VARIANTS[name as VariantName]();
  const server = createServer(benchApplication(middleware).app);
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.(user + system);
  });
  process.on('disconnect', () => process.exit(0));
}

main(process.argv.slice(2));
