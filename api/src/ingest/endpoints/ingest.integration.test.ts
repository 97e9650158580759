import { randomUUID } from 'node:crypto';
import { engines } from '../../testing/database.test.support';
import { startTestApi, type TestApi, type TestProject } from '../api.test.support';
import { acceptedSuite } from './suites/accepted.test.support';
import { answersSuite } from './suites/answers.test.support';
import { anyEnvelopeSuite } from './suites/any-envelope.test.support';
import { besideSuite } from './suites/beside.test.support';
import { credentialsSuite } from './suites/credentials.test.support';
import { duplicatesSuite } from './suites/duplicates.test.support';
import { limitsSuite } from './suites/limits.test.support';
import { securitySuite } from './suites/security.test.support';

/** One API for all suites on each engine: a database takes longer to start than most of them. */
describe.each(engines)('on the $name engine', (engine) => {
  let api: TestApi;
  let project: TestProject;
  const at = {
    get api() {
      return api;
    },
    get project() {
      return project;
    },
  };

  beforeAll(async () => {
    api = await startTestApi(engine, { MAX_ENVELOPE_BYTES: '200000', MAX_EVENT_BYTES: '100000' });
  }, 60_000);
  afterAll(() => api.stop());
  beforeEach(async () => {
    project = await api.createProject(`p${randomUUID().slice(0, 8)}`);
    await api.itemsSince();
  });

  describe('an event that is accepted is there', () => acceptedSuite(at));
  describe('what is answered', () => answersSuite(at));
  describe('credentials', () => credentialsSuite(at));
  describe('what comes twice', () => duplicatesSuite(at));
  describe('security reports', () => securitySuite(at));
  describe('limits', () => limitsSuite(at));
  describe('beside storing', () => besideSuite(at));
  describe('any envelope', () => anyEnvelopeSuite(at));
});
