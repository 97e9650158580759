/** The uid of every dashboard: its address (`/d/<uid>`) and its file's name. Alerts link to them: they stay as they are. */
export const uids = {
  overview: 'slo-overview',
  detail: 'slo-detail',
  api: 'http-api',
  nodejs: 'nodejs',
  ingestion: 'ingestion',
  monitoring: 'monitoring',
} as const;

/** On every generated dashboard; their links to each other go by it. */
export const tag = 'slo-stack';
