import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { guestSetupIn } from '../../../src/collect/files/guest-setup.js';

const PATH = ['properties', 'osProfile', 'customData'];
const setup = (text: string) => guestSetupIn(text, PATH);
const written = (path: string, content: string) =>
  `#cloud-config\nwrite_files:\n- path: ${path}\n  content: |\n${content.replace(/^/gm, '    ')}\n`;
const netplan = (ethernets: string) =>
  written(
    '/etc/netplan/99.yaml',
    `network:\n  version: 2\n  ethernets:\n${ethernets.replace(/^/gm, '    ')}`,
  );

describe('a static address', () => {
  test.each([
    ['netplan', netplan('eth0:\n  dhcp4: false\n  addresses: [10.0.0.4/24]'), 'netplan: dhcp4: false'],
    ['netplan, dhcp4: no', netplan('ens3:\n  dhcp4: no'), 'netplan: dhcp4: false'],
    ['netplan, addresses only', netplan('eth0:\n  addresses:\n  - 10.0.0.4/24'), 'netplan: static addresses'],
    [
      'netplan from a script',
      "#!/bin/bash\ncat > /etc/netplan/01.yaml <<'EOF'\nnetwork:\n  ethernets:\n    eth0: {dhcp4: false}\nEOF\nnetplan apply",
      'netplan: dhcp4: false',
    ],
    [
      'ifcfg',
      written('/etc/sysconfig/network-scripts/ifcfg-eth0', 'DEVICE=eth0\nBOOTPROTO=static\nIPADDR=10.0.0.4'),
      'ifcfg: BOOTPROTO=static',
    ],
    [
      'ifcfg, none',
      written('/etc/sysconfig/network-scripts/ifcfg-eth0', 'BOOTPROTO="none"'),
      'ifcfg: BOOTPROTO=none',
    ],
    [
      'interfaces',
      written(
        '/etc/network/interfaces',
        'auto lo\niface lo inet loopback\nauto eth0\niface eth0 inet static\n  address 10.0.0.4',
      ),
      '/etc/network/interfaces: inet static',
    ],
    [
      'nmcli',
      '#!/bin/sh\nnmcli con mod "System eth0" ipv4.method manual ipv4.addresses 10.0.0.4/24',
      'nmcli: ipv4.method manual',
    ],
    [
      'nmcli in runcmd',
      '#cloud-config\nruncmd:\n- [nmcli, con, mod, eth0, ipv4.method, manual]\n',
      'nmcli: ipv4.method manual',
    ],
    [
      'netsh',
      'netsh interface ip set address "Ethernet" static 10.0.0.4 255.255.255.0 10.0.0.1',
      'netsh: a static address',
    ],
    [
      'netsh, named arguments',
      'netsh interface ipv4 set address name="Ethernet" source=static addr=10.0.0.4',
      'netsh: a static address',
    ],
    [
      'New-NetIPAddress',
      'powershell -Command "New-NetIPAddress -InterfaceAlias Ethernet -IPAddress 10.0.0.4 -PrefixLength 24"',
      'New-NetIPAddress',
    ],
    [
      'New-NetIPAddress over two lines',
      'New-NetIPAddress -InterfaceIndex $i `\n  -IPAddress 10.0.0.4',
      'New-NetIPAddress',
    ],
    [
      'Set-NetIPInterface',
      'Set-NetIPInterface -InterfaceAlias "Ethernet" -Dhcp Disabled',
      'Set-NetIPInterface -Dhcp Disabled',
    ],
  ])('%s', (_, text, what) => {
    const expected = { staticAddress: { what, path: PATH } };
    expect(setup(text)).toEqual(expected);
    expect(setup(Buffer.from(text).toString('base64'))).toEqual(expected);
    expect(setup(gzipSync(text).toString('base64'))).toEqual(expected);
  });

  test.each([
    ['DHCP', netplan('eth0:\n  dhcp4: true')],
    ['DHCP with one more address', netplan('eth0:\n  dhcp4: true\n  addresses: [10.0.0.9/24]')],
    ['another interface', netplan('eth0:\n  dhcp4: true\neth1:\n  dhcp4: false\n  addresses: [10.0.1.4/24]')],
    ['another interface alone', netplan('eth1:\n  dhcp4: false')],
    ['an interface that a rule names', netplan('second:\n  match: {name: eth1}\n  dhcp4: false')],
    [
      'a bond',
      written(
        '/etc/netplan/1.yaml',
        'network:\n  ethernets:\n    eth0: {dhcp4: false}\n  bonds:\n    bond0: {dhcp4: true}',
      ),
    ],
    ['IPv6 only', netplan('eth0:\n  addresses: ["fd00::1/64"]')],
    ['loopback', netplan('eth0:\n  addresses: [127.0.0.2/8]')],
    [
      'a network key of user data, which cloud-init ignores',
      '#cloud-config\nnetwork:\n  ethernets:\n    eth0: {dhcp4: false}\n',
    ],
    ['another file', written('/opt/example.yaml', 'network:\n  ethernets:\n    eth0: {dhcp4: false}')],
    ['ifcfg with DHCP', written('/etc/sysconfig/network-scripts/ifcfg-eth0', 'BOOTPROTO=dhcp')],
    ['ifcfg of another interface', written('/etc/sysconfig/network-scripts/ifcfg-eth1', 'BOOTPROTO=static')],
    [
      'ifcfg that is commented out',
      written('/etc/sysconfig/network-scripts/ifcfg-eth0', '#BOOTPROTO=static\nBOOTPROTO=dhcp'),
    ],
    [
      'interfaces with DHCP',
      written('/etc/network/interfaces', 'iface eth0 inet dhcp\niface eth1 inet static\n  address 10.0.1.4'),
    ],
    ['a comment', '#!/bin/sh\n# nmcli con mod eth0 ipv4.method manual\necho done'],
    [
      'a comment in PowerShell',
      '<#\nNew-NetIPAddress -InterfaceAlias Ethernet -IPAddress 10.0.0.4\n#>\nWrite-Host x',
    ],
    ['nmcli of another interface', 'nmcli con mod eth1 ipv4.method manual'],
    [
      'netsh of another interface',
      'netsh interface ip set address "Ethernet 2" static 10.0.1.4 255.255.255.0',
    ],
    ['netsh back to DHCP', 'netsh interface ip set address "Ethernet" dhcp'],
    [
      'a virtual switch',
      'New-VMSwitch -Name NAT -SwitchType Internal\nNew-NetIPAddress -IPAddress 192.168.0.1 -PrefixLength 24 -InterfaceIndex $adapter.ifIndex',
    ],
    [
      'the interface of a virtual switch',
      'New-NetIPAddress -IPAddress 192.168.0.1 -InterfaceAlias "vEthernet (NAT)"',
    ],
    ['a loopback adapter', 'New-NetIPAddress -InterfaceAlias "Loopback" -IPAddress 10.0.0.100'],
    ['a link-local address', 'New-NetIPAddress -InterfaceAlias Ethernet -IPAddress 169.254.1.1'],
    ['something else', '#!/bin/bash\napt-get update && apt-get install -y nginx'],
    ['nothing', ''],
  ])('is none: %s', (_, text) => {
    expect(setup(text)).toBeUndefined();
    expect(setup(Buffer.from(text).toString('base64'))).toBeUndefined();
  });
});

describe('the agent', () => {
  test.each([
    [
      'waagent.conf',
      written('/etc/waagent.conf', 'Provisioning.Agent=auto\nExtensions.Enabled=n'),
      'waagent.conf: Extensions.Enabled=n',
    ],
    [
      'sed',
      "sed -i 's/Extensions.Enabled=y/Extensions.Enabled=n/' /etc/waagent.conf",
      'waagent.conf: Extensions.Enabled=n',
    ],
    ['echo', 'echo "Extensions.Enabled=n" >> /etc/waagent.conf', 'waagent.conf: Extensions.Enabled=n'],
    [
      'systemctl',
      '#cloud-config\nruncmd:\n- systemctl disable --now walinuxagent.service\n',
      'systemctl disable walinuxagent',
    ],
    ['systemctl of other distributions', 'systemctl mask waagent', 'systemctl disable walinuxagent'],
    ['apt', 'apt-get -y purge walinuxagent', 'the package walinuxagent is removed'],
    ['yum', 'yum remove -y WALinuxAgent', 'the package walinuxagent is removed'],
    [
      'Windows',
      'Set-Service -Name WindowsAzureGuestAgent -StartupType Disabled',
      'the service WindowsAzureGuestAgent is disabled',
    ],
  ])('is off: %s', (_, text, what) => {
    expect(setup(text)).toEqual({ agentOff: { what, path: PATH } });
  });

  test.each([
    [
      'provisioning only',
      written('/etc/waagent.conf', 'Provisioning.Agent=disabled\nProvisioning.Enabled=n'),
    ],
    ['on', written('/etc/waagent.conf', 'Extensions.Enabled=y')],
    ['on again', 'systemctl disable walinuxagent\napt-get -y upgrade\nsystemctl enable walinuxagent'],
    ['switched on by sed', "sed -i 's/Extensions.Enabled=n/Extensions.Enabled=y/' /etc/waagent.conf"],
    ['a restart', 'systemctl stop walinuxagent; systemctl start walinuxagent'],
    ['deprovisioned', 'waagent -deprovision+user -force'],
    ['a comment', '# systemctl disable walinuxagent'],
  ])('is not off: %s', (_, text) => {
    expect(setup(text)).toBeUndefined();
  });
});

test('nothing of the text is in the words', () => {
  const text = netplan('eth0:\n  dhcp4: false\n  addresses: [10.11.12.13/24]').replace(
    '99.yaml',
    'hunter2.yaml',
  );
  expect(JSON.stringify(setup(text))).not.toMatch(/hunter2|10\.11/);
});

test('nothing hangs: aliases that grow, long lines, depth', () => {
  const bomb = `a: &a [x, x]\n${Array.from({ length: 30 }, (_, index) => `${String.fromCharCode(98 + (index % 24))}${index}: &b${index} [*${index === 0 ? 'a' : `b${index - 1}`}, *${index === 0 ? 'a' : `b${index - 1}`}]`).join('\n')}`;
  const started = performance.now();
  setup(`#cloud-config\n${bomb}`);
  setup(`#cloud-config\n${'['.repeat(100_000)}`);
  setup('netsh '.repeat(50_000));
  setup('iface eth0 inet static\n'.repeat(20_000));
  setup(written('/etc/network/interfaces', 'iface lo inet static\n'.repeat(5000)));
  setup('cat > /etc/x <<A\n'.repeat(20_000));
  setup('<#'.repeat(100_000));
  setup('A'.repeat(4 << 20));
  expect(performance.now() - started).toBeLessThan(3000);
});
