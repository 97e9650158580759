import type { Response } from 'express';
import type { Tally } from './tally';

type Done = (error: Error | null | undefined, text?: string) => void;
type Render = (this: Response, view: string, options: object, done: Done) => void;

/** Counts the views that responses render successfully, on the prototype that Express keeps for each application. */
export function countTemplates(prototype: object, templates: Tally): void {
  const inherited = Reflect.get(prototype, 'render') as Render;
  const counting = function (this: Response, view: string, options?: object | Done, done?: Done): void {
    const given = typeof options === 'function' ? (options as Done) : done;
    // Without a callback, what Express itself does: send the text, or hand the error on.
    const finish: Done = given ?? ((error, text) => (error ? this.req.next?.(error) : void this.send(text)));
    inherited.call(this, view, typeof options === 'object' ? options : {}, (error, text) => {
      if (!error) templates.add(view);
      finish(error, text);
    });
  };
  Reflect.set(prototype, 'render', counting);
}
