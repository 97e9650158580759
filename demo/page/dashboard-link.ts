/** Where alerts say that their dashboards are: a Grafana on its usual port. Rules do not know which port it has. */
const usualGrafana = 'http://127.0.0.1:3000/';

/** An alert's dashboard in this stack's Grafana, whatever its port. An address elsewhere stays as it is. */
export const dashboardIn = (grafana: string, address: string): string =>
  address.startsWith(usualGrafana)
    ? new URL(address.slice(usualGrafana.length), `${grafana}/`).href
    : address;
