import type { PrismHttpComponents } from '@stoplight/prism-http';
import type { ApiResponse } from '../types.ts';
import type { Kept } from './memo.ts';
import type { Resource } from './prism-operations.ts';

/** Something that Prism finds wrong with a request. */
export type Diagnostic = Parameters<PrismHttpComponents['mock']>[0]['input']['validations'][number];

/** What Prism says of a request, whatever the key and the rows are: requests of one shape share it. */
export interface Ruling {
  /** Where Prism sends it; undefined when it sends it nowhere. */
  readonly routed: Routed | undefined;
  readonly found: readonly Diagnostic[];
  /** The response if nothing is wrong with the parameters; its body is null where a page of rows goes. */
  readonly response: ApiResponse;
}

/** What each request to a resource needs of it, worked out once. */
export interface Routed {
  readonly resource: Resource;
  readonly id: string;
  /** Names of its parameters, as the contract spells them. */
  readonly names: readonly string[];
  /** By what decides what Prism says: the header Accept, numbers by value, text by presence alone. */
  readonly rulings: Kept<string, Ruling>;
}
