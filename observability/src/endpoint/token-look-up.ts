import type { Response } from 'express';
import { Passport } from 'passport';
import { Strategy } from 'passport-http-bearer';
import { errorText } from '../error-text';
import { checkedPrincipal, type Principal } from './principal';

/** Looks a token up: whom it stands for, or undefined. */
export type Verify<P extends Principal> = (token: string) => P | undefined | Promise<P | undefined>;

/** Told how a look-up ended. */
export type Answer<P> = (error: unknown, principal: P | undefined) => void;

/**
 * Runs one header through passport's strategy. `answer` is called once, whatever `verify` does;
 * errors name `place`.
 */
export function tokenLookUp<P extends Principal>(verify: Verify<P>, realm: string, place: string) {
  const passport = new Passport();
  const strategy = new Strategy<P>({ realm }, (token, done) => {
    void (async () => checkedPrincipal(await verify(token), place))().then(
      (principal) => done(null, principal ?? false),
      (error: unknown) => done(asError(error)),
    );
  });
  passport.use(strategy);

  return (authorization: string, response: Response, answer: Answer<P>): void => {
    const settle = (error: unknown, principal: P | false | undefined) =>
      answer(error ?? undefined, principal === false ? undefined : principal);
    const authenticate = passport.authenticate('bearer', { session: false }, settle) as (
      request: object,
      response: Response,
      next: (error: unknown) => void,
    ) => void;
    authenticate({ headers: { authorization } }, response, (error) => answer(error, undefined));
  };
}

const asError = (thrown: unknown) => (thrown instanceof Error ? thrown : new Error(errorText(thrown)));
