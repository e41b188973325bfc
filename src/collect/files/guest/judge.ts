import { isJsonObject } from '../../to-row.js';
import { parsedYaml } from './cloud-config.js';

/** What a file or a script does to the guest, in words that quote nothing of it. */
export interface Judgement {
  readonly staticAddress?: string;
  readonly agentOff?: string;
}

/** Interfaces that are not the primary one of an Azure VM. */
const OTHER_INTERFACE =
  /(?:^|[\s"'=:/-])(?:eth[1-9]\d*|lo|docker\d*|br\d+|br-\w+|virbr\d*|tun\d+|tap\d+|wg\d+|veth\w*|dummy\d+|bond\d+|vlan\d+|ib\d+)(?:[\s"'=:.]|$)/i;

/** Longer lines are cut. */
const LONGEST_LINE = 4096;

/** Addresses of the machine itself, which take nothing from the primary interface. */
const LOCAL_ADDRESS = /^(?:127\.|169\.254\.)/;

/** Judges a configuration file that the text writes. */
export function judgeFile(path: string, content: string): Judgement {
  if (/\/netplan\/[^/]+\.ya?ml$/i.test(path)) return told('staticAddress', netplan(content));
  const [, ifcfg] = /\/ifcfg-([\w.-]+)$/i.exec(path) ?? [];
  if (ifcfg !== undefined) return told('staticAddress', isOther(ifcfg) ? undefined : bootproto(content));
  if (/\/etc\/network\/interfaces(?:\.d\/[^/]+)?$/i.test(path))
    return told('staticAddress', interfaces(content));
  if (/\/waagent\.conf$/i.test(path)) return told('agentOff', waagentConf(content));
  return {};
}

function told(what: keyof Judgement, words: string | undefined): Judgement {
  return words === undefined ? {} : { [what]: words };
}

function isOther(name: string): boolean {
  return OTHER_INTERFACE.test(name);
}

/** https://netplan.readthedocs.io/en/stable/netplan-yaml/ */
function netplan(content: string): string | undefined {
  const document = parsedYaml(content);
  const network = isJsonObject(document) ? document.network : undefined;
  const ethernets = isJsonObject(network) ? network.ethernets : undefined;
  // Members of bonds and bridges have no address of their own.
  if (
    !isJsonObject(ethernets) ||
    !isJsonObject(network) ||
    network.bonds !== undefined ||
    network.bridges !== undefined
  )
    return undefined;
  const cards = Object.entries(ethernets).filter(
    ([name, card]) => isJsonObject(card) && !isOther(nameOf(name, card)),
  );
  const isOn = (card: unknown) => isJsonObject(card) && /^(?:true|yes|on)$/i.test(String(card.dhcp4));
  // With DHCP on one card, the others are additional ones.
  if (cards.some(([, card]) => isOn(card))) return undefined;
  for (const [, card] of cards) {
    if (!isJsonObject(card)) continue;
    if (/^(?:false|no|off)$/i.test(String(card.dhcp4))) return 'netplan: dhcp4: false';
    const addresses = Array.isArray(card.addresses) ? (card.addresses as unknown[]) : [];
    const isStatic = addresses.some((each) => {
      const address = isJsonObject(each) ? (Object.keys(each)[0] ?? '') : String(each);
      return /^\d+\.\d+\.\d+\.\d+/.test(address) && !LOCAL_ADDRESS.test(address);
    });
    if (isStatic) return 'netplan: static addresses';
  }
  return undefined;
}

function nameOf(name: string, card: unknown): string {
  const match = isJsonObject(card) ? card.match : undefined;
  return isJsonObject(match) && typeof match.name === 'string' ? match.name : name;
}

function bootproto(content: string): string | undefined {
  if (/^[ \t]*(?:SLAVE|MASTER|BRIDGE)\s*=/im.test(content) || /^[ \t]*ONBOOT\s*=\s*["']?no\b/im.test(content))
    return undefined;
  const [, device] = /^[ \t]*DEVICE\s*=\s*["']?([\w.-]+)/im.exec(content) ?? [];
  if (device !== undefined && isOther(device)) return undefined;
  const [, protocol] = /^[ \t]*BOOTPROTO\s*=\s*["']?(static|none)\b/im.exec(content) ?? [];
  return protocol === undefined ? undefined : `ifcfg: BOOTPROTO=${protocol.toLowerCase()}`;
}

function interfaces(content: string): string | undefined {
  for (const [, name = '', body = ''] of content.matchAll(
    /^[ \t]*iface[ \t]+(\S+)[ \t]+inet[ \t]+static\b([^]*?)(?=^[ \t]*(?:iface|auto)\b|(?![^]))/gm,
  )) {
    const [, address = ''] = /^[ \t]*address[ \t]+(\S+)/m.exec(body) ?? [];
    if (!isOther(name) && !LOCAL_ADDRESS.test(address)) return '/etc/network/interfaces: inet static';
  }
  return undefined;
}

/**
 * Without extensions the backup cannot reach the agent; `Provisioning.Agent` is about the first boot only
 * (https://learn.microsoft.com/azure/virtual-machines/extensions/agent-linux#configuration).
 */
function waagentConf(content: string): string | undefined {
  const settings = [...content.matchAll(/^[ \t]*Extensions\.Enabled[ \t]*=[ \t]*([yn])\b/gim)];
  return settings.at(-1)?.[1]?.toLowerCase() === 'n' ? 'waagent.conf: Extensions.Enabled=n' : undefined;
}

/** Judges a script or command line, line by line. */
export function judgeScript(text: string): Judgement {
  const lines = text
    .replace(/<#[^]*?(?:#>|$(?![^]))/g, '')
    .replace(/(?:\\|`)\r?\n/g, ' ')
    .split(/\r?\n|;|&&/)
    .map((line) => line.slice(0, LONGEST_LINE))
    .filter((line) => !/^\s*(?:#|REM\b|::)/i.test(line));
  const hasVirtual = /vEthernet|VMSwitch|Hyper-V|NetNat|Loopback/i.test(text);
  let staticAddress: string | undefined;
  let agentOff: string | undefined;
  for (const line of lines) {
    staticAddress ??= staticIn(line, hasVirtual);
    // A script may turn the agent off for a while: the last word counts.
    if (says(line, AGENT, /\bsystemctl\s+(?:enable|unmask)\b|\bapt(?:-get)?\b.*\binstall\b/i))
      agentOff = undefined;
    agentOff = agentOffIn(line) ?? agentOff;
  }
  return {
    ...(staticAddress === undefined ? {} : { staticAddress }),
    ...(agentOff === undefined ? {} : { agentOff }),
  };
}

/** Whether all of the patterns are in the line, in any order: a pattern with gaps could take long on a made-up line. */
function says(line: string, ...patterns: readonly RegExp[]): boolean {
  return patterns.every((pattern) => pattern.test(line));
}

function staticIn(line: string, hasVirtual: boolean): string | undefined {
  if (says(line, /\bnmcli\b/i, /\bipv4\.method\s+manual\b/i))
    return isOther(line) ? undefined : 'nmcli: ipv4.method manual';
  if (says(line, /\bnetsh\b/i, /\bint(?:erface)?\s+ip(?:v4)?\b/i, /\bset\s+address\b/i, /\bstatic\b/i))
    return isPrimary(line, hasVirtual) ? 'netsh: a static address' : undefined;
  if (says(line, /\bNew-NetIPAddress\b/i)) {
    const [, address = ''] = /-IPAddress\s+["']?([\d.]+)/i.exec(line) ?? [];
    return isPrimary(line, hasVirtual) && !LOCAL_ADDRESS.test(address) ? 'New-NetIPAddress' : undefined;
  }
  if (says(line, /\bSet-NetIPInterface\b/i, /-Dhcp\s+["']?Disabled\b/i))
    return isPrimary(line, hasVirtual) ? 'Set-NetIPInterface -Dhcp Disabled' : undefined;
  return undefined;
}

/** In Azure the primary interface of Windows is called Ethernet; another name is another interface. */
function isPrimary(line: string, hasVirtual: boolean): boolean {
  const [, quoted, plain] =
    /(?:-InterfaceAlias|-Name|\bname\s*=|\bset\s+address)\s*(?:["']([^"']+)["']|([\w$.]+))/i.exec(line) ?? [];
  const name = quoted ?? plain;
  if (name !== undefined && /^(?:Ethernet|Local Area Connection)$/i.test(name)) return true;
  const isNamed = name !== undefined && !name.startsWith('$') && !/^(?:name|static)$/i.test(name);
  return !isNamed && !hasVirtual;
}

const AGENT = /\b(?:walinuxagent|waagent|python-azure-agent)\b/i;
const WINDOWS_AGENT = /\bWindowsAzureGuestAgent\b/i;

function agentOffIn(line: string): string | undefined {
  if (says(line, AGENT, /\bsystemctl\b/i, /\s(?:disable|mask)\b/i)) return 'systemctl disable walinuxagent';
  if (
    says(line, AGENT, /\b(?:apt|apt-get|yum|dnf|zypper|tdnf)\s/i, /\s(?:remove|purge|erase|rm|autoremove)\b/i)
  )
    return 'the package walinuxagent is removed';
  if (says(line, WINDOWS_AGENT, /\bSet-Service\b/i, /-StartupType\s+["']?Disabled\b/i))
    return 'the service WindowsAzureGuestAgent is disabled';
  if (says(line, WINDOWS_AGENT, /\bsc(?:\.exe)?\s+config\b/i, /\bstart=\s*disabled\b/i))
    return 'the service WindowsAzureGuestAgent is disabled';
  if (!says(line, /waagent\.conf/i)) return undefined;
  const settings = [...line.matchAll(/Extensions\\?\.Enabled\s*=\s*([yn])\b/gi)];
  return settings.at(-1)?.[1]?.toLowerCase() === 'n' ? 'waagent.conf: Extensions.Enabled=n' : undefined;
}
