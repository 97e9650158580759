import type { PGlite } from '@electric-sql/pglite';
import { AnswerReader, message } from './backend-messages';

/** What the server answered: its bytes, and the state of the transaction once it is ready (`I`, `T`, `E`). */
export interface Answer {
  bytes: Buffer;
  status: string | undefined;
}

/** The one database session. */
export interface Session {
  execute(bytes: Uint8Array): Promise<Answer>;
  rollBack(): Promise<void>;
}

/**
 * The only start-up packet that PGlite reads: it keeps memory for each, ends at a wrong one, and takes no settings.
 * Length, protocol 3.0, user and database.
 */
const parameters = Buffer.from('user\0postgres\0database\0postgres\0\0');
const startup = Buffer.concat([Buffer.from([0, 0, 0, 8 + parameters.length, 0, 3, 0, 0]), parameters]);

/** Sync first: after an error in a batch the server skips everything before it. */
const rollBack = Buffer.concat([message('S'), message('Q', 'rollback\0')]);

/**
 * Opens PGlite's session; `greeting` answers a client's start-up. It goes through `execProtocolRawStream` only: `execProtocolRaw` parses every answer and keeps the
 * result for ever, and after a streamed call it returns nothing.
 *
 * @param onEnd called when the session is over, with the server's reason. It must end the process: PGlite goes round
 * in a loop after an error that ends a session.
 */
export async function openSession(
  database: PGlite,
  onEnd: (reason: string) => never,
): Promise<{ session: Session; greeting: Buffer }> {
  const execute = async (bytes: Uint8Array): Promise<Answer> => {
    const reader = new AnswerReader();
    const chunks: Buffer[] = [];
    await database.execProtocolRawStream(bytes, {
      onRawData: (view) => {
        // The view is of the engine's own memory, which changes.
        const chunk = Buffer.from(view);
        chunks.push(chunk);
        reader.read(chunk);
        if (reader.ended !== undefined) onEnd(reader.ended);
      },
    });
    return { bytes: Buffer.concat(chunks), status: reader.status };
  };
  const { bytes: greeting } = await execute(startup);
  return { session: { execute, rollBack: async () => void (await execute(rollBack)) }, greeting };
}
