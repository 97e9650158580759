import type { RequestHandler } from 'express';
import { z } from 'zod';
import { packageVersion } from '../version';
import { type Endpoint, type Method, type Operation, usualSuccess } from './endpoint';

/** Where the document is served, as by GlitchTip. */
export const openApiPath = '/api/openapi.json';

const names = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
/** Express's `:name` is `{name}` in OpenAPI. */
export const openApiPathOf = (path: string): string => path.replaceAll(/:(\w+)/g, '{$1}');

const errorAnswer = {
  description: 'What is wrong',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
};

function inputOf({ input }: Operation): object {
  if (input === undefined) return {};
  const schema = z.toJSONSchema(input, { io: 'input' });
  return { requestBody: { required: true, content: { 'application/json': { schema } } } };
}

/** The schema of one parameter, as Zod writes it. */
interface ParameterSchema {
  readonly description?: string;
}

function queryOf({ query }: Operation): object {
  if (query === undefined) return {};
  const { properties = {} } = z.toJSONSchema(query, { io: 'input' }) as {
    properties?: Record<string, ParameterSchema>;
  };
  const parameters = Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    ...(description === undefined ? {} : { description }),
    schema,
  }));
  return { parameters };
}

const operationOf = (path: string, method: Method, operation: Operation): object => ({
  operationId: [method, ...path.split(/[^\w]+/).filter((part) => part !== '')].join('_'),
  ...(operation.scopes === undefined ? { security: [] } : { security: [{ token: [...operation.scopes] }] }),
  ...queryOf(operation),
  ...inputOf(operation),
  responses: {
    [String(operation.success ?? usualSuccess[method])]: { description: 'Success' },
    default: errorAnswer,
  },
});

const pathItem = ({ path, operations }: Endpoint): object => ({
  ...(names(path).length === 0
    ? {}
    : {
        parameters: names(path).map((name) => ({
          name,
          in: 'path',
          required: true,
          schema: { type: 'string' },
        })),
      }),
  ...Object.fromEntries(
    Object.entries(operations).map(([method, operation]) => [
      method,
      operationOf(path, method as Method, operation),
    ]),
  ),
});

/** The interface as an OpenAPI 3.1 document: paths, scopes, queries, and bodies by the schemas that check them. */
export const openApiDocument = (endpoints: readonly Endpoint[]) => ({
  openapi: '3.1.0',
  info: { title: 'GlitchTip-style API', version: packageVersion() },
  paths: Object.fromEntries(endpoints.map((endpoint) => [openApiPathOf(endpoint.path), pathItem(endpoint)])),
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    schemas: {
      Error: {
        type: 'object',
        required: ['detail'],
        properties: { detail: { oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'object' } }] } },
      },
    },
  },
});

/** Adds the endpoint that serves the document of all endpoints, itself among them. */
export function withOpenApi(endpoints: readonly Endpoint[]): Endpoint[] {
  const read: RequestHandler = (_request, response) => {
    response.json(document);
  };
  const all = [...endpoints, { path: openApiPath, operations: { get: { handlers: [read] } } }];
  const document = openApiDocument(all);
  return all;
}
