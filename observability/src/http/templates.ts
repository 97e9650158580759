import { applicationsIn } from './routes/declared-routes';
import type { Application } from './routes/express-internals';
import type { Tally } from './tally';

/** Counts the views that an application and those mounted in it render successfully, by name. */
export function countTemplates(root: Application, templates: Tally): void {
  for (const app of applicationsIn(root)) {
    const { render } = app;
    if (render === undefined) continue;
    app.render = function countingRender(name, ...rest) {
      const done = rest.pop();
      if (typeof done !== 'function') return render.call(this, name, ...rest, done);
      return render.call(this, name, ...rest, (error: unknown, text: unknown) => {
        if (error === null || error === undefined) templates.add(name);
        (done as (error: unknown, text: unknown) => void)(error, text);
      });
    };
  }
}
