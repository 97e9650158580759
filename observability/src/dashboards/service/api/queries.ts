import { requests, route } from '../requests';

/** Queries on the requests of the routes that the viewer chose. */
export const chosenRoutes = requests(`${route}=~"$route"`);
