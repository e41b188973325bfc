/** An Azure cloud: where its services are and for whom its tokens are. */
export interface Cloud {
  readonly name: string;
  /** Base URLs, https, without a trailing slash. Resource Graph is on `resourceManager`. */
  readonly resourceManager: string;
  readonly authority: string;
  readonly graph: string;
  /** What a token is for; its scope is the audience + `/.default`. */
  readonly resourceManagerAudience: string;
  readonly graphAudience: string;
  /** The application id of the Backup Management Service; null where none is published. */
  readonly backupAppId: string | null;
  /** The tenant to sign in to, where the environment names none. */
  readonly tenantId?: string | undefined;
  /** Whether it was read from a file: then nothing is looked up in the public cloud. */
  readonly custom: boolean;
}

function published(
  name: string,
  hosts: readonly [arm: string, login: string, graph: string],
  backupAppId: string | null,
) {
  const [resourceManager, authority, graph] = hosts.map((host) => `https://${host}`) as [
    string,
    string,
    string,
  ];
  const audiences = { resourceManagerAudience: resourceManager, graphAudience: graph };
  return {
    name,
    resourceManager,
    authority,
    graph,
    ...audiences,
    backupAppId,
    custom: false,
  } satisfies Cloud;
}

/**
 * The published clouds. Application ids of the backup service:
 * https://learn.microsoft.com/azure/backup/backup-azure-vms-automation; none is published for 21Vianet.
 */
export const CLOUDS: readonly Cloud[] = [
  published(
    'AzureCloud',
    ['management.azure.com', 'login.microsoftonline.com', 'graph.microsoft.com'],
    '262044b1-e2ce-469f-a196-69ab7ada62d3',
  ),
  published(
    'AzureUSGovernment',
    ['management.usgovcloudapi.net', 'login.microsoftonline.us', 'graph.microsoft.us'],
    'ff281ffe-705c-4f53-9f37-a40e6f2c68f3',
  ),
  published(
    'AzureChinaCloud',
    ['management.chinacloudapi.cn', 'login.chinacloudapi.cn', 'microsoftgraph.chinacloudapi.cn'],
    null,
  ),
];

/** The published cloud of that name, letter case aside. */
export function publishedCloud(name: string): Cloud | undefined {
  return CLOUDS.find((cloud) => cloud.name.toLowerCase() === name.toLowerCase());
}
