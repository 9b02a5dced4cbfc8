import { clauseTests } from '../harness/clause-tests.ts';

clauseTests('contract', 'SRT');
