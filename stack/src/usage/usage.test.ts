import { parseDisk, parseUsage, withDescendants } from './usage';

test('processes are read from the printed files of /proc', () => {
  const printed = `process 7 node main.js 
VmRSS:	    2048 kB
RssShmem:	    1024 kB
total 0
lrwx------ 1 node node 64 Nov  1 10:00 0 -> /dev/null
lrwx------ 1 node node 64 Nov  1 10:00 3 -> socket:[12]
process 8 
total 0
`;
  expect(parseUsage(printed)).toEqual([
    { pid: 7, command: 'node main.js', memory: 1024 * 1024, files: 2, sockets: 1 },
  ]);
});

test('a process comes with its children and theirs, and with nobody else’s', () => {
  expect(withDescendants(2, '  1  0\n  2  1\n  3  2\n  4  3\n  5  1\n')).toEqual([2, 3, 4]);
});

test('du counts in kilobytes', () => {
  expect(parseDisk('12\t/data\n')).toBe(12 * 1024);
});
