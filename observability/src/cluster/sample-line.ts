import type { Labels, Sample } from '../http/families/family';
import { type LineName, lineStarts } from '../http/families/line-names';
import type { LabelledLines } from '../http/families/lines';

/** One sample as a series with a single line. */
export class SampleLine implements LabelledLines {
  readonly size = 1;
  readonly names: readonly LineName[];
  readonly labels: Labels;
  value: number;

  constructor({ metricName, labels, value }: Sample) {
    this.names = [{ name: metricName, le: {} }];
    this.labels = labels;
    this.value = value;
  }

  version(): number {
    return this.value;
  }

  isExposed(): boolean {
    return true;
  }

  starts(): readonly string[] {
    return lineStarts(this.names, this.labels);
  }

  values(): ArrayLike<number> {
    return [this.value];
  }
}
