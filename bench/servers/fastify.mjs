// What a hand-written mock could do at best: fastify and a buffer that was ready before. Arguments: port, file of bodies.
import fastify from 'fastify';
import { bodyOf } from './bodies.mjs';

const [, , port, file] = process.argv;
const find = bodyOf(file);

const app = fastify();
app.get('/public-api/v1/:list', (request, reply) => {
  const { page, pageSize } = request.query;
  const body = find(`/public-api/v1/${request.params.list}`, `page=${page}&pageSize=${pageSize}`);
  reply.type('application/json; charset=utf-8').send(body);
});
await app.listen({ port: Number(port), host: '127.0.0.1' });
