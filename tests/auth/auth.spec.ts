import { clauseTests } from '../clause-tests.ts';

clauseTests('auth');
