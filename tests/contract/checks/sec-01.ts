import { everyResponseCheck } from '../../../verifier/every-response-check.ts';
import { json, type ApiResponse } from '../../../verifier/exchange.ts';
import { envelope } from '../../../verifier/model/known-lists.ts';
import { broken, problem, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { errorRequestGroups } from './errors.ts';

/** What error bodies reveal, and the patterns that show it. */
const LEAKS: readonly [what: string, pattern: RegExp][] = [
  [
    'a stack trace',
    /^\s+at [\w.<>`$]+[ (]|\bat [\w.]+\.[\w`<>]+\([^)]*\) in |Traceback \(most recent call last\)|\.js:\d+:\d+|\b[\w.]+\.(java|py|rb|go|cs):\d+/m,
  ],
  [
    'an exception',
    /\b(System|Microsoft|Newtonsoft|java|org)\.[\w.]+Exception\b|\bNullReferenceException\b|\b\w+Exception: /,
  ],
  [
    'SQL',
    /\bSELECT\b.{1,200}\bFROM\b|\bWHERE\b.{1,80}=|SqlException|syntax error (at|near)|ORA-\d{5}|SQLSTATE|near '.{0,40}'/is,
  ],
  [
    "a database's message",
    new RegExp(
      [
        // SQL Server, PostgreSQL, MySQL, SQLite, Oracle.
        'Conversion failed when converting|Arithmetic overflow error|String or binary data would be truncated|Invalid (column|object) name',
        'Incorrect syntax near|Unclosed quotation mark|Error converting data type|out-of-range value|Timeout expired|deadlock victim',
        'invalid input syntax for|(relation|column) ".{1,60}" does not exist|\\b(22P02|22003|42601|42703|42P01)\\b|unterminated quoted string',
        "You have an error in your SQL syntax|Unknown column '|Data truncated for column|Incorrect (integer|datetime) value",
        'SQLITE_ERROR|no such (column|table): |unrecognized token: |datatype mismatch',
        'The LINQ expression|could not be translated|switch to client evaluation|Npgsql|MySqlConnector|EntityFramework|System\\.Linq',
      ].join('|'),
    ),
  ],
  [
    'what its code says',
    /Object reference not set to an instance|Sequence contains (no|more than one) (matching )?elements?|Nullable object must have a value|Input string was not in a correct format|Cannot read propert(y|ies) of (undefined|null)|is not a function\b|Index was out of range|cannot be cast to/,
  ],
  ['a file path', /\b[A-Z]:\\(?:[\w .-]+\\)+|\/(?:var|home|usr|opt|app|srv|src)\/[\w.-]+\/[\w./-]+/],
  [
    'a framework page',
    /Developer Exception Page|Whitelabel Error|Werkzeug|<title>[^<]*(Server Error|Exception|IIS)[^<]*<\/title>|Server Error in '/i,
  ],
];

/**
 * SEC-01: no error body, whatever its status, contains a stack trace, SQL, a database's message, a file path or a framework page.
 * Input that the request sent does not count.
 */
export const sec01 = everyResponseCheck(
  'SEC-01',
  ({ request, response }) => {
    if (response.text === '') return undefined;
    // The rows of a list belong to its owner. Any other body with a good status may still be an error.
    if (response.status < 400 && (request.operation === undefined || envelope(response) !== null)) return undefined;
    const text = plain(response, withoutInput(response.text, request.target));
    const found = LEAKS.map(([what, pattern]) => ({ what, match: pattern.exec(text) })).filter(({ match }) => match);
    return found.map(({ what, match }) => ({
      want: `a response with status ${response.status} that does not show ${what}`,
      got: (match?.[0] ?? '').trim().slice(0, 80),
    }));
  },
  'no error with a body was seen',
  errorRequestGroups,
);

/** The text of a body; for JSON, with escaped backslashes and line ends restored. */
function plain(response: ApiResponse, text: string): string {
  if (json(response) === undefined) return text;
  return text.replace(/\\([\\rn])/g, (_, escaped: string) => (escaped === '\\' ? '\\' : '\n'));
}

/** The text without the values from the request's query: an error may name the value that it rejects. */
function withoutInput(text: string, target: string): string {
  const sent = [...new URLSearchParams(target.split('?')[1] ?? '').values()].filter((value) => value.length > 2);
  const forms = sent.flatMap((value) => [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)]);
  return forms.reduce((rest, form) => rest.replaceAll(form, '?'), text);
}

/** The broken server reveals where its code lies. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    'NullReferenceException: at Api.Lists.Get() in C:\\build\\src\\Lists.cs:line 42',
    "Conversion failed when converting the nvarchar value 'abc' to data type int.",
    '22P02: invalid input syntax for type uuid',
    "The LINQ expression 'DbSet<Client>()' could not be translated.",
    'Object reference not set to an instance of an object.',
    'Traceback (most recent call last)',
    'Newtonsoft.Json.JsonReaderException',
    'SELECT id, name FROM clients',
    'no such file: /var/www/api/lists.php',
    '<title>500 - Internal Server Error</title>',
  ].map((text) => broken(sampleServer(), ({ status = 200 }) => (status < 400 ? undefined : problem(status, text)))),
};
