import type { DescribedOperation } from './described.ts';
import { missingFrom, type LocalChange } from './change.ts';
import { carriedChanges } from './requests.ts';

type Body = DescribedOperation['body'];

/** Changes of a request's body: what a client sends today may be rejected tomorrow. */
export function bodyChanges(before: Body, after: Body): LocalChange[] {
  const note =
    (subject: string) =>
    (breaking: boolean, message: string): LocalChange => ({
      clause: 'CON-13',
      breaking,
      subject: subject === '' ? 'request body' : `request body ${subject}`,
      message,
    });
  const body = note('');
  if (!before && !after) return [];
  if (!before || !after) return [before ? body(true, 'is gone') : body(after?.required === true, 'is new')];
  const [olds, news] = [Object.keys(before.schemas), Object.keys(after.schemas)];
  const both = olds.filter((type) => news.includes(type));
  const changes = both.flatMap((type) => carriedChanges(before.schemas[type]!, after.schemas[type]!, note));
  // Swashbuckle writes the same schema for each of several media types.
  const once = new Map(changes.map((change) => [`${change.subject} ${change.message}`, change]));
  return [
    ...(!before.required && after.required ? [body(true, 'is now required')] : []),
    ...(before.required && !after.required ? [body(false, 'is no longer required')] : []),
    ...missingFrom(news, olds).map((type) => body(true, `may no longer be ${type}`)),
    ...missingFrom(olds, news).map((type) => body(false, `may be ${type}`)),
    ...once.values(),
  ];
}
