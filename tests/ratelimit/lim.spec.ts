import { clauseTests } from '../harness/clause-tests.ts';

clauseTests('ratelimit', 'LIM');
