// What a command has around it: the environment it reads, and where it writes.

export type CommandSurroundings = {
  readonly env: NodeJS.ProcessEnv;
  /** Where somebody answers, if it is a terminal. */
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
};

export const say = ({ stdout }: CommandSurroundings, text: string): void => {
  stdout.write(`${text}\n`);
};
