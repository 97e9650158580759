#!/usr/bin/env node
// Health check of a container: ends with 0 when the URL answers 2xx.
fetch(process.argv[2], { signal: AbortSignal.timeout(4000) }).then(
  (response) => process.exit(response.ok ? 0 : 1),
  () => process.exit(1),
);
