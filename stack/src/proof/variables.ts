/** A value for each of Grafana's variables. */
export type Choice = Readonly<Record<string, string>>;

/**
 * What Grafana makes of its own variables: `$__rate_interval` is four scrapes of 15 s, `$__interval` the least that any
 * panel here asks for.
 */
const builtIn: Choice = { __rate_interval: '1m', __interval: '1m' };

/** A name begins with a letter: `$1` is a group of a regular expression. */
const variables = /\$(?:\{([a-zA-Z_]\w*)\}|([a-zA-Z_]\w*))/g;

/** The expression with Grafana's variables replaced. Throws for a variable that has no value. */
export function withValues(expr: string, choice: Choice): string {
  return expr.replace(variables, (variable, braced?: string, plain?: string) => {
    const value = { ...builtIn, ...choice }[braced ?? plain ?? ''];
    if (value === undefined) throw new Error(`${variable} has no value in: ${expr}`);
    return value;
  });
}

export interface Variable {
  readonly name: string;
  readonly selector: string;
  readonly label: string;
  /** What stands for "All"; without it, the viewer chooses one value. */
  readonly allValue?: string;
}

type LabelValues = (selector: string, label: string) => Promise<readonly string[]>;

/** What a viewer can choose: "All" where it is offered, else each value, also where they depend on an earlier choice. */
export async function choicesOf(
  variables: readonly Variable[],
  labelValues: LabelValues,
): Promise<readonly Choice[]> {
  let choices: readonly Choice[] = [{}];
  for (const { name, selector, label, allValue } of variables) {
    const next = choices.map(async (choice) => {
      const values =
        allValue === undefined ? await labelValues(withValues(selector, choice), label) : [allValue];
      return values.map((value) => ({ ...choice, [name]: value }));
    });
    choices = (await Promise.all(next)).flat();
  }
  return choices;
}
