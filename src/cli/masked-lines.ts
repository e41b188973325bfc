/** Names of what may hold a secret, and of texts that may be full of them. */
const SECRET =
  /pass|pwd|secret|token|credential|key|sas|connectionstring|certificate|data|settings|script|command|\b(default_?)?value\b/i;

/** A text that gives something a secret itself. */
const GIVES_SECRET = /(?:pass(?:word)?|pwd|secret|token|sig|key)\s*[=:]/i;

const QUOTED = /"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?/g;

/** What a line is cut to: templates may stand on one line. */
const LONGEST_LINE = 160;

/** The lines of a file as they may be shown: texts that may be secret are hidden, those over several lines always. */
export function maskedLines(lines: readonly string[], file: string, from: number, to: number): string[] {
  const starts = textStarts(lines, file, to);
  return lines.slice(from, to).map((line, at) => {
    if (starts[from + at] === true) return '…';
    const isOpen = starts[from + at + 1] === true;
    return cut(isOpen ? `${nameIn(line)}…` : maskedLine(line));
  });
}

/** What a line names: the part before `:` or `=`. */
export function nameIn(line: string): string {
  return /^[^:=]*[:=]?/.exec(line)?.[0] ?? '';
}

/** A line with the texts in quotes hidden that are named as something secret, or that have no name. */
function maskedLine(line: string): string {
  let [masked, end, name] = ['', 0, ''];
  for (const { 0: text, index } of line.matchAll(QUOTED)) {
    const gap = line.slice(end, index);
    end = index + text.length;
    const isKey = /^\s*:/.test(line.slice(end));
    if (/\w/.test(gap)) name = gap;
    const isHidden = !isKey && (name === '' || SECRET.test(name) || GIVES_SECRET.test(text));
    masked += gap + (isHidden ? `${text.charAt(0)}…${text.charAt(0)}` : text);
    if (isKey) name = text;
  }
  return masked + line.slice(end);
}

function cut(line: string): string {
  return line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE - 1)}…`;
}

/** For each line up to a number whether it begins inside a text over several lines. */
function textStarts(lines: readonly string[], file: string, upTo: number): boolean[] {
  const starts: boolean[] = [];
  const read = /\.(tf|tofu)$/i.test(file) ? hereDocument : /\.bicep$/i.test(file) ? quotedThrice : quotedOnce;
  let open: string | undefined;
  for (const line of lines.slice(0, upTo + 1)) {
    starts.push(open !== undefined);
    open = read(line, open);
  }
  return starts;
}

/** The word that ends the here-document that is open at the end of the line. */
function hereDocument(line: string, open: string | undefined): string | undefined {
  if (open !== undefined) return line.trim() === open ? undefined : open;
  return /<<[-~]?\s*"?(\w+)"?\s*$/.exec(line)?.[1];
}

function quotedThrice(line: string, open: string | undefined): string | undefined {
  return (line.split("'''").length - 1) % 2 === 0 ? open : open === undefined ? "'''" : undefined;
}

/** JSON of templates may have texts over several lines; what follows `//` outside of a text is a comment. */
function quotedOnce(line: string, open: string | undefined): string | undefined {
  let now = open;
  for (let at = 0; at < line.length; at++) {
    const char = line[at];
    if (now !== undefined && char === '\\') at++;
    else if (char === '"') now = now === undefined ? '"' : undefined;
    else if (now === undefined && char === '/' && line[at + 1] === '/') break;
  }
  return now;
}
