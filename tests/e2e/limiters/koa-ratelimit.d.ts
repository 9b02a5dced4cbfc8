/** koa-ratelimit ships no types; what the tests use of it. */
declare module 'koa-ratelimit' {
  import type { Context, Middleware } from 'koa';

  export default function ratelimit(options: {
    driver: 'memory';
    db: Map<string, unknown>;
    max: number;
    duration: number;
    id(context: Context): string;
  }): Middleware;
}
