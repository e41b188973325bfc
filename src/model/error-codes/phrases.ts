/** What several error codes have in common: causes inside the guest, and steps of repair. */
export const AGENT_IN_GUEST = [
  'The agent service is stopped or damaged (Windows: WindowsAzureGuestAgent; Linux: walinuxagent or waagent). From outside: the agent is not ready (--deep).',
  'The configuration of the Linux agent: /etc/waagent.conf needs Extensions.Enable=y and Provisioning.Agent=auto.',
  'Windows: .NET Framework 4.5 or later is missing.',
  'Linux: SELinux guards /var/lib/waagent, or /var or /var/lib is mounted noexec.',
];
export const DHCP_IN_GUEST =
  'DHCP is off in the guest, or a static address is set inside it: the guest cannot learn the address of the host (option 245). From outside: the agent is not ready and the interface has a static or second address.';
export const SNAPSHOT_IN_GUEST = [
  'The VM was shut down from inside (for example over RDP) and its state is reported wrongly. Stop it once from Azure.',
  'AppLocker or another application control keeps the backup extension from running.',
];
export const RESTART_AGENT =
  'Restart the agent in the guest: `Restart-Service WindowsAzureGuestAgent` on Windows, `sudo systemctl restart walinuxagent` on Ubuntu and Debian, `sudo systemctl restart waagent` elsewhere. If it is missing, install it.';
export const UPDATE_AGENT =
  'Update the agent while no backup runs: the newest MSI on Windows, the package of the distribution on Linux (not from GitHub).';
export const CLEAN_UP = [
  'Remove the lock from the restore point group, the collection or the subscription: `az lock delete --ids <lock id>`. Whatever else it protects loses that protection; write down what `az lock show --ids <lock id>` says first.',
  'Start a backup by hand: `az backup protection backup-now --resource-group <vault group> --vault-name <vault> --container-name <vm> --item-name <vm> --backup-management-type AzureIaasVM`. The first one may fail; it starts the clean-up, which takes some hours.',
  'If the backups still fail, delete the restore point collection of the VM: `az restore-point collection delete --ids <collection id>`. The recovery points in the vault stay. Those that are not in the vault yet are lost, and the next backup compares whole disks, which can take more than a day. With many points the deletion can time out; try it two or three times.',
];

export const ONLY_THE_JOB =
  'From outside: nothing before the first failure; then the error code of the job (low confidence).';
