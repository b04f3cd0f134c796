// Something that the person has to know and can mend: its message is a whole sentence in their language. Other errors are bugs.

export class PersonProblem extends Error {
  override readonly name = 'PersonProblem';
}
