/** An alert in words: its name, and the SLO that it is about, such as "SLOBurn of ingest-availability". */
export const alertTitle = ({ alertname, slo }: { alertname: string; slo?: string | undefined }): string =>
  slo === undefined ? alertname : `${alertname} of ${slo}`;
