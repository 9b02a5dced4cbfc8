import fastifyRateLimit from '@fastify/rate-limit';
import { getRequestListener } from '@hono/node-server';
import express from 'express';
import { rateLimit, type Options } from 'express-rate-limit';
import { slowDown } from 'express-slow-down';
import fastify from 'fastify';
import { Hono } from 'hono';
import { rateLimiter } from 'hono-rate-limiter';
import Koa from 'koa';
import koaRateLimit from 'koa-ratelimit';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { accountOf, LIMIT, list, listen, sendJson, WINDOW_MS, type Running } from './lists.ts';

interface Setting {
  limit?: number;
  windowMs?: number;
}

const SETTING = { limit: LIMIT, windowMs: WINDOW_MS };

/** express with express-rate-limit. */
export function expressLimited(options: Partial<Options> = {}): Promise<Running> {
  const app = express();
  app.use((request, response, next) => {
    if (accountOf(request.headers) === undefined) sendJson(response, 401, { title: 'Unauthorized' });
    else next();
  });
  const provider: Options['keyGenerator'] = ({ headers }) => accountOf(headers)?.provider ?? '';
  app.use(rateLimit({ ...SETTING, keyGenerator: provider, validate: false, ...options }));
  app.use((request, response) => sendJson(response, 200, list(request.url)));
  return listen(app as RequestListener);
}

/** express with express-slow-down: requests over the limit are served, later and later. */
export function expressSlowed(delayMs: number): Promise<Running> {
  const app = express();
  app.use((request, response, next) => {
    if (accountOf(request.headers) === undefined) sendJson(response, 401, { title: 'Unauthorized' });
    else next();
  });
  app.use(
    slowDown({
      windowMs: WINDOW_MS,
      delayAfter: LIMIT,
      delayMs: (used) => (used - LIMIT) * delayMs,
      keyGenerator: ({ headers }) => accountOf(headers)?.provider ?? '',
      validate: false,
    }),
  );
  app.use((request, response) => sendJson(response, 200, list(request.url)));
  return listen(app as RequestListener);
}

/** fastify with @fastify/rate-limit; `ban` shuts out whoever goes on after so many rejections. */
export async function fastifyLimited({
  limit = LIMIT,
  windowMs = WINDOW_MS,
  ban,
}: Setting & { ban?: number } = {}): Promise<Running> {
  const app = fastify();
  app.addHook('onRequest', async (request, reply) => {
    if (accountOf(request.headers) === undefined) await reply.code(401).send({ title: 'Unauthorized' });
  });
  await app.register(fastifyRateLimit, {
    max: limit,
    timeWindow: windowMs,
    keyGenerator: ({ headers }) => accountOf(headers)?.provider ?? '',
    ...(ban === undefined ? {} : { ban }),
  });
  app.get('/*', (request) => list(request.url));
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}/public-api/v1`, close: () => app.close() };
}

/** hono with hono-rate-limiter. */
export function honoLimited({ limit = LIMIT, windowMs = WINDOW_MS }: Setting = {}): Promise<Running> {
  const app = new Hono();
  app.use(async (context, next) => {
    if (accountOf({ 'mitp-api-key': context.req.header('mitp-api-key') }) !== undefined) return next();
    return context.json({ title: 'Unauthorized' }, 401);
  });
  app.use(
    rateLimiter({
      limit,
      windowMs,
      keyGenerator: (context) => accountOf({ 'mitp-api-key': context.req.header('mitp-api-key') })?.provider ?? '',
    }),
  );
  app.get('*', (context) => context.json(list(context.req.url)));
  const handler = getRequestListener((request) => app.fetch(request));
  return listen((request, response) => void handler(request, response));
}

/** koa with koa-ratelimit. */
export function koaLimited({ limit = LIMIT, windowMs = WINDOW_MS }: Setting = {}): Promise<Running> {
  const app = new Koa();
  app.use(async (context, next) => {
    if (accountOf(context.headers) === undefined) {
      context.status = 401;
      context.body = { title: 'Unauthorized' };
    } else await next();
  });
  app.use(
    koaRateLimit({
      driver: 'memory',
      db: new Map(),
      max: limit,
      duration: windowMs,
      id: (context) => accountOf(context.headers)?.provider ?? '',
    }),
  );
  app.use((context) => {
    context.body = list(context.url);
  });
  const handler = app.callback();
  return listen((request, response) => void handler(request, response));
}
