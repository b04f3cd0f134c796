// What an agent did instead of answering.

/**
 * `unreachable`: nobody listens at the socket. `refused`: the agent said no (a person declined, it is locked, the key is gone).
 * `silent`: no answer in time. `malformed`: not the answer of an agent.
 */
export type AgentErrorKind = 'unreachable' | 'refused' | 'silent' | 'malformed';

export class AgentError extends Error {
  readonly kind: AgentErrorKind;

  constructor(kind: AgentErrorKind, detail: string) {
    super(detail);
    this.name = 'AgentError';
    this.kind = kind;
  }
}
