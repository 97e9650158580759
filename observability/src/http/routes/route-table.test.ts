import { layoutFor } from '../layout';
import { Ledger } from '../ledger';
import type { Route } from './express-internals';
import { RouteTable } from './route-table';

const tableOf = () => new RouteTable(new Ledger(layoutFor([1]), { routes: 10, cells: 10 }), 'unmatched');
const routeTo = (path: string): Route => ({ path, methods: { get: true }, stack: [] });
const request = (route: Route) => ({ route, originalUrl: '/' });

describe('RouteTable', () => {
  it('finds the cells of a route again', () => {
    const table = tableOf();
    const route = routeTo('/a');
    expect(table.cells(request(route))).toMatchObject({ route: '/a' });
    expect(table.cells(request(route))).toBe(table.cells(request(route)));
    expect(table.cells({ originalUrl: '/' })).toMatchObject({ route: 'unmatched' });
  });

  it('keeps two tables apart that see the same route by turns', () => {
    const [one, other] = [tableOf(), tableOf()];
    const route = routeTo('/a');
    const [first, second] = [one.cells(request(route)), other.cells(request(route))];
    expect(first).not.toBe(second);
    expect(one.cells(request(route))).toBe(first);
    expect(other.cells(request(route))).toBe(second);
  });

  it('needs no route that can be written on, and shows nothing on one that can', () => {
    const table = tableOf();
    const frozen = Object.freeze(routeTo('/frozen'));
    expect(table.cells(request(frozen))).toBe(table.cells(request(frozen)));
    const route = routeTo('/a');
    table.cells(request(route));
    expect(route).toStrictEqual(routeTo('/a'));
    expect(Object.keys(route)).toEqual(['path', 'methods', 'stack']);
  });
});
