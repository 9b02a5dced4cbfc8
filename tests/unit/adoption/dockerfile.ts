/** An instruction of a Dockerfile: its name and what follows; lines that go on are one. */
export type Instruction = readonly [name: string, rest: string];

/** The instructions of a Dockerfile, in order. */
export const instructionsIn = (text: string): Instruction[] =>
  text
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): Instruction => {
      const [, name = '', rest = ''] = /^\s*([A-Z]+) +(.*)$/.exec(line) ?? [];
      return [name, rest];
    });

interface Rule {
  readonly ids: string;
  /** A line, or two, that break it. */
  readonly rejects: string;
  /** Whether a Dockerfile breaks it. */
  readonly isBroken: (all: readonly Instruction[]) => boolean;
}

const any = (name: string, pattern: RegExp) => (all: readonly Instruction[]) =>
  all.some(([one, rest]) => one === name && pattern.test(rest));
const count = (name: string, all: readonly Instruction[]) => all.filter(([one]) => one === name).length;

/** The rules of hadolint that can be told by reading and that could be broken here. hadolint itself is no package of npm. */
export const RULES: readonly Rule[] = [
  { ids: 'DL3000', rejects: 'WORKDIR app', isBroken: any('WORKDIR', /^[^/$]/) },
  {
    ids: 'DL3002 (the last user is not root)',
    rejects: 'USER root',
    isBroken: (all) => /^(root|0)?$/.test(all.findLast(([name]) => name === 'USER')?.[1] ?? ''),
  },
  { ids: 'DL3003', rejects: 'RUN cd /app && make', isBroken: any('RUN', /\bcd /) },
  { ids: 'DL3004', rejects: 'RUN sudo make', isBroken: any('RUN', /\bsudo\b/) },
  {
    ids: 'DL3006 DL3007',
    rejects: 'FROM node:latest',
    isBroken: (all) => all.some(([name, rest]) => name === 'FROM' && !/^(\$|\S+:(?!latest)\S+|\S+@sha256:)/.test(rest)),
  },
  {
    ids: 'DL3008 DL3009 DL3014 DL3015 (apt-get, none at all)',
    rejects: 'RUN apt-get install -y curl',
    isBroken: any('RUN', /\bapt(-get)?\b/),
  },
  {
    ids: 'DL3012',
    rejects: 'HEALTHCHECK CMD ["true"]\nHEALTHCHECK CMD ["true"]',
    isBroken: (all) => count('HEALTHCHECK', all) > 1,
  },
  {
    ids: 'DL3016 (versions of what npm installs)',
    rejects: 'RUN npm install --prefix /app express',
    isBroken: (all) =>
      all
        .filter(([name, rest]) => name === 'RUN' && /npm (install|i) /.test(rest))
        .some(([, rest]) => /npm (?:install|i) (.*?)(&&|$)/.exec(rest)?.[1]?.split(' ').some(isUnpinned) ?? false),
  },
  { ids: 'DL3020', rejects: 'ADD x y', isBroken: any('ADD', /./) },
  {
    ids: 'DL3021 (several files go into a folder)',
    rejects: 'COPY a b c',
    isBroken: (all) =>
      all.some(([name, rest]) => {
        const [target = '', ...sources] = rest
          .split(' ')
          .filter((word) => !word.startsWith('--'))
          .reverse();
        return name === 'COPY' && sources.length > 1 && !/[/.]$/.test(target);
      }),
  },
  {
    ids: 'DL3022 (COPY --from names a stage)',
    rejects: 'COPY --from=elsewhere /a /a',
    isBroken: (all) => {
      const stages = all.flatMap(([name, rest]) => (name === 'FROM' ? (/ AS (\S+)/i.exec(rest)?.[1] ?? []) : []));
      const from = all.flatMap(([name, rest]) => (name === 'COPY' ? (/--from=(\S+)/.exec(rest)?.[1] ?? []) : []));
      return from.some((stage) => !stages.includes(stage));
    },
  },
  {
    ids: 'DL3025',
    rejects: 'ENTRYPOINT node x.js',
    isBroken: (all) => any('CMD', /^[^[]/)(all) || any('ENTRYPOINT', /^[^[]/)(all),
  },
  { ids: 'DL3029', rejects: 'FROM --platform=linux/amd64 node:22', isBroken: any('FROM', /--platform/) },
  {
    ids: 'DL3045 (COPY to a relative path has a WORKDIR)',
    rejects: 'FROM node:22\nCOPY a ./',
    isBroken: (all) => {
      let hasFolder = false;
      return all.some(([name, rest]) => {
        if (name === 'FROM') hasFolder = false;
        if (name === 'WORKDIR') hasFolder = true;
        return name === 'COPY' && !hasFolder && !/ \/\S*$/.test(rest);
      });
    },
  },
  {
    ids: 'DL3059',
    rejects: 'RUN a\nRUN b',
    isBroken: (all) => all.some(([name], at) => name === 'RUN' && all[at + 1]?.[0] === 'RUN'),
  },
  { ids: 'DL4000', rejects: 'MAINTAINER me', isBroken: (all) => count('MAINTAINER', all) > 0 },
  {
    ids: 'DL4003 DL4004 (one CMD and one ENTRYPOINT)',
    rejects: 'CMD ["a"]\nCMD ["b"]',
    isBroken: (all) => count('CMD', all) > 1 || count('ENTRYPOINT', all) > 1,
  },
  { ids: 'DL4006 (pipes)', rejects: 'RUN a | b', isBroken: any('RUN', /[^|]\|[^|]/) },
];

/** A word of `npm install` that names a package without a version; files and folders have none. */
function isUnpinned(word: string, at: number, all: readonly string[]): boolean {
  if (word === '' || word.startsWith('-') || all[at - 1] === '--prefix') return false;
  return !/^\.{0,2}\//.test(word) && !/.@\d/.test(word);
}
