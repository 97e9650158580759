import { Client, type ClientConfig } from 'pg';
import type { StoreRecorder } from './store-recorder';

type Connected = (error: Error | null, client?: Client) => void;

/** A client for pg's pool that tells of each connection it opens, and of those that fail. */
export const recordingClient = (
  recorder: Pick<StoreRecorder, 'connecting' | 'connectionFailed'>,
): new (config?: ClientConfig) => Client =>
  class RecordingClient extends Client {
    override connect(): Promise<Client>;
    override connect(callback: Connected): void;
    override connect(callback?: Connected): Promise<Client> | void {
      recorder.connecting();
      if (callback === undefined) {
        return super.connect().catch((error: unknown) => {
          recorder.connectionFailed();
          throw error;
        });
      }
      // Told in the same turn as the pool, which listens for errors of the connection from then on.
      super.connect((error: Error | null) => {
        if (error) recorder.connectionFailed();
        callback(error, this);
      });
    }
  };
