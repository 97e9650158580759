/** The user that Prometheus and Alertmanager know. Also in prometheus.yml and in Grafana's datasources. */
export const MONITORING_USER = 'stack';

/** The secret file with that user's password. */
export const MONITORING_PASSWORD_FILE = 'monitoring-password';

/** The `Authorization` header that Prometheus and Alertmanager ask for (RFC 7617). */
export const monitoringAuthorization = (password: string): string =>
  `Basic ${Buffer.from(`${MONITORING_USER}:${password}`).toString('base64')}`;
