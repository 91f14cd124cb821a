/** Why a database was not opened or not migrated; screens and terminals may translate by the code. */
export type DatabaseRefusalCode =
  /** Another process uses the data folder. */
  | 'folder-held'
  /** The data folder was made by another version of the engine. */
  | 'folder-foreign'
  /** DATABASE_URL cannot be read. */
  | 'url'
  /** No server answers at DATABASE_URL, or it lets us not in. */
  | 'unreachable'
  /** The server is too old, lacks PostGIS, or does not keep text as UTF-8. */
  | 'unsuitable'
  /** The migrations applied to the database are not those of this program. */
  | 'migrations';

/** An expected reason for which the database cannot be used. The message is English, complete, and names no password. */
export class DatabaseRefusal extends Error {
  readonly code: DatabaseRefusalCode;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: DatabaseRefusalCode, message: string, details: Record<string, string | number> = {}) {
    super(message);
    this.name = 'DatabaseRefusal';
    this.code = code;
    this.details = details;
  }
}
