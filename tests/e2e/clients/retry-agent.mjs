/** undici's RetryAgent, pages side by side, NDJSON. DEFECT names a mistake; without one it keeps every rule. */
import { Agent, RetryAgent, fetch } from 'undici';

const { MITP_BASE_URL, MITP_API_KEY, DEFECT } = process.env;
const dispatcher = new RetryAgent(new Agent({ headersTimeout: 6000, bodyTimeout: 6000 }), {
  maxRetries: DEFECT === 'storm' ? 20 : 4,
  minTimeout: DEFECT === 'storm' ? 1 : 300,
  timeoutFactor: DEFECT === 'storm' ? 1 : 2,
  // Retry-After is heeded up to this, which is 30 s by default.
  maxTimeout: DEFECT === 'waits-half-a-second' ? 500 : 60_000,
  statusCodes: [429, 500, 502, 503, 504, ...(DEFECT === 'retries-401' ? [401] : [])],
});

async function page(number) {
  const url = `${MITP_BASE_URL}/recommendations?page=${number}&pageSize=${DEFECT === 'page-size-200' ? 200 : 100}`;
  const headers = {
    'mitp-api-key': MITP_API_KEY,
    ...(DEFECT === 'bearer' && { authorization: `Bearer ${MITP_API_KEY}` }),
  };
  for (let attempt = 0; ; attempt += 1) {
    try {
      const response = await fetch(url, { dispatcher, headers });
      if (response.status !== 200) throw Object.assign(new Error(`HTTP ${response.status}`), { final: true });
      return await response.json();
    } catch (error) {
      // A body that broke off is read again; RetryAgent can only go on where the server knows ranges.
      const broken = error.message === 'terminated' || error.cause?.code === 'UND_ERR_SOCKET';
      if (error.final || !broken || attempt === 2) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

const print = ({ items }) =>
  items.forEach(({ id, name, status }) => process.stdout.write(`${JSON.stringify({ id, name, status })}\n`));
try {
  const first = await page(1);
  print(first);
  const pages = Math.ceil(first.totalCount / (DEFECT === 'own-size' ? 100 : first.pageSize));
  for (const body of await Promise.all(Array.from({ length: Math.max(0, pages - 1) }, (_, i) => page(i + 2))))
    print(body);
} catch (error) {
  process.stderr.write(`${error.message} ${error.cause?.message ?? ''}\n`);
  process.exitCode = DEFECT === 'ends-well' ? 0 : 1;
}
