import { finding } from '../../../verifier/finding.ts';
import type { Check } from '../../../verifier/check.ts';
import { neverObserved, newFields, optionalPlaces } from '../../../verifier/drift/drift.ts';
import { bodyOf, broken, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { tallyOf, verdictOf } from '../../../verifier/verdict.ts';

/**
 * CON-07: a field that the contract calls optional or nullable was seen with a value. A field never seen is a note: that part of
 * the contract was not tried. It is a finding only where every row lacks the field and has an unknown one instead: it was
 * renamed.
 */
export const con07: Check = {
  clause: 'CON-07',
  judge(context) {
    const places = optionalPlaces(context);
    const missing = neverObserved(context);
    const unknownNames = newFields(context);
    const gone = new Set(
      places.filter(({ present }) => present === 0).map(({ operation, pointer }) => `${operation.id} ${pointer}`),
    );
    const folder = (pointer: string) => pointer.slice(0, pointer.lastIndexOf('/'));
    const findings = missing.flatMap(({ operation, pointer }) => {
      if (!gone.has(`${operation} ${pointer}`)) return [];
      const inPlace = unknownNames.find(
        (one) => one.operation === operation && folder(one.pointer) === folder(pointer),
      );
      return inPlace
        ? [
            finding(
              operation,
              { want: pointer, got: `${inPlace.pointer} in its place`, pointer },
              context,
              inPlace.exchange,
            ),
          ]
        : [];
    });
    const notes = missing.map(
      ({ operation, pointer, count }) => `${operation}: ${pointer} had no value in ${count} rows`,
    );
    const isMissing = (place: { operation: { id: string }; pointer: string }) =>
      missing.some(({ operation, pointer }) => operation === place.operation.id && pointer === place.pointer);
    const tried = places.filter((place) => !isMissing(place)).map(({ operation }) => ({ operation: operation.id }));
    return verdictOf(
      tallyOf([...tried, ...findings.map(({ operation }) => ({ operation }))]),
      findings,
      notes,
      'no optional member was seen with a value',
    );
  },
};

export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    broken(sampleServer(), (response, { operation }) => {
      if (operation !== 'listRecommendations') return undefined;
      const body = bodyOf(response);
      const items = body.items.map(({ findingsIds, ...row }) => ({ ...row, findingIds: findingsIds }));
      return { body: { ...body, items } };
    }),
  ],
};
