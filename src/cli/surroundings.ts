// What a command has around it: the environment it reads, and where it writes. What a command says passes here, so that no
// name or value of a file or the database gives orders to the terminal.
import { printable } from '../printable';

export type CommandSurroundings = {
  readonly env: NodeJS.ProcessEnv;
  /** Where somebody answers, if it is a terminal. */
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
};

export const say = ({ stdout }: CommandSurroundings, text: string): void => {
  stdout.write(`${printable(text)}\n`);
};

/** On the stream of errors. */
export const complain = ({ stderr }: CommandSurroundings, text: string): void => {
  stderr.write(`${printable(text)}\n`);
};

/** Data for a file or another program, as it stands; a terminal gets it as `say` writes it. */
export const hand = ({ stdout }: CommandSurroundings, text: string): void => {
  stdout.write(stdout.isTTY ? printable(text) : text);
};
