/** What tells an SLO from all others: two services may have one of the same name. */
export const sloKey = ({ service, slo }: { readonly service: string; readonly slo: string }): string =>
  `${service}/${slo}`;
