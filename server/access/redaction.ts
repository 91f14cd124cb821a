import type { LoggerOptions } from 'pino';

/** Fields that name people or open doors; wherever they stand in a line, two levels deep, they are left out of it. */
const personal = [
  'name',
  'displayName',
  'phone',
  'telephone',
  'email',
  'reporter',
  'contact',
  'password',
  'current',
  'secret',
  'token',
  'code_verifier',
  'authorization',
  'cookie',
];

/**
 * How the server's log is kept free of people: fields that may hold a name, a phone or a secret are replaced, and an error
 * is written without what the database quotes of a row (detail, where) and without the parameters of a statement.
 */
export const privateLog: Pick<LoggerOptions, 'redact' | 'serializers'> = {
  redact: {
    paths: personal
      .flatMap((field) => [field, `*.${field}`, `*.*.${field}`])
      .filter((path) => path !== 'name'),
    censor: '[left out]',
  },
  serializers: { err: bareError },
};

function bareError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: typeof error };
  const { code, constraint_name, table_name, severity, routine } = error as Error & Record<string, unknown>;
  return {
    type: error.constructor.name,
    message: withoutValues(error.message),
    stack: error.stack && withoutValues(error.stack),
    ...Object.fromEntries(
      Object.entries({ code, constraint: constraint_name, table: table_name, severity, routine }).filter(
        ([, value]) => value !== undefined,
      ),
    ),
    ...(error.cause !== undefined && { cause: bareError(error.cause) }),
  };
}

/** The database quotes the value it could not read: `invalid input syntax for type integer: "…"`. */
const withoutValues = (text: string): string => text.replace(/(: )"[^"\n]*"/g, '$1"[left out]"');
