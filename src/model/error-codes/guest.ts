import type { ErrorCode } from './error-code.js';
import { VM_PAGE } from './pages.js';
import { ONLY_THE_JOB } from './phrases.js';

/** The error codes whose cause is inside the guest: nobody sees it from outside before the backup fails. */
export const GUEST_CODES: readonly ErrorCode[] = [
  {
    code: 'ExtensionSnapshotFailedCOM',
    aliases: ['ExtensionInstallationFailedCOM', 'ExtensionInstallationFailedMDTC'],
    says: 'Snapshot operation, or the installation of the extension, failed due to a COM+ error.',
    cause: 'Windows: the COM+ System Application or the Distributed Transaction Coordinator does not work.',
    guestOnly: [
      `The COM+ System Application is stopped, or MSDTC does not run as Network Service. ${ONLY_THE_JOB}`,
    ],
    repair: [
      'Start COM+: `net start COMSysApp`.',
      'Let the Distributed Transaction Coordinator run as Network Service, and restart COM+.',
      'If it does not start: stop MSDTC, `msdtc -uninstall`, `msdtc -install`, start it.',
    ],
    links: [VM_PAGE],
  },
  {
    code: 'ExtensionFailedVssWriterInBadState',
    aliases: [],
    says: 'Snapshot operation failed because VSS writers were in a bad state.',
    cause: 'Windows: a VSS writer is not stable, or the disks are too busy for its snapshot.',
    guestOnly: [
      `A writer whose state is not "[1] Stable". ${ONLY_THE_JOB}`,
      'Disks at their limit of IOPS. From outside: the metrics of IOPS consumed, and recovery points that are only file-system consistent (low confidence).',
    ],
    repair: [
      'See that the VM has free disk space, memory and CPU.',
      'List the writers: `vssadmin list writers`; restart the service of each one that is not stable. Its application may stop for a moment.',
      'Run the backup at a quieter hour, or give the disks more IOPS.',
    ],
    links: [VM_PAGE],
  },
  {
    code: 'ExtensionFailedVssServiceInBadState',
    aliases: [],
    says: 'Snapshot operation failed due to VSS (Volume Shadow Copy) service in bad state.',
    cause: 'Windows: the service Volume Shadow Copy does not work.',
    guestOnly: [`The service is stopped or hangs. ${ONLY_THE_JOB}`],
    repair: ['Restart it: `net stop VSS`, `net start VSS`. If that does not help, restart the VM.'],
    links: [VM_PAGE],
  },
  {
    code: 'ExtensionConfigParsingFailure',
    aliases: [],
    says: 'Failure in parsing the config for the backup extension.',
    cause: 'Windows: the permissions of the folder MachineKeys were changed.',
    guestOnly: ['The permissions of the folder. From outside: no sign.'],
    repair: [
      'Look: `icacls %systemdrive%\\programdata\\microsoft\\crypto\\rsa\\machinekeys`. The defaults are Everyone (R,W) and BUILTIN\\Administrators (F).',
      'Reset them, and delete the certificates issued to "Windows Azure CRP Certificate Generator".',
      'Start a backup.',
    ],
    links: [VM_PAGE],
  },
  {
    code: 'ExtensionVCRedistInstallationFailure',
    aliases: [],
    says: 'The snapshot operation failed because of failure to install Visual C++ Redistributable for Visual Studio 2015.',
    cause: 'Windows: the installation of the Visual C++ runtime is blocked.',
    guestOnly: [
      'The Windows Installer service is disabled, or rights to the registry or an antivirus block it. From outside: no sign.',
    ],
    repair: [
      'Install vcredist2013_x64 from C:\\Packages\\Plugins\\Microsoft.Azure.RecoveryServices.VMSnapshot\\<version>.',
      'Set Start to 3 under HKLM\\SYSTEM\\CurrentControlSet\\Services\\Msiserver.',
      'Restart the VM agent.',
    ],
    links: [VM_PAGE],
  },
  {
    code: 'ExtensionSnapshotFailedNoSecureNetwork',
    aliases: [],
    says: 'The snapshot operation failed because of failure to create a secure network communication channel.',
    cause: 'Old Windows: .NET Framework does not use strong cryptography.',
    guestOnly: [
      'The registry value SchUseStrongCrypto is missing. From outside: a Windows of 2012 R2 or older (low confidence; policy `guest-os-supported`).',
    ],
    repair: [
      'Under HKLM\\SOFTWARE\\Microsoft, for each version of .NET Framework, set SchUseStrongCrypto to dword 1.',
      'Upgrade the guest.',
    ],
    links: [VM_PAGE],
  },
  {
    code: 'VMRestorePointInternalError',
    aliases: [],
    says: 'Antivirus configured in the VM is restricting the execution of backup extension.',
    cause: 'Windows: an antivirus stops IaaSBcdrExtension.exe.',
    guestOnly: [
      'The event log names the faulting application IaaSBcdrExtension.exe. From outside: an extension of an antivirus on the VM (low confidence).',
    ],
    repair: [
      'Leave these folders out of the antivirus: C:\\Packages\\Plugins\\Microsoft.Azure.RecoveryServices.VMSnapshot and C:\\WindowsAzure\\Logs\\Plugins\\Microsoft.Azure.RecoveryServices.VMSnapshot.',
    ],
    links: [VM_PAGE],
  },
  {
    code: 'UserErrorFsFreezeFailed',
    aliases: [],
    says: 'Failed to freeze one or more mount-points of the VM to take a file-system consistent snapshot.',
    cause: 'Linux: a file system is not clean, or one device is mounted twice.',
    guestOnly: [`Dirty or duplicate mounts. ${ONLY_THE_JOB}`],
    repair: [
      'Unmount the device, check it with `fsck`, mount it again.',
      'Remove duplicate mounts (`mount` lists them).',
      'Or leave a mount out: `MountsToSkip` under `[SnapshotThread]` in /etc/azure/vmbackup.conf. If there is none, copy it from the folder main/tempPlugin of the extension in /var/lib/waagent.',
    ],
    links: [VM_PAGE],
  },
  {
    code: 'UserErrorUnableToOpenMount',
    aliases: [],
    says: 'Some mount point is not accessible.',
    cause:
      'The backup extension cannot open every mount point of the VM, for example one that a file recovery left behind.',
    guestOnly: [`Mounts that cannot be reached. ${ONLY_THE_JOB}`],
    repair: [
      'See that every mount point can be opened; unmount those that cannot.',
      'Close open file recoveries of this VM (in the portal: Unmount disks).',
    ],
    links: [VM_PAGE, 'https://learn.microsoft.com/azure/backup/backup-azure-restore-files-from-vm'],
  },
  {
    code: 'ExtensionSnapshotBitlockerError',
    aliases: [],
    says: 'The snapshot operation failed with the Volume Shadow Copy Service (VSS) operation error: this drive is locked by BitLocker Drive Encryption.',
    cause: 'Windows: a drive is locked by BitLocker that was set up by hand, not by Azure Disk Encryption.',
    guestOnly: ['A locked drive. From outside: no sign.'],
    repair: ['Unlock the drive, or turn BitLocker off on all drives of the VM.'],
    links: [VM_PAGE],
  },
];
