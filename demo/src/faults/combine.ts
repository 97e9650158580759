import { faultNamed, isSupervised } from './catalogue';
import type { FaultControl } from './control';
import { eachDone } from './each-done';

/** All faults behind one set of switches, each done by who can. */
export function combineFaults(api: FaultControl, supervised: FaultControl): FaultControl {
  const controlOf = (name: string): FaultControl => (isSupervised(faultNamed(name)) ? supervised : api);
  return {
    list: async () => [...(await api.list()), ...(await supervised.list())],
    set: async (name, grade) => controlOf(name).set(name, grade),
    clear: async (name) => controlOf(name).clear(name),
    clearAll: async () => (await eachDone([api.clearAll(), supervised.clearAll()])).flat(),
  };
}
