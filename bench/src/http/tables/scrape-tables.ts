import { scrape } from '../scrape/scrape';
import type { Table } from './table';

/** What a scrape costs, by the number of lines: a table for each Node. */
export const scrapeTables: Table = async (runtimes) => {
  let holds = true;
  for (const runtime of runtimes) holds = (await scrape(runtime, console.log)) && holds;
  return holds;
};
