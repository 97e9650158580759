import path from 'node:path';
import { Compose } from '../containers/compose';
import { projectRoot } from '../root';

interface ResolvedCompose {
  readonly services: Readonly<Record<string, { readonly image: string }>>;
}

/** The images that docker-compose.yml, `.env` and the environment name for Prometheus and Alertmanager. */
export async function composeImages(): Promise<{ prometheus: string; alertmanager: string }> {
  const files = [path.join(projectRoot, 'docker-compose.yml')];
  const compose = new Compose({ name: 'express-slo-stack', files, env: {} });
  const { services } = JSON.parse(await compose.run('config', '--format', 'json')) as ResolvedCompose;
  return {
    prometheus: services['prometheus']?.image ?? '',
    alertmanager: services['alertmanager']?.image ?? '',
  };
}
