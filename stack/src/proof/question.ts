/** Something that is asked of Prometheus by a dashboard or a rule, and that must have an answer. */
export interface Question {
  readonly kind: 'panel' | 'variable' | 'annotation' | 'record' | 'alert';
  /** The dashboard's uid, or the rule file's name. */
  readonly from: string;
  /** The panel, variable or annotation, or the series or alert that the rule makes. */
  readonly title: string;
  /** PromQL. Of several, those of an annotation for each choice of the viewer, one with data is enough. */
  readonly exprs: readonly [string, ...string[]];
  /** How far back from now it looks, in seconds; without it, it asks for now. */
  readonly rangeSeconds?: number;
}

/** The question and its place in one line. */
export const describe = ({ kind, from, title, exprs: [expr] }: Question): string =>
  `${from}, ${kind} "${title}": ${expr.replace(/\s+/g, ' ')}`;
