import { type Account, grant } from '../access/session.ts';
import type { StoredEdition } from './store.ts';

/** Drafts, and what was taken back, are for those who load editions. */
export const maySee = ({ status }: Pick<StoredEdition, 'status'>, account: Account): boolean =>
  status === 'published' || grant(account, 'edition.load') !== null;
