import { projectPath } from './project';
import { type RunningProgram, startProgram } from './running-program';

type Labels = Readonly<Record<string, string>>;

/** A running Alertmanager on the committed configuration; its notifications find no inbox, which is no matter here. */
export interface RunningAlertmanager {
  post(alerts: readonly Labels[]): Promise<void>;
  /** The labels of the alerts that are muted and of those that are not, once it has taken and weighed `count` alerts. */
  settled(count: number): Promise<{ readonly muted: readonly Labels[]; readonly active: readonly Labels[] }>;
  stop(): Promise<void>;
}

/** Alertmanager itself, on the committed configuration and flags; this machine's unless `program` names one. */
export const startAlertmanagerProgram = (program?: string): Promise<RunningProgram> =>
  startProgram(
    'alertmanager',
    ({ folder, address }) => [
      `@${projectPath('alertmanager/flags')}`,
      `--config.file=${projectPath('alertmanager/alertmanager.yml')}`,
      `--storage.path=${folder}`,
      `--web.listen-address=${address}`,
    ],
    program,
  );

export async function startAlertmanager(): Promise<RunningAlertmanager> {
  const { url, until, stop } = await startAlertmanagerProgram();
  const base = `${url}/api/v2/alerts`;

  return {
    async post(alerts) {
      const body = JSON.stringify(alerts.map((labels) => ({ labels })));
      const answer = await fetch(base, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      if (!answer.ok) throw new Error(`Alertmanager refused the alerts: ${await answer.text()}`);
    },
    async settled(count) {
      interface Alert {
        readonly labels: Labels;
        readonly status: { readonly inhibitedBy: readonly string[] };
      }
      // It lists an alert before its inhibitor has seen it: hence the same answer three times in a row.
      let all: readonly Alert[] = [];
      let same = 0;
      await until(async () => {
        const before = all;
        all = (await (await fetch(base)).json()) as readonly Alert[];
        same = all.length === count && states(all) === states(before) ? same + 1 : 0;
        return same === 3;
      });
      const isMuted = ({ status }: Alert) => status.inhibitedBy.length > 0;
      return {
        muted: all.filter(isMuted).map(({ labels }) => labels),
        active: all.filter((alert) => !isMuted(alert)).map(({ labels }) => labels),
      };
    },
    stop,
  };
}

const states = (alerts: readonly { readonly status: unknown }[]) =>
  JSON.stringify(alerts.map(({ status }) => status));
