// Loaded into a server before its own code: tells its parent what is still in use after a collection.
process.on('message', () => {
  globalThis.gc();
  const { heapUsed, external, rss } = process.memoryUsage();
  process.send({ heapUsed, external, rss });
});
process.channel?.unref();
