import type { Frame } from '../event/frame';

/** Names that say nothing about which function it was. */
const anonymous = /^(?:\?|<anonymous>|anonymous|Object\.<anonymous>|<lambda>|<unknown>|)$/;
/** The content hash that bundlers put into file names: `main.3f2a9c41.js`. */
const contentHash = /([.-])[0-9a-f]{8,64}(?=\.)/gi;

const baseName = (path: string) => path.split(/[\\/]/).at(-1) ?? path;

/** What stays the same about a frame between deployments: module or file name, and function; no line numbers. */
export function frameComponent(frame: Frame): string {
  const place = frame.module ?? baseName(frame.filename ?? '').replace(contentHash, '$1<hash>');
  const name = (frame.function ?? '').replace(/^(?:async|new) /, '');
  if (!anonymous.test(name)) return `${place}:${name}`;
  const line = frame.context.find(([number]) => number === frame.lineNo)?.[1].trim() ?? '';
  return `${place}:${line.slice(0, 120)}`;
}

/** The frames that identify an error: the app's own, else all; a recursion counts once. */
export function frameComponents(frames: readonly Frame[]): string[] {
  const own = frames.filter(({ inApp }) => inApp === true);
  const components = (own.length > 0 ? own : frames).map(frameComponent);
  return components.filter((component, index) => component !== components[index - 1]);
}
