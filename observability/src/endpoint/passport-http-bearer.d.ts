/** The part of passport-http-bearer 1.0 that is used here. Its published types do not compile beside Express 5.3. */
declare module 'passport-http-bearer' {
  import type { Strategy as PassportStrategy } from 'passport';

  export type VerifyFunction<Principal> = (
    token: string,
    done: (error: Error | null, principal?: Principal | false) => void,
  ) => void;

  export class Strategy<Principal> implements PassportStrategy {
    readonly name: string;
    constructor(options: { realm?: string }, verify: VerifyFunction<Principal>);
    authenticate(request: object): void;
  }
}
