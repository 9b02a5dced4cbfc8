import { Command, Help, InvalidArgumentError, type Option } from 'commander';

/** Reads a whole number in a range. @throws InvalidArgumentError */
export function wholeNumber(min: number, max: number): (value: string) => number {
  return (value) => {
    const number = /^\d{1,12}$/.test(value) ? Number(value) : -1;
    if (number < min || number > max) {
      throw new InvalidArgumentError(`Give a whole number from ${min} to ${max}.`);
    }
    return number;
  };
}

/** Reads names separated by commas, or the option given several times. @throws InvalidArgumentError for an unknown name */
export function namesAmong<Name extends string>(
  known: readonly Name[],
): (value: string, before?: readonly Name[]) => Name[] {
  return (value, before = known) => {
    const names = value.split(',').map((name) => name.trim());
    const wrong = names.find((name) => !known.some((one) => one === name));
    if (wrong !== undefined)
      throw new InvalidArgumentError(`There is no "${wrong}": choose from ${known.join(', ')}, with commas.`);
    return [...new Set([...(before === known ? [] : before), ...(names as Name[])])];
  };
}

/** The help of an option. That a flag is off unless it is given goes without saying. */
export const optionDescription = (option: Option): string =>
  new Help().optionDescription(option).replace(' (default: false)', '');

/** A command of this checkout, `npm run NAME -- OPTIONS`: a mistake in the call is one line and exit code 2. */
export function npmCommand(name: string): Command {
  return new Command(name)
    .usage('-- [options]')
    .configureHelp({ commandUsage: (command) => `npm run ${command.name()} ${command.usage()}`, optionDescription })
    .showHelpAfterError(`(npm run ${name} -- --help lists the options)`)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
}
