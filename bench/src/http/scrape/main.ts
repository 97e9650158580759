import { runtimes } from '../runtimes';
import { scrape } from './scrape';

/** The scrape's part of `npm run bench -- http`, for itself. */
async function main(): Promise<void> {
  for (const runtime of runtimes()) {
    if (!(await scrape(runtime, console.log))) process.exitCode = 1;
  }
}

void main();
