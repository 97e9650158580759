/** The uid of every dashboard: its address (`/d/<uid>`) and its file's name. Alerts link to them: they stay as they are. */
export const uids = {
  overview: 'slo-overview',
  detail: 'slo-detail',
  api: 'http-api',
  nodejs: 'nodejs',
  ingestion: 'ingestion',
  monitoring: 'monitoring',
} as const;

export type Uid = (typeof uids)[keyof typeof uids];

/** What each is called, on itself and where others lead to it. */
export const titles: Readonly<Record<Uid, string>> = {
  [uids.overview]: 'SLO overview',
  [uids.detail]: 'SLO detail',
  [uids.api]: 'API',
  [uids.nodejs]: 'Node.js',
  [uids.ingestion]: 'Ingestion',
  [uids.monitoring]: 'Monitoring',
};

/** On every generated dashboard: finds them among others. */
export const tag = 'slo-stack';
