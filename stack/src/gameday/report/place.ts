import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { StackError, messageOf } from '../../errors';

/** Makes sure that the report can be written at the end, an hour from now. Throws ARGUMENT_INVALID. */
export async function makePlaceFor(report: string): Promise<void> {
  try {
    await mkdir(path.dirname(report), { recursive: true });
    await (await open(report, 'a')).close();
  } catch (thrown) {
    throw new StackError('ARGUMENT_INVALID', {
      argument: `--report ${report}`,
      allowed: `It cannot be written: ${messageOf(thrown)}. Name a file in a folder that you may write to.`,
    });
  }
}
