// A machine may be busy: the longest a test may take, of any project.
jest.setTimeout(60_000);
