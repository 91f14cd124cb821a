/**
 * What the gateway must know of a statement's text before the engine sees it.
 * Everything not listed here passes untouched.
 */
export type StatementKind =
  | { readonly kind: 'copyFromStdin' }
  | { readonly kind: 'listen' | 'unlisten'; readonly channel: string }
  | { readonly kind: 'unlistenAll' }
  | { readonly kind: 'commit' }
  | { readonly kind: 'rollback' }
  | { readonly kind: 'other' };

/** The statements of a text, which may be several with semicolons between them, each as its kind. */
export function statementKinds(text: string): StatementKind[] {
  if (!/\b(stdin|listen|unlisten|commit|end|rollback|abort)\b/i.test(text)) return [{ kind: 'other' }];
  return splitStatements(text).map(kindOf);
}

function kindOf(statement: string): StatementKind {
  if (/^copy\b.*\bfrom\s+(program\s+)?stdin\b/is.test(statement)) return { kind: 'copyFromStdin' };
  if (/^unlisten\s*\*/i.test(statement)) return { kind: 'unlistenAll' };
  const listening = /^(un)?listen(?=[\s"])\s*(?:"((?:[^"]|"")+)"|([\w$\u0080-\uffff]+))$/i.exec(statement);
  if (listening) {
    const [, un, quoted, bare] = listening;
    // An unquoted name is folded to lower case, as PostgreSQL does.
    const channel = quoted === undefined ? (bare as string).toLowerCase() : quoted.replaceAll('""', '"');
    return { kind: un ? 'unlisten' : 'listen', channel };
  }
  if (/^(commit|end)\b/i.test(statement)) return { kind: 'commit' };
  if (/^(rollback|abort)\b(?!.*\bto\b)/is.test(statement)) return { kind: 'rollback' };
  return { kind: 'other' };
}

/**
 * Cuts at the semicolons that lie outside strings, quoted names, dollar quotes and comments.
 * Comments are dropped and strings emptied, so that no word inside them is taken for a keyword.
 */
function splitStatements(text: string): string[] {
  const token =
    /--[^\n]*|\/\*[\s\S]*?\*\/|\b[eE]'[^'\\]*(?:(?:\\[\s\S]|'')[^'\\]*)*'|'[^']*(?:''[^']*)*'|"[^"]*(?:""[^"]*)*"|\$(\w*)\$[\s\S]*?\$\1\$|;|[^-/'"$;eE]+|[\s\S]/g;
  const statements: string[] = [];
  let current = '';
  for (const [part] of text.matchAll(token)) {
    if (part === ';') {
      statements.push(current);
      current = '';
    } else if (part.startsWith('--') || part.startsWith('/*')) current += ' ';
    else if (/^([eE]?'|\$\w*\$)/.test(part)) current += "''";
    else current += part;
  }
  statements.push(current);
  return statements.map((statement) => statement.trim()).filter((statement) => statement !== '');
}
