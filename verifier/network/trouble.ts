import { header, type ApiResponse } from '../exchange.ts';

/** Error codes of a certificate that is not trusted here (node:tls). */
const UNTRUSTED =
  /UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT(?:_LOCALLY)?|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|CERT_UNTRUSTED|self[- ]signed certificate/;

const CLIENT_CERTIFICATE = 'set MITP_CLIENT_CERT and MITP_CLIENT_KEY (PEM files)';

/** What each connection error means and how to fix it, by the text of its message. */
const CAUSES: readonly (readonly [found: RegExp, sentence: string])[] = [
  [
    UNTRUSTED,
    "its certificate is not trusted here. Where your company's own authority signed it, name that authority's PEM file in NODE_EXTRA_CA_CERTS",
  ],
  [
    /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/,
    'its certificate is not valid today: renew it, or set the clock of this machine',
  ],
  [/ERR_TLS_CERT_ALTNAME_INVALID/, 'its certificate is for another host: use the name that it is for in MITP_BASE_URL'],
  [
    /alert (?:number )?(?:116|certificate required|bad certificate)|CERTIFICATE_REQUIRED/i,
    `it wants a client certificate: ${CLIENT_CERTIFICATE}`,
  ],
  [
    /wrong version number|packet length too long/i,
    'it does not speak TLS there. Perhaps MITP_BASE_URL has to begin with http://',
  ],
  [/HPE_INVALID|Parse Error/, 'it does not speak HTTP there. Perhaps MITP_BASE_URL has to begin with https://'],
  [/^the proxy .+ \((\w+)\)/, 'set the proxy right, or name the host in NO_PROXY'],
];

/** Why no response came, in words that say what to do. */
export function connectionProblem(baseUrl: string, error = 'no response'): string {
  const text = error.trim().replaceAll(/\s+/g, ' ');
  const known = CAUSES.find(([found]) => found.test(text))?.[1];
  if (known === undefined) return `cannot reach ${baseUrl}: ${text}. Check MITP_BASE_URL and the network.`;
  // A known cause says it better than the words of the TLS library.
  return `cannot reach ${baseUrl}: ${known}${/routines:/.test(text) ? '' : ` (${text})`}.`;
}

/** A response from a proxy, gateway or firewall instead of the API, and what to do about it. */
export function gatewayProblem(url: string, response: ApiResponse): string | undefined {
  const { status } = response;
  const who = header(response, 'server') ?? header(response, 'via');
  const by = who === undefined ? '' : `, by ${who.slice(0, 60)}`;
  if (status === 407)
    return `${url} was not reached: a proxy before it wants a name and a password (407${by}). Put them into the address of the proxy (HTTPS_PROXY, HTTP_PROXY or ALL_PROXY): http://name:password@host:port.`;
  if (/no required ssl certificate|client certificate/i.test(response.text) && status >= 400)
    return `${url} wants a client certificate (${status}${by}): ${CLIENT_CERTIFICATE}.`;
  if (status === 403 && response.text.trim() !== '' && !isJson(response)) {
    return (
      `${url} responded 403 with ${isHtml(response) ? 'an HTML page' : 'plain text'}${by}: a gateway or firewall before the API rejected the request, ` +
      'not the API the key. Run from a network that it lets through, or set the headers that it wants in MITP_EXTRA_HEADERS.'
    );
  }
  if (status === 401 && isHtml(response)) {
    return (
      `${url} responded 401 with an HTML page${by}: a gateway before the API wants a sign-in of its own (set MITP_EXTRA_HEADERS), ` +
      'or the key in MITP_API_KEY is not an active one.'
    );
  }
  return undefined;
}

/** Whether the response is an HTML page. */
export function isHtml(response: ApiResponse): boolean {
  return /html/i.test(header(response, 'content-type') ?? '') || /^\s*<(!doctype|html)/i.test(response.text);
}

function isJson(response: ApiResponse): boolean {
  return /json/i.test(header(response, 'content-type') ?? '') || /^\s*[{[]/.test(response.text);
}
