import { clauseTests } from '../harness/clause-tests.ts';

clauseTests('auth', 'AUTH');
