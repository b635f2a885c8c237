// What a command has around it: the environment it reads, and where it writes.

export type Surroundings = {
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
};

export const say = ({ stdout }: Surroundings, text: string): void => {
  stdout.write(`${text}\n`);
};
