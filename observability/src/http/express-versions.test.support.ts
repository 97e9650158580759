import type express from 'express';

/** The Express versions whose routing is tested, each as `require('express')` would give it. */
export const EXPRESS_VERSIONS: readonly { name: string; major: 4 | 5; load: () => typeof express }[] = [
  { name: 'Express 5, router 2.3', major: 5, load: () => isolated('express') },
  { name: 'Express 5, router 2.2', major: 5, load: () => isolated('express', 'router-2.2') },
  { name: 'Express 4', major: 4, load: () => isolated('express4') },
];

function isolated(name: string, router?: string): typeof express {
  let loaded: typeof express | undefined;
  jest.isolateModules(() => {
    if (router !== undefined) jest.doMock('router', () => jest.requireActual<object>(router));
    loaded = jest.requireActual<typeof express>(name);
    jest.dontMock('router');
  });
  if (loaded === undefined) throw new Error(`${name} could not be loaded`);
  return loaded;
}
