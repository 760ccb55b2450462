/** Tells a query that a server's schema is too old for from one that is wrong in another way. */
import { isTableauError } from '../errors';

/** The texts of graphql-java's validation, which are not translated. */
export function isOlderSchema(error: unknown): boolean {
  return (
    isTableauError(error, 'graphql') &&
    /Validation error|FieldUndefined|UnknownType|UnknownArgument|WrongType/u.test(
      error.details.summary ?? '',
    )
  );
}
