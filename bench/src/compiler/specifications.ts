import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How many SLOs each file has. */
export const slosPerFile = 10;

const objectives = ['99', '99.5', '99.9', '99.95'];

/** Writes so many files of ten SLOs each, in Sloth's format: every file a service, every SLO a route. */
export async function writeSpecifications(folder: string, files: number): Promise<void> {
  await mkdir(folder);
  for (let file = 0; file < files; file += 1) {
    await writeFile(join(folder, `service-${file}.yaml`), specification(`service-${file}`));
  }
}

const specification = (service: string): string =>
  [
    'version: prometheus/v1',
    `service: ${service}`,
    'labels:',
    `  owner: team-of-${service}`,
    'slos:',
    ...Array.from({ length: slosPerFile }, (_, route) => slo(service, route)),
    '',
  ].join('\n');

function slo(service: string, route: number): string {
  const selector = `job="${service}",http_route="/api/${route}"`;
  return `  - name: availability-${route}
    objective: ${objectives[route % objectives.length]}
    description: Requests of the route are answered without a server error.
    sli:
      events:
        error_query: sum(rate(http_server_request_duration_seconds_count{${selector},http_response_status_code=~"5.."}[{{.window}}]))
        total_query: sum(rate(http_server_request_duration_seconds_count{${selector}}[{{.window}}]))
    alerting:
      page_alert:
        labels:
          channel: ${service}
      annotations:
        dashboard: https://127.0.0.1/d/{{ $labels.slo }}`;
}
