import { styleText } from 'node:util';
import type { Environment, Output } from '../environment';

type Colour = Exclude<Parameters<typeof styleText>[0], readonly unknown[]>;

/** Colours a text, or leaves it plain. */
export type Style = (colour: Colour, text: string) => string;

/** Colours only on a terminal that has them, and never when NO_COLOR is set (https://no-color.org). */
export const hasColours = (output: Output, env: Environment['env']): boolean =>
  output.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';

export const styleFor = (output: Output, env: Environment['env']): Style =>
  hasColours(output, env)
    ? (colour, text) => styleText(colour, text, { validateStream: false })
    : (_colour, text) => text;
