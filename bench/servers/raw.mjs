// The floor: Node's own server and a buffer that was ready before. Arguments: port, file of bodies.
import { createServer } from 'node:http';
import { bodyOf } from './bodies.mjs';

const [, , port, file] = process.argv;
const find = bodyOf(file);

createServer((request, response) => {
  const { url } = request;
  const mark = url.indexOf('?');
  const second = url.indexOf('&', url.indexOf('&', mark) + 1);
  const body = find(url.slice(0, mark), second === -1 ? url.slice(mark + 1) : url.slice(mark + 1, second));
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length });
  response.end(body);
}).listen(Number(port), '127.0.0.1');
