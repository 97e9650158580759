// Before each test file of the project `processes`: the stack runs as local processes, whatever else is there.
process.env.STACK = 'processes';
