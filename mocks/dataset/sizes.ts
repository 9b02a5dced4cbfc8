import type { DatasetSize } from '../types.ts';

/** How many rows each list of a dataset has; configurations are per recommendation. */
export interface Counts {
  readonly users: number;
  readonly clients: number;
  readonly reviews: number;
  readonly overdue: number;
  readonly findings: number;
  readonly initiatives: number;
  readonly recommendations: number;
  readonly configurations: number;
  readonly meetings: number;
}

const empty: Counts = {
  users: 0,
  clients: 0,
  reviews: 0,
  overdue: 0,
  findings: 0,
  initiatives: 0,
  recommendations: 0,
  configurations: 0,
  meetings: 0,
};

/** `configurations` is the length of the longest such list; the others are short. */
export const COUNTS: Readonly<Record<DatasetSize, Counts>> = {
  empty,
  small: {
    users: 9,
    clients: 24,
    reviews: 40,
    overdue: 14,
    findings: 120,
    initiatives: 12,
    recommendations: 48,
    configurations: 23,
    meetings: 30,
  },
  medium: {
    users: 26,
    clients: 260,
    reviews: 520,
    overdue: 170,
    findings: 2600,
    initiatives: 84,
    recommendations: 620,
    configurations: 130,
    meetings: 340,
  },
  large: {
    users: 60,
    clients: 2000,
    reviews: 6000,
    overdue: 1500,
    findings: 40_000,
    initiatives: 600,
    recommendations: 9000,
    configurations: 450,
    meetings: 4000,
  },
};
