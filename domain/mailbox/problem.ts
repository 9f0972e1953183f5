type Field = "host" | "password" | "microsoft/tenant" | "microsoft/clientId";

/** Why a mailbox could not be read; `field` is what is to be corrected where the settings are wrong. */
export class MailboxProblem extends Error {
  readonly field: Field;
  constructor(message: string, field: Field = "host") {
    super(message);
    this.field = field;
  }
}
