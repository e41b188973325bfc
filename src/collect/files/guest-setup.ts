import { gunzipSync } from 'node:zlib';
import type { GuestSetup, RowPath } from '../../model/sighting.js';
import { filesAndScriptsIn } from './guest/cloud-config.js';
import { judgeFile, judgeScript, type Judgement } from './guest/judge.js';

/** Azure takes 64 KB of custom data, in base64 a third more; what is much longer is not looked at. */
const MAX_TEXT = 128 << 10;

/**
 * What a text that runs in the guest sets up there: cloud-init, a shell or PowerShell script, a command line. Only what
 * certainly takes DHCP from the primary interface, or certainly turns the VM agent off, counts. Nothing of the text is
 * quoted.
 *
 * @param text clear, or in base64 as `customData` is; what is not known of it may stand in it as `<…>`
 * @param path where the text stands in the row
 */
export function guestSetupIn(text: string, path: RowPath): GuestSetup | undefined {
  const clear = clearText(text);
  if (clear === undefined) return undefined;
  const { files, scripts } = filesAndScriptsIn(clear);
  const judgements: Judgement[] = [
    ...files.map(({ path: file, content }) => judgeFile(file, content)),
    ...scripts.map(judgeScript),
  ];
  const hint = (what: string | undefined) => (what === undefined ? undefined : { what, path });
  const staticAddress = hint(judgements.find((each) => each.staticAddress !== undefined)?.staticAddress);
  const agentOff = hint(judgements.find((each) => each.agentOff !== undefined)?.agentOff);
  if (staticAddress === undefined && agentOff === undefined) return undefined;
  return {
    ...(staticAddress === undefined ? {} : { staticAddress }),
    ...(agentOff === undefined ? {} : { agentOff }),
  };
}

function clearText(text: string): string | undefined {
  if (text.length > MAX_TEXT) return undefined;
  const packed = text.replace(/\s+/g, '');
  if (packed.length < 8 || packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) return text;
  const bytes = Buffer.from(packed, 'base64');
  try {
    const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const clear = isGzip ? gunzipSync(bytes, { maxOutputLength: MAX_TEXT }) : bytes;
    // One word can look like base64: what decodes to no text was none.
    return new TextDecoder('utf-8', { fatal: true }).decode(clear);
  } catch {
    return text;
  }
}
