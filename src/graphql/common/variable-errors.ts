// What graphql says of variables that do not fit the operation, one error for each mistake: found before the operation is given a
// place to run, and told as the execution would tell it.

export class VariableErrors extends Error {
  constructor(readonly errors: readonly Error[]) {
    super(errors.map(({ message }) => message).join('\n'));
    this.name = 'VariableErrors';
  }
}
