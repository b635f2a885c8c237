// The end of a command that has said already what was wrong: nothing more is printed, the exit code is 1.

export class CommandFailed extends Error {}
