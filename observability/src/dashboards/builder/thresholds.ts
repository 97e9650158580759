import {
  MappingType,
  SpecialValueMatch,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';

/** A colour, and the value from which it holds on. */
export type Step = readonly [from: number, colour: string];

/** Colours by value; the first holds below every step. */
export interface Scale {
  readonly base: string;
  readonly steps: readonly Step[];
}

export const scale = (base: string, ...steps: readonly Step[]): Scale => ({ base, steps });

/** One colour, whatever the value: for numbers that are neither good nor bad. */
export const neutral = scale('text');

/** A step holds from its value on, so one for anything above zero begins a little above it. */
export const aboveZero = 1e-6;

/** Anything above zero is bad. */
export const noneIsGood = scale('green', [aboveZero, 'red']);

export const thresholds = ({ base, steps }: Scale): ThresholdsConfigBuilder =>
  new ThresholdsConfigBuilder()
    .mode(ThresholdsMode.Absolute)
    .steps([{ color: base, value: null }, ...steps.map(([value, color]) => ({ color, value }))]);

/** Words for values, with their colours. */
export const words = (
  table: Readonly<Record<string, readonly [text: string, colour: string]>>,
): ValueMapping => ({
  type: MappingType.ValueToText,
  options: Object.fromEntries(
    Object.entries(table).map(([value, [text, color]], index) => [value, { text, color, index }]),
  ),
});

/** A word for no value, without the colour of a step: that nothing is known is neither good nor bad. */
export const wordForNothing = (text: string): ValueMapping => ({
  type: MappingType.SpecialValue,
  options: { match: SpecialValueMatch.Null, result: { text, color: 'text' } },
});

/** Farther than any value: not every Grafana takes `null` for an open bound. Taken for 0, a range from a number on is empty. */
const farther = 1e30;

/** A word for all values from a number on. */
export const wordFrom = (from: number, text: string, color: string): ValueMapping => ({
  type: MappingType.RangeToText,
  options: { from, to: farther, result: { text, color } },
});

/** A word for all values up to a number, and for that number. */
export const wordUpTo = (to: number, text: string, color: string): ValueMapping => ({
  type: MappingType.RangeToText,
  options: { from: -farther, to, result: { text, color } },
});
