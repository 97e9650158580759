/** The name of the service: in logs, in `build_info`, and as the scrape job. */
export const serviceName = 'gt-api';
