import type { Note, Slo } from '../model';
import type { Place, Problem } from '../errors';

/** One file to read. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

export interface ReadOptions {
  /** The service of specifications that name none (Pyrra's without the label `pyrra.dev/service`). */
  readonly service?: string;
}

/** Where the parts of an SLO were written, for problems that are only seen when the whole is known. */
export interface SloPlaces {
  readonly name: Place;
  readonly objective: Place;
  readonly window: Place;
  readonly query: Place;
  readonly total?: Place;
  /** Of the bounds of histograms that the queries choose. */
  readonly bounds?: ReadonlyMap<number, Place>;
  readonly labels: Readonly<Record<string, Place>>;
}

/** An SLO together with its places. */
export interface SpecifiedSlo {
  readonly slo: Slo;
  readonly places: SloPlaces;
}

/** What is collected while documents are read. */
export interface Collected {
  readonly slos: SpecifiedSlo[];
  readonly notes: Note[];
  readonly problems: Problem[];
}
